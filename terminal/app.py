"""The command line ``orchestrator``: all commands in one place."""

from importlib.metadata import version
from typing import Annotated

import typer

from terminal.entry import (
    alerts,
    applications,
    audit,
    backups,
    configuration,
    hosts,
    jobs,
    operating,
)

app = typer.Typer(
    name="orchestrator",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for group in (applications, jobs, backups, operating):
    app.add_typer(group.commands)
app.add_typer(alerts.commands, name="alerts")
app.add_typer(hosts.commands, name="hosts")
app.add_typer(audit.commands, name="audit")
app.add_typer(configuration.commands, name="config")


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"orchestrator {version('kiro-orchestrator')}")
        raise typer.Exit


@app.callback()
def main(
    told: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the version."),
    ] = False,
) -> None:
    """Turns a sentence into a running, private web application."""
