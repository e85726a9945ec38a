"""The commands ``orchestrator hosts …``."""

from typing import Annotated

import typer

from terminal.options import DataDir
from terminal.running import console, load_settings, run

Host = Annotated[str, typer.Argument(help="Name of a host.")]
commands = typer.Typer(help="List the hosts, empty one, give one up.", invoke_without_command=True)


@commands.callback()
def list_hosts(context: typer.Context, data_dir: DataDir = None) -> None:
    """List the hosts with their figures; the commands below change what they are used for."""
    if context.invoked_subcommand is None:
        from terminal.hosts import run_list_hosts

        run(run_list_hosts(load_settings(data_dir), console))


@commands.command()
def drain(host: Host, data_dir: DataDir = None) -> None:
    """Place nothing more on a host, and move its applications away with their data."""
    from terminal.hosts import run_drain

    run(run_drain(load_settings(data_dir), console, host))


@commands.command()
def undrain(host: Host, data_dir: DataDir = None) -> None:
    """Let a host get applications again."""
    from terminal.hosts import run_undrain

    run(run_undrain(load_settings(data_dir), console, host))


@commands.command("fail-over")
def fail_over(
    host: Host,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Start the applications of a lost host elsewhere, from the newest copy of their data."""
    from terminal.hosts import run_fail_over

    if not yes:
        typer.confirm(
            f"Give '{host}' up? What was entered since the newest copies is left there.",
            abort=True,
        )
    run(run_fail_over(load_settings(data_dir), console, host))


@commands.command()
def remove(host: Host, data_dir: DataDir = None) -> None:
    """Forget a host that is empty and stopped."""
    from terminal.hosts import run_remove

    run(run_remove(load_settings(data_dir), console, host))
