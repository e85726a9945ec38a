"""The commands ``orchestrator alerts …``."""

from typing import Annotated

import typer

from terminal.options import Alert, DataDir
from terminal.running import console, load_settings, run

commands = typer.Typer(
    help="Look at what is wrong and did not go away by itself.", invoke_without_command=True
)


@commands.callback()
def alerts(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Also those that are over.")] = False,
    data_dir: DataDir = None,
) -> None:
    """List alerts: what is wrong on this machine and did not go away by itself."""
    if context.invoked_subcommand is None:
        from terminal.alerts import run_alerts

        run(run_alerts(load_settings(data_dir), console, everything=everything))


@commands.command("show")
def show_alert(alert: Alert, data_dir: DataDir = None) -> None:
    """Show an alert with figures of the host and the end of the log."""
    from terminal.alerts import run_show_alert

    run(run_show_alert(load_settings(data_dir), console, alert))


@commands.command("follow")
def follow(data_dir: DataDir = None) -> None:
    """Print the open alerts, and then at once whatever happens to alerts, until Ctrl-C."""
    from terminal.alerts import run_follow

    run(run_follow(load_settings(data_dir), console))


@commands.command("acknowledge")
def acknowledge(alert: Alert, data_dir: DataDir = None) -> None:
    """Take note of an alert: nobody is reminded of it any more."""
    from terminal.alerts import run_acknowledge

    run(run_acknowledge(load_settings(data_dir), console, alert))


@commands.command("test")
def try_channels(data_dir: DataDir = None) -> None:
    """Send a test notice through every channel of the settings, and say what happened."""
    from terminal.alerts import run_test

    run(run_test(load_settings(data_dir), console))
