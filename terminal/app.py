"""The commands of ``orchestrator``: their names, their arguments and their exit codes."""

import asyncio
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape

from models.errors import InvalidInput, OrchestrationError
from sdk.errors import ApiError
from settings import Settings
from stack.interrupts import INTERRUPTED, raise_at_interrupts
from storage.problems import storage_error
from terminal.host_commands import host_commands
from terminal.leaving import what_alerts_leave, what_leaves
from terminal.options import DataDir
from terminal.setting_problems import setting_problems, unknown_variables

app = typer.Typer(
    name="orchestrator",
    help="Turns a sentence into a running, private web application.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
alerts_app = typer.Typer(
    help="Look at what is wrong and did not go away by itself.", invoke_without_command=True
)
config_app = typer.Typer(help="Look at the settings.", no_args_is_help=True)
app.add_typer(config_app, name="config")
app.add_typer(alerts_app, name="alerts")

Yes = Annotated[
    bool, typer.Option("--yes", "-y", help="Take every recommended answer and approve.")
]
Exit = Annotated[
    bool, typer.Option("--exit", help="Leave after the result instead of keeping the stack up.")
]
Application = Annotated[str, typer.Argument(help="Id, slug or title of an application.")]
Job = Annotated[
    str, typer.Argument(help="Id of a job, or an application: its newest job is meant.")
]

Alert = Annotated[str, typer.Argument(help="Id of an alert, or its beginning.")]

Result = TypeVar("Result")

_console = Console(stderr=False)
_errors = Console(stderr=True)


@app.command()
def up(data_dir: DataDir = None) -> None:
    """Start Temporal, worker, API and proxy on this machine, until Ctrl-C."""
    from terminal.up import run_up

    _run(run_up(_settings(data_dir), _console))


@app.command()
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

    _run(
        run_create(
            _settings(data_dir),
            _console,
            request,
            name=name,
            builder=builder,
            priority=priority,
            auto_approve=yes,
            leave=leave,
        )
    )


@app.command()
def modify(
    application: Application,
    request: Annotated[str, typer.Argument(help="What should change, in your own words.")],
    yes: Yes = False,
    leave: Exit = False,
    data_dir: DataDir = None,
) -> None:
    """Change an application without losing its data."""
    from terminal.commands import run_modify

    settings = _settings(data_dir)
    _run(run_modify(settings, _console, application, request, auto_approve=yes, leave=leave))


@app.command()
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

    settings = _settings(data_dir)
    _run(
        run_rollback(
            settings, _console, application, version, restore_data=restore_data, leave=leave
        )
    )


@app.command()
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
    _run(run_delete(_settings(data_dir), _console, application, keep_data=keep_data))


@app.command("backups")
def list_backups(application: Application, data_dir: DataDir = None) -> None:
    """List the backups of an application."""
    from terminal.backups import run_backups

    _run(run_backups(_settings(data_dir), _console, application))


@app.command("backup")
def make_backup(application: Application, data_dir: DataDir = None) -> None:
    """Make a backup of an application's data now, without stopping it."""
    from terminal.backups import run_backup

    _run(run_backup(_settings(data_dir), _console, application))


@app.command("download")
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

    _run(run_download(_settings(data_dir), _console, application, backup, to))


@app.command("restore")
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
    _run(run_restore(_settings(data_dir), _console, application, backup))


@app.command("backup-all")
def back_up_all(
    file: Annotated[Path, typer.Argument(help="File to write.")], data_dir: DataDir = None
) -> None:
    """Write everything that the orchestrator keeps into one file; it may run meanwhile."""
    from terminal.whole import run_backup_all

    _run(run_backup_all(_settings(data_dir), _console, file))


@app.command("restore-all")
def restore_all(
    file: Annotated[Path, typer.Argument(help="File that 'backup-all' has written.")],
    data_dir: DataDir = None,
) -> None:
    """Unpack such a file into an empty data directory; then start with 'up'."""
    from terminal.whole import run_restore_all

    _run(run_restore_all(_settings(data_dir), _console, file))


@app.command("list")
def list_applications(data_dir: DataDir = None) -> None:
    """List your applications."""
    from terminal.commands import run_list

    _run(run_list(_settings(data_dir), _console))


@app.command()
def show(
    application: Annotated[
        str, typer.Argument(help="Id, slug or title of an application; with an option, or a job.")
    ],
    plan: Annotated[bool, typer.Option("--plan", help="Show what its deployment does.")] = False,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Show what was seen when its deployment failed.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Show an application, its versions and its jobs, or the deployment of a job."""
    from terminal.commands import run_show, run_show_deployment

    settings = _settings(data_dir)
    if plan or evidence:
        shown = run_show_deployment(settings, _console, application, plan=plan, evidence=evidence)
        return _run(shown)
    return _run(run_show(settings, _console, application))


@app.command()
def traffic(
    application: Application,
    hours: Annotated[float, typer.Option(help="How far back.", min=0.1, max=17_544)] = 24,
    data_dir: DataDir = None,
) -> None:
    """Show how an application is visited: requests, errors, latencies."""
    from terminal.traffic import run_traffic

    _run(run_traffic(_settings(data_dir), _console, application, hours=hours))


@app.command()
def follow(
    job: Annotated[
        str | None,
        typer.Argument(help="Id of a job, or an application [default: the newest job]."),
    ] = None,
    leave: Exit = False,
    data_dir: DataDir = None,
) -> None:
    """Come back to a job: see its progress, answer, approve."""
    from terminal.commands import run_follow

    _run(run_follow(_settings(data_dir), _console, job, leave=leave))


@app.command()
def stop(application: Application, data_dir: DataDir = None) -> None:
    """Stop an application; its data and its address are kept."""
    from models.applications import DesiredState
    from terminal.control import run_set_state

    _run(run_set_state(_settings(data_dir), _console, application, DesiredState.STOPPED))


@app.command()
def start(application: Application, data_dir: DataDir = None) -> None:
    """Start an application that was stopped."""
    from models.applications import DesiredState
    from terminal.control import run_set_state

    _run(run_set_state(_settings(data_dir), _console, application, DesiredState.RUNNING))


@app.command()
def restart(application: Application, data_dir: DataDir = None) -> None:
    """Restart an application without losing a request."""
    from terminal.control import run_restart

    _run(run_restart(_settings(data_dir), _console, application))


@app.command()
def pause(job: Job, data_dir: DataDir = None) -> None:
    """Let a job end its current step and wait then."""
    from terminal.control import run_pause

    _run(run_pause(_settings(data_dir), _console, job))


@app.command()
def resume(job: Job, data_dir: DataDir = None) -> None:
    """Let a paused job go on."""
    from terminal.control import run_resume

    _run(run_resume(_settings(data_dir), _console, job))


@app.command()
def retry(job: Job, leave: Exit = False, data_dir: DataDir = None) -> None:
    """Start a failed job again from the step that failed."""
    from terminal.control import run_retry

    _run(run_retry(_settings(data_dir), _console, job, leave=leave))


@app.command()
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
    from sdk.client import LogWish
    from terminal.logs import run_logs

    wish = LogWish(tail=tail, level=level, query=grep)
    _run(run_logs(_settings(data_dir), _console, name, follow=follow, build=build, wish=wish))


@app.command()
def answer(
    job: Job,
    answers: Annotated[
        list[str], typer.Argument(help="question=value, or you_decide for all open questions.")
    ],
    data_dir: DataDir = None,
) -> None:
    """Answer questions of a job."""
    from terminal.commands import run_answer

    _run(run_answer(_settings(data_dir), _console, job, answers))


@app.command()
def approve(
    job: Job,
    change: Annotated[
        str | None, typer.Option(help="What should be different, or your advice.")
    ] = None,
    reject: Annotated[bool, typer.Option(help="Reject it instead.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Approve what a job asks for, ask for a change, or reject it."""
    from terminal.commands import run_decide

    _run(run_decide(_settings(data_dir), _console, job, change=change, reject=reject))


@app.command()
def cancel(job: Job, data_dir: DataDir = None) -> None:
    """Cancel a job; what it did is undone."""
    from terminal.commands import run_cancel

    _run(run_cancel(_settings(data_dir), _console, job))


@app.command()
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

    _run(
        run_usage(
            _settings(data_dir),
            _console,
            application,
            days=days,
            owner=owner,
            everybody=everybody,
            csv=csv,
        )
    )


@app.command()
def resize(
    application: Application,
    memory: Annotated[int | None, typer.Option(help="Megabytes of memory.")] = None,
    cpus: Annotated[float | None, typer.Option(help="Number of CPUs, like 0.5.")] = None,
    recommended: Annotated[
        bool, typer.Option("--recommended", help="Take what is recommended.")
    ] = False,
    reset: Annotated[bool, typer.Option("--reset", help="Take back every change.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Show or change what an application may use; it goes on running."""
    from terminal.usage import run_resize

    settings = _settings(data_dir)
    _run(
        run_resize(
            settings,
            _console,
            application,
            memory_mb=memory,
            cpus=cpus,
            recommended=recommended,
            reset=reset,
        )
    )


@app.command("clean-up")
def clean_up(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be removed.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Remove old images, logs and copies that nothing needs any more."""
    from terminal.usage import run_clean_up

    _run(run_clean_up(_settings(data_dir), _console, dry_run=dry_run))


@app.command()
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
    settings = _settings(data_dir)
    _run(run_limits(settings, _console, owner, changes, as_configured=as_configured))


@app.command()
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
            return local_token(_settings(data_dir), owner, Role(role))
        except ValidationError:
            raise InvalidInput(
                f"'{owner}' can't be an owner's name.",
                remedy="Use letters, digits and any of . _ @ + -",
            ) from None

    typer.echo(guard(make))


@app.command()
def certificate(data_dir: DataDir = None) -> None:
    """Say who vouches for the addresses of applications, and how devices come to trust it."""
    from terminal.certificates import certificate_lines

    settings = _settings(data_dir)
    for line in guard(lambda: certificate_lines(settings)):
        typer.echo(line)


@app.command()
def worker(
    queues: Annotated[
        list[str] | None, typer.Argument(help="Task queues to serve [default: all].")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Run a worker."""
    _become([sys.executable, "-m", "stack.part", "worker", *(queues or [])], data_dir)


@app.command()
def api(data_dir: DataDir = None) -> None:
    """Run the REST and WebSocket API."""
    _become([sys.executable, "-m", "stack.part", "api"], data_dir)


@app.command(hidden=True)
def proxy(data_dir: DataDir = None) -> None:
    """Run the reverse proxy with the routes of the metadata store."""
    _become([sys.executable, "-m", "stack.part", "proxy"], data_dir)


@app.command(hidden=True)
def temporal(
    ip: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    data_dir: DataDir = None,
) -> None:
    """Run the embedded Temporal server."""
    from stack.state import prepare_data_dir
    from temporal.server import server_arguments, temporal_binary

    settings = _settings(data_dir)
    guard(lambda: prepare_data_dir(settings))
    arguments = server_arguments(
        port=int(settings.temporal.address.rpartition(":")[2]),
        ui_port=settings.temporal.ui_port,
        database=settings.paths.temporal_database,
        ip=ip,
        namespace=settings.temporal.namespace,
        tuned=settings.temporal.tuned,
    )
    _become([str(temporal_binary()), *arguments], data_dir)


@alerts_app.callback()
def alerts(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Also those that are over.")] = False,
    data_dir: DataDir = None,
) -> None:
    """List alerts: what is wrong on this machine and did not go away by itself."""
    if context.invoked_subcommand is None:
        from terminal.alerts import run_alerts

        _run(run_alerts(_settings(data_dir), _console, everything=everything))


@alerts_app.command("show")
def show_alert(alert: Alert, data_dir: DataDir = None) -> None:
    """Show an alert with figures of the host and the end of the log."""
    from terminal.alerts import run_show_alert

    _run(run_show_alert(_settings(data_dir), _console, alert))


@alerts_app.command("acknowledge")
def acknowledge(alert: Alert, data_dir: DataDir = None) -> None:
    """Take note of an alert: nobody is reminded of it any more."""
    from terminal.alerts import run_acknowledge

    _run(run_acknowledge(_settings(data_dir), _console, alert))


@alerts_app.command("test")
def try_channels(data_dir: DataDir = None) -> None:
    """Send a test notice through every channel of the settings, and say what happened."""
    from terminal.alerts import run_test

    _run(run_test(_settings(data_dir), _console))


@config_app.command("show")
def config_show(data_dir: DataDir = None) -> None:
    """Print the settings in force, secrets masked, and say what would leave the machine."""
    settings = _settings(data_dir)
    typer.echo(settings.model_dump_json(indent=2))
    # Not on the standard output: that is for programs too.
    for line in (*what_leaves(settings.understanding), *what_alerts_leave(settings.alerts)):
        _errors.print(escape(line), highlight=False)


@config_app.command("check")
def config_check(data_dir: DataDir = None) -> None:
    """Say whether the settings are valid, and what would leave the machine."""
    settings = _settings(data_dir)
    typer.echo("The settings are valid.")
    for line in (*what_leaves(settings.understanding), *what_alerts_leave(settings.alerts)):
        typer.echo(line)


def _settings(data_dir: Path | None) -> Settings:
    for name in unknown_variables(os.environ):
        _errors.print(f"[yellow]{escape(name)} is no setting and is ignored.[/]", highlight=False)
    try:
        return Settings() if data_dir is None else Settings(data_dir=data_dir)
    except (ValidationError, ValueError, OSError) as problem:
        _errors.print("[bold red]The settings are not valid.[/]")
        for line in setting_problems(problem):
            _errors.print(f"  {escape(line)}", highlight=False)
        _errors.print("Correct orchestrator.toml or the ORCHESTRATOR_* variables.")
        raise typer.Exit(2) from None


def _become(command: list[str], data_dir: Path | None) -> NoReturn:
    """Replace this process, so that signals and exit codes are the other program's own."""
    environment = dict(os.environ)
    if data_dir is not None:
        environment["ORCHESTRATOR_DATA_DIR"] = str(data_dir.absolute())
    _settings(data_dir)
    os.execve(command[0], command, environment)  # noqa: S606 - no shell is involved


def _run(work: Coroutine[Any, Any, int]) -> None:
    """Run a command to its end; its result is the exit code. SIGTERM and SIGHUP are like Ctrl-C."""

    async def interruptible() -> int:
        task = asyncio.current_task()
        if task is not None:
            # SIGHUP comes when the terminal is closed.
            for number in (signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(number, task.cancel)
        return await work

    code = guard(lambda: asyncio.run(interruptible()))
    if code:
        raise typer.Exit(code)


def guard(work: Callable[[], Result]) -> Result:
    """Turn what goes wrong into a clear sentence and an exit code; never show a traceback."""
    raise_at_interrupts()
    try:
        return work()
    except (typer.Exit, typer.Abort, BrokenPipeError):
        raise
    except (KeyboardInterrupt, asyncio.CancelledError):
        raise typer.Exit(INTERRUPTED) from None
    except OrchestrationError as error:
        _tell(error.title, error.message, error.remedy)
    except ApiError as error:
        _tell("", *api_sentences(error))
    except OSError as problem:
        told = storage_error(problem, problem.filename or "the data directory")
        _tell(told.title, told.message, told.remedy)
    except Exception as problem:
        _tell_unexpected(problem)
    raise typer.Exit(1)


def api_sentences(error: ApiError) -> list[str]:
    """Return what an answer of the API says, for somebody who does not use the API itself."""
    told = [place.get("detail", "") for place in error.errors] or [error.detail]
    return [*told, *([error.remedy] if "/api/" not in error.remedy else [])]


def _tell(title: str, *sentences: str) -> None:
    lead = f"[bold red]{escape(title)}[/]: " if title else ""
    first, *others = sentences
    styled = escape(first) if title else f"[bold red]{escape(first)}[/]"
    _errors.print(f"{lead}{styled}", highlight=False, soft_wrap=True)
    for sentence in others:
        _errors.print(escape(sentence), highlight=False, soft_wrap=True)


def _tell_unexpected(problem: Exception) -> None:
    """Keep the details for whoever mends it; the user gets a sentence."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="orchestrator-error-", suffix=".txt", delete=False
    ) as file:
        traceback.print_exception(problem, file=file)
    _tell(
        "Something unexpected went wrong",
        f"{type(problem).__name__}: {problem}",
        f"Nothing that was kept is lost. The details are in {file.name}.",
    )


app.add_typer(host_commands(_run, _settings, _console), name="hosts")
