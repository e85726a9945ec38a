"""How commands are run: their settings, their exit codes, and what is said when they fail."""

import asyncio
import os
import signal
import tempfile
import traceback
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape

from models.errors import OrchestrationError
from sdk.errors import ApiError
from settings import Settings
from stack.interrupts import INTERRUPTED, raise_at_interrupts
from storage.problems import storage_error
from terminal.setting_problems import setting_problems, unknown_variables

Result = TypeVar("Result")

console = Console(stderr=False)
errors = Console(stderr=True)


def load_settings(data_dir: Path | None) -> Settings:
    """Return the settings in force; what is wrong with them is told, and ends the command."""
    for name in unknown_variables(os.environ):
        errors.print(f"[yellow]{escape(name)} is no setting and is ignored.[/]", highlight=False)
    try:
        return Settings() if data_dir is None else Settings(data_dir=data_dir)
    except (ValidationError, ValueError, OSError) as problem:
        errors.print("[bold red]The settings are not valid.[/]")
        for line in setting_problems(problem):
            errors.print(f"  {escape(line)}", highlight=False)
        errors.print("Correct orchestrator.toml or the ORCHESTRATOR_* variables.")
        raise typer.Exit(2) from None


def become(command: list[str], data_dir: Path | None) -> NoReturn:
    """Replace this process, so that signals and exit codes are the other program's own."""
    environment = dict(os.environ)
    if data_dir is not None:
        environment["ORCHESTRATOR_DATA_DIR"] = str(data_dir.absolute())
    load_settings(data_dir)
    os.execve(command[0], command, environment)  # noqa: S606 - no shell is involved


def run(work: Coroutine[Any, Any, int]) -> None:
    """Run a command to its end; its result is the exit code. SIGTERM and SIGHUP are like Ctrl-C.

    Only the first of them counts: what follows it is putting things in order, which somebody
    who presses Ctrl-C twice, or a program that signals a whole group, must not break off.
    """

    async def interruptible() -> int:
        task = asyncio.current_task()
        if task is not None:
            _cancel_once(task)
        return await work

    code = guard(lambda: asyncio.run(interruptible()))
    if code:
        raise typer.Exit(code)


def _cancel_once(task: asyncio.Task[Any]) -> None:
    """Cancel the task at the first signal that asks to end, and ignore the later ones."""
    loop = asyncio.get_running_loop()
    asked = False

    def cancel() -> None:
        nonlocal asked
        if not asked:
            asked = True
            task.cancel()

    # SIGHUP comes when the terminal is closed.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            loop.add_signal_handler(number, cancel)


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
        tell(error.title, error.message, error.remedy)
    except ApiError as error:
        tell("", *api_sentences(error))
    except OSError as problem:
        told = storage_error(problem, problem.filename or "the data directory")
        tell(told.title, told.message, told.remedy)
    except Exception as problem:
        _tell_unexpected(problem)
    raise typer.Exit(1)


def api_sentences(error: ApiError) -> list[str]:
    """Return what an answer of the API says, for somebody who does not use the API itself."""
    told = [place.get("detail", "") for place in error.errors] or [error.detail]
    return [*told, *([error.remedy] if "/api/" not in error.remedy else [])]


def tell(title: str, *sentences: str) -> None:
    """Say what went wrong, what it means and what to do."""
    lead = f"[bold red]{escape(title)}[/]: " if title else ""
    first, *others = sentences
    styled = escape(first) if title else f"[bold red]{escape(first)}[/]"
    errors.print(f"{lead}{styled}", highlight=False, soft_wrap=True)
    for sentence in others:
        errors.print(escape(sentence), highlight=False, soft_wrap=True)


def _tell_unexpected(problem: Exception) -> None:
    """Keep the details for whoever mends it; the user gets a sentence."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="orchestrator-error-", suffix=".txt", delete=False
    ) as file:
        traceback.print_exception(problem, file=file)
    tell(
        "Something unexpected went wrong",
        f"{type(problem).__name__}: {problem}",
        f"Nothing that was kept is lost. The details are in {file.name}.",
    )
