"""The commands ``orchestrator config …``."""

import typer
from rich.markup import escape

from terminal.leaving import everything_that_leaves
from terminal.options import DataDir
from terminal.running import errors, load_settings

commands = typer.Typer(help="Look at the settings.", no_args_is_help=True)


@commands.command("show")
def config_show(data_dir: DataDir = None) -> None:
    """Print the settings in force, secrets masked, and say what would leave the machine."""
    settings = load_settings(data_dir)
    typer.echo(settings.model_dump_json(indent=2))
    # Not on the standard output: that is for programs too.
    for line in everything_that_leaves(settings):
        errors.print(escape(line), highlight=False)


@commands.command("check")
def config_check(data_dir: DataDir = None) -> None:
    """Say whether the settings are valid, and what would leave the machine."""
    settings = load_settings(data_dir)
    typer.echo("The settings are valid.")
    for line in everything_that_leaves(settings):
        typer.echo(line)
