"""Running the embedded stack from a terminal.

A start waits until this is loaded, so it imports no client and nothing of HTTP.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager

from rich.console import Console
from rich.markup import escape

from settings import RuntimeChoice, Settings, TlsChoice
from stack.embedded import EmbeddedStack
from stack.state import only_stack, prepare_data_dir, read_runtime
from storage.problems import file_problems

_LOOKS = 1200
_BETWEEN_LOOKS_SECONDS = 0.05


async def run_up(settings: Settings, console: Console) -> int:
    """Run the embedded stack until Ctrl-C."""
    async with embedded(settings, console) as stack:
        state = stack.state
        console.print("[bold green]The orchestrator is ready.[/]")
        for name, value in (
            ("API", f"{state.api_url}/api/v1"),
            ("Applications", stack.settings.application_url("<name>")),
            ("Temporal UI", state.ui_url),
            *_certificates(stack.settings),
            ("Data", str(settings.paths.root)),
        ):
            console.print(f"  {name:<14}{value}", soft_wrap=True, highlight=False, markup=False)
        await until_interrupted(console)
    return 0


def _certificates(settings: Settings) -> list[tuple[str, str]]:
    """Return where the certificate is that devices must trust, if there is one of our own."""
    if settings.proxy.tls is not TlsChoice.INTERNAL:
        return []
    return [("Certificate", f"{settings.paths.root_certificate} (orchestrator certificate)")]


async def until_interrupted(console: Console) -> None:
    """Say how to stop, and return at Ctrl-C."""
    console.print("[dim]Ctrl-C stops it.[/]")
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        console.print("")


@asynccontextmanager
async def embedded(settings: Settings, console: Console) -> AsyncIterator[EmbeddedStack]:
    """Run an embedded stack for as long as the block lasts.

    Raises:
        Conflict: Another stack runs on the data directory.
        StorageError: The data directory can't be used.
        Unavailable: The stack did not come up.
    """
    prepare_data_dir(settings)
    with only_stack(settings), ExitStack() as cleanup:
        stack = EmbeddedStack(settings)
        notices: list[asyncio.Task[None]] = []
        try:
            with console.status("Starting Temporal, worker, API and proxy …"):
                await stack.launch()
                cleanup.enter_context(_supervisor_log(settings))
                await stack.until_ready()
            _tell_moved_ports(settings, stack.settings, console)
            notices += [
                asyncio.create_task(_tell_runtime(settings, console)),
                asyncio.create_task(_tell_deaths(stack, console)),
            ]
            yield stack
        finally:
            for notice in notices:
                notice.cancel()
            with console.status("Stopping; nothing is lost …"):
                await stack.stop()


@contextmanager
def _supervisor_log(settings: Settings) -> Iterator[None]:
    """Keep the supervisor's own log lines off the terminal."""
    from observability import configure_logging  # slow to load: the parts start meanwhile

    path = settings.paths.logs / "stack" / "supervisor.log"
    with file_problems(path):
        file = path.open("a", buffering=1)
    root = logging.getLogger()
    with file:
        configure_logging("supervisor", level=settings.log_level, stream=file)
        # A line that can't be written (a full disk) is no reason to print a traceback.
        logging.raiseExceptions = False
        try:
            yield
        finally:
            root.handlers = [logging.NullHandler()]


async def _tell_deaths(stack: EmbeddedStack, console: Console) -> None:
    """Say when a part of the stack dies again and again: jobs wait for it."""
    told: set[str] = set()
    while True:
        await asyncio.sleep(1)
        for problem in stack.troubles():
            if problem.message not in told:
                told.add(problem.message)
                console.print(f"[red]{escape(problem.message)}[/]", highlight=False)
                console.print(escape(problem.remedy), highlight=False)


def _tell_moved_ports(wanted: Settings, got: Settings, console: Console) -> None:
    """Say which ports were taken by something else, and what is used instead."""
    ports = (
        ("API", wanted.api.port, got.api.port),
        ("applications", wanted.proxy.port, got.proxy.port),
        ("applications by HTTPS", wanted.proxy.https_port, got.proxy.https_port),
        ("Temporal", wanted.temporal.port, got.temporal.port),
        ("Temporal UI", wanted.temporal.ui_port, got.temporal.ui_port),
    )
    for name, before, now in ports:
        if before != now:
            console.print(
                f"[yellow]Port {before} is taken by something else; {name}: port {now}.[/]",
                highlight=False,
            )


async def _tell_runtime(settings: Settings, console: Console) -> None:
    """Say where applications run once the worker has found out."""
    notice = None
    for _ in range(_LOOKS):
        notice = read_runtime(settings)
        if notice is not None:
            break
        await asyncio.sleep(_BETWEEN_LOOKS_SECONDS)
    if notice is not None and notice.name == RuntimeChoice.PROCESS:
        told = f"{notice.because} {notice.isolation}"
        console.print(f"[yellow]Without containers:[/] {escape(told)}", highlight=False)
    if notice is not None and notice.warning:
        console.print(f"[yellow]{escape(notice.warning)}[/]", highlight=False)
