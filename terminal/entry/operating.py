"""Commands of whoever runs the orchestrator."""

import sys
from typing import Annotated

import typer
from pydantic import ValidationError

from models.errors import InvalidInput
from terminal.options import DataDir
from terminal.running import become, console, guard, load_settings, run

commands = typer.Typer()


@commands.command()
def up(data_dir: DataDir = None) -> None:
    """Start Temporal, worker, API and proxy on this machine, until Ctrl-C."""
    from terminal.up import run_up

    run(run_up(load_settings(data_dir), console))


@commands.command("clean-up")
def clean_up(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be removed.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Remove old images, logs and copies that nothing needs any more."""
    from terminal.usage import run_clean_up

    run(run_clean_up(load_settings(data_dir), console, dry_run=dry_run))


@commands.command()
def limits(
    owner: Annotated[str | None, typer.Argument(help="Whose limits [default: yours].")] = None,
    applications: Annotated[int | None, typer.Option(help="Most applications.", min=0)] = None,
    running_jobs: Annotated[int | None, typer.Option(help="Most jobs at a time.", min=0)] = None,
    memory_mb: Annotated[
        int | None, typer.Option(help="Most memory of running applications.", min=0)
    ] = None,
    disk_mb: Annotated[
        int | None, typer.Option(help="Most disk space of applications.", min=0)
    ] = None,
    builds_per_day: Annotated[
        int | None, typer.Option(help="Most creations and changes within 24 hours.", min=0)
    ] = None,
    as_configured: Annotated[
        bool, typer.Option("--as-configured", help="Forget what was set for the owner before.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Show what an owner may have and has; with options, change it as the operator."""
    from terminal.limits import run_limits

    given = {
        "applications": applications,
        "running_jobs": running_jobs,
        "memory_mb": memory_mb,
        "disk_mb": disk_mb,
        "builds_per_day": builds_per_day,
    }
    changes = {name: value for name, value in given.items() if value is not None}
    settings = load_settings(data_dir)
    run(run_limits(settings, console, owner, changes, as_configured=as_configured))


@commands.command()
def token(
    owner: Annotated[str | None, typer.Option(help="Whose token [default: you].")] = None,
    role: Annotated[str, typer.Option(help="user or operator.")] = "user",
    data_dir: DataDir = None,
) -> None:
    """Print a bearer token for the API."""
    from api.auth import Role
    from terminal.connection import local_token

    def make() -> str:
        if role not in {known.value for known in Role}:
            raise InvalidInput(f"There is no role '{role}'.", remedy="Use user or operator.")
        try:
            return local_token(load_settings(data_dir), owner, Role(role))
        except ValidationError:
            raise InvalidInput(
                f"'{owner}' can't be an owner's name.",
                remedy="Use letters, digits and any of . _ @ + -",
            ) from None

    typer.echo(guard(make))


@commands.command()
def certificate(data_dir: DataDir = None) -> None:
    """Say who vouches for the addresses of applications, and how devices come to trust it."""
    from terminal.certificates import certificate_lines

    settings = load_settings(data_dir)
    for line in guard(lambda: certificate_lines(settings)):
        typer.echo(line)


@commands.command()
def worker(
    queues: Annotated[
        list[str] | None, typer.Argument(help="Task queues to serve [default: all].")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Run a worker."""
    become([sys.executable, "-m", "stack.part", "worker", *(queues or [])], data_dir)


@commands.command()
def api(data_dir: DataDir = None) -> None:
    """Run the REST and WebSocket API."""
    become([sys.executable, "-m", "stack.part", "api"], data_dir)


@commands.command()
def proxy(data_dir: DataDir = None) -> None:
    """Run the reverse proxy with the routes of the metadata store."""
    become([sys.executable, "-m", "stack.part", "proxy"], data_dir)


@commands.command()
def temporal(
    ip: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    data_dir: DataDir = None,
) -> None:
    """Run the embedded Temporal server."""
    from stack.state import prepare_data_dir
    from temporal.server import server_arguments, temporal_binary

    settings = load_settings(data_dir)
    guard(lambda: prepare_data_dir(settings))
    arguments = server_arguments(
        port=int(settings.temporal.address.rpartition(":")[2]),
        ui_port=settings.temporal.ui_port,
        database=settings.paths.temporal_database,
        ip=ip,
        namespace=settings.temporal.namespace,
        tuned=settings.temporal.tuned,
    )
    become([str(temporal_binary()), *arguments], data_dir)
