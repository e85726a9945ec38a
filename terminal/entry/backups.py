"""Commands about backups."""

from pathlib import Path
from typing import Annotated

import typer

from terminal.options import Application, DataDir
from terminal.running import console, guard, load_settings, run

commands = typer.Typer()


@commands.command("backups")
def list_backups(application: Application, data_dir: DataDir = None) -> None:
    """List the backups of an application."""
    from terminal.backups import run_backups

    run(run_backups(load_settings(data_dir), console, application))


@commands.command("backup")
def make_backup(application: Application, data_dir: DataDir = None) -> None:
    """Make a backup of an application's data now, without stopping it."""
    from terminal.backups import run_backup

    run(run_backup(load_settings(data_dir), console, application))


@commands.command("download")
def download_backup(
    application: Application,
    backup: Annotated[str, typer.Argument(help="Id of a backup, or 'newest'.")] = "newest",
    to: Annotated[
        Path | None, typer.Option(help="File to write [default: named after it, here].")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Save a backup as a .tar.gz file."""
    from terminal.backups import run_download

    run(run_download(load_settings(data_dir), console, application, backup, to))


@commands.command("restore")
def restore_backup(
    application: Application,
    backup: Annotated[str, typer.Argument(help="Id of a backup, or 'newest'.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Put a backup in place of an application's data; what is there now is backed up first."""
    from terminal.backups import run_restore

    if not yes:
        guard(lambda: typer.confirm(f"Replace the data of '{application}'?", abort=True))
    run(run_restore(load_settings(data_dir), console, application, backup))


@commands.command("backup-all")
def back_up_all(
    file: Annotated[Path, typer.Argument(help="File to write.")], data_dir: DataDir = None
) -> None:
    """Write everything that the orchestrator keeps into one file; it may run meanwhile."""
    from terminal.whole import run_backup_all

    run(run_backup_all(load_settings(data_dir), console, file))


@commands.command("restore-all")
def restore_all(
    file: Annotated[Path, typer.Argument(help="File that 'backup-all' has written.")],
    data_dir: DataDir = None,
) -> None:
    """Unpack such a file into an empty data directory; then start with 'up'."""
    from terminal.whole import run_restore_all

    run(run_restore_all(load_settings(data_dir), console, file))
