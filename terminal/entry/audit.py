"""The commands ``orchestrator audit …``."""

from typing import Annotated

import typer

from terminal.options import DataDir
from terminal.running import console, load_settings, run

Count = Annotated[int, typer.Option("--count", help="How many entries.", min=1, max=200)]
commands = typer.Typer(help="Say who did what, and check the list.", invoke_without_command=True)


@commands.callback()
def list_audit(context: typer.Context, count: Count = 50, data_dir: DataDir = None) -> None:
    """List who did what, newest first; operators only."""
    if context.invoked_subcommand is None:
        from terminal.audit import run_audit

        run(run_audit(load_settings(data_dir), console, count))


@commands.command()
def check(data_dir: DataDir = None) -> None:
    """Check whether somebody has changed the list; exit code 1 if so."""
    from terminal.audit import run_audit_check

    run(run_audit_check(load_settings(data_dir), console))
