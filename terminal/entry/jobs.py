"""Commands about jobs."""

from typing import Annotated

import typer

from terminal.options import DataDir, Exit, Job
from terminal.running import console, load_settings, run

commands = typer.Typer()


@commands.command()
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

    run(run_follow(load_settings(data_dir), console, job, leave=leave))


@commands.command()
def pause(job: Job, data_dir: DataDir = None) -> None:
    """Let a job end its current step and wait then."""
    from terminal.control import run_pause

    run(run_pause(load_settings(data_dir), console, job))


@commands.command()
def resume(job: Job, data_dir: DataDir = None) -> None:
    """Let a paused job go on."""
    from terminal.control import run_resume

    run(run_resume(load_settings(data_dir), console, job))


@commands.command()
def retry(job: Job, leave: Exit = False, data_dir: DataDir = None) -> None:
    """Start a failed job again from the step that failed."""
    from terminal.control import run_retry

    run(run_retry(load_settings(data_dir), console, job, leave=leave))


@commands.command()
def answer(
    job: Job,
    answers: Annotated[
        list[str], typer.Argument(help="question=value, or you_decide for all open questions.")
    ],
    data_dir: DataDir = None,
) -> None:
    """Answer questions of a job."""
    from terminal.commands import run_answer

    run(run_answer(load_settings(data_dir), console, job, answers))


@commands.command()
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

    run(run_decide(load_settings(data_dir), console, job, change=change, reject=reject))


@commands.command()
def cancel(job: Job, data_dir: DataDir = None) -> None:
    """Cancel a job; what it did is undone."""
    from terminal.commands import run_cancel

    run(run_cancel(load_settings(data_dir), console, job))
