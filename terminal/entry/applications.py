"""Commands about applications."""

from typing import Annotated

import typer

from terminal.options import Application, DataDir, Exit, Yes
from terminal.running import console, guard, load_settings, run

commands = typer.Typer()


@commands.command()
def create(
    request: Annotated[str, typer.Argument(help="What you would like, in your own words.")],
    name: Annotated[str | None, typer.Option(help="Title of the application.")] = None,
    builder: Annotated[
        str | None, typer.Option(help="Who writes the code [default: the best that is usable].")
    ] = None,
    priority: Annotated[
        int | None, typer.Option(help="1 is most urgent [default: 3].", min=1, max=5)
    ] = None,
    yes: Yes = False,
    leave: Exit = False,
    data_dir: DataDir = None,
) -> None:
    """Create an application from a sentence."""
    from terminal.commands import run_create

    run(
        run_create(
            load_settings(data_dir),
            console,
            request,
            name=name,
            builder=builder,
            priority=priority,
            auto_approve=yes,
            leave=leave,
        )
    )


@commands.command()
def modify(
    application: Application,
    request: Annotated[str, typer.Argument(help="What should change, in your own words.")],
    yes: Yes = False,
    leave: Exit = False,
    data_dir: DataDir = None,
) -> None:
    """Change an application without losing its data."""
    from terminal.commands import run_modify

    settings = load_settings(data_dir)
    run(run_modify(settings, console, application, request, auto_approve=yes, leave=leave))


@commands.command()
def rollback(
    application: Application,
    version: Annotated[int, typer.Argument(help="Number of the version to return to.", min=1)],
    restore_data: Annotated[
        bool, typer.Option(help="Also bring back the data as that version left it.")
    ] = False,
    leave: Exit = False,
    data_dir: DataDir = None,
) -> None:
    """Make an earlier version live again."""
    from terminal.commands import run_rollback

    settings = load_settings(data_dir)
    run(
        run_rollback(
            settings, console, application, version, restore_data=restore_data, leave=leave
        )
    )


@commands.command()
def delete(
    application: Application,
    keep_data: Annotated[bool, typer.Option(help="Keep what was entered.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Take an application down for good."""
    from terminal.commands import run_delete

    if not yes:
        guard(lambda: typer.confirm(f"Delete '{application}' for good?", abort=True))
    run(run_delete(load_settings(data_dir), console, application, keep_data=keep_data))


@commands.command("list")
def list_applications(data_dir: DataDir = None) -> None:
    """List your applications."""
    from terminal.commands import run_list

    run(run_list(load_settings(data_dir), console))


@commands.command()
def show(
    application: Annotated[
        str,
        typer.Argument(
            help="An application's id, slug or title; with --plan or --evidence also a job's id."
        ),
    ],
    plan: Annotated[bool, typer.Option("--plan", help="Show what its deployment does.")] = False,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Show what was seen when its deployment failed.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Show an application, its versions and its jobs, or the deployment of a job."""
    from terminal.commands import run_show, run_show_deployment

    settings = load_settings(data_dir)
    if plan or evidence:
        shown = run_show_deployment(settings, console, application, plan=plan, evidence=evidence)
        return run(shown)
    return run(run_show(settings, console, application))


@commands.command()
def traffic(
    application: Application,
    hours: Annotated[float, typer.Option(help="How far back.", min=0.1, max=17_544)] = 24,
    data_dir: DataDir = None,
) -> None:
    """Show how an application is visited: requests, errors, latencies."""
    from terminal.traffic import run_traffic

    run(run_traffic(load_settings(data_dir), console, application, hours=hours))


@commands.command()
def stop(application: Application, data_dir: DataDir = None) -> None:
    """Stop an application; its data and its address are kept."""
    from models.applications import DesiredState
    from terminal.control import run_set_state

    run(run_set_state(load_settings(data_dir), console, application, DesiredState.STOPPED))


@commands.command()
def start(application: Application, data_dir: DataDir = None) -> None:
    """Start an application that was stopped."""
    from models.applications import DesiredState
    from terminal.control import run_set_state

    run(run_set_state(load_settings(data_dir), console, application, DesiredState.RUNNING))


@commands.command()
def restart(application: Application, data_dir: DataDir = None) -> None:
    """Restart an application without losing a request."""
    from terminal.control import run_restart

    run(run_restart(load_settings(data_dir), console, application))


@commands.command()
def logs(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="An application: what it writes. Id of a job: what its steps said."
        ),
    ],
    follow: Annotated[
        bool, typer.Option("--follow", "-f", help="Go on with what is to come.")
    ] = False,
    build: Annotated[
        bool, typer.Option(help="How an application was made: the log of its newest job.")
    ] = False,
    tail: Annotated[int, typer.Option(help="How many of the last lines.", min=1, max=1_000)] = 200,
    level: Annotated[
        str | None, typer.Option(help="Only from this level: debug, info, warning, error.")
    ] = None,
    grep: Annotated[str | None, typer.Option(help="Only lines with these words.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Print the log of an application, or of a job."""
    from sdk.application_logs import LogWish
    from terminal.logs import run_logs

    wish = LogWish(tail=tail, level=level, query=grep)
    run(run_logs(load_settings(data_dir), console, name, follow=follow, build=build, wish=wish))


@commands.command()
def usage(
    application: Annotated[
        str | None, typer.Argument(help="Id, slug or title of an application [default: all].")
    ] = None,
    days: Annotated[
        float | None,
        typer.Option(min=0, help="How far back [default: 1; of all: 30]."),
    ] = None,
    owner: Annotated[str | None, typer.Option(help="Only what is this owner's.")] = None,
    everybody: Annotated[
        bool, typer.Option("--everybody", help="Of all owners, as an operator.")
    ] = False,
    csv: Annotated[bool, typer.Option("--csv", help="As CSV, for spreadsheets.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Show what applications use beside what they may."""
    from terminal.usage import run_usage

    run(
        run_usage(
            load_settings(data_dir),
            console,
            application,
            days=days,
            owner=owner,
            everybody=everybody,
            csv=csv,
        )
    )


@commands.command()
def resize(
    application: Application,
    memory: Annotated[int | None, typer.Option(help="Megabytes of memory.")] = None,
    cpus: Annotated[float | None, typer.Option(help="Number of CPUs, like 0.5.")] = None,
    disk: Annotated[int | None, typer.Option(help="Megabytes of space for its data.")] = None,
    recommended: Annotated[
        bool, typer.Option("--recommended", help="Take what is recommended.")
    ] = False,
    reset: Annotated[bool, typer.Option("--reset", help="Take back every change.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Show or change what an application may use; it goes on running."""
    from terminal.usage import run_resize

    settings = load_settings(data_dir)
    run(
        run_resize(
            settings,
            console,
            application,
            memory_mb=memory,
            cpus=cpus,
            disk_mb=disk,
            recommended=recommended,
            reset=reset,
        )
    )
