"""Running a tool or one of our small programs, without leaving it behind."""

import asyncio
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import IO

import activities
from activities.containers.memory import MemoryMeter
from models.errors import RuntimeFailure

_BOOT = (
    "import importlib, sys; sys.path.insert(0, sys.argv[1]); name = sys.argv[2]; "
    "del sys.argv[1:3]; importlib.import_module(name).main()"
)


def program(name: str, *arguments: str) -> list[str]:
    """Return the command that runs ``activities.containers.programs.<name>``."""
    root = Path(activities.__path__[0]).parent
    module = f"activities.containers.programs.{name}"
    return [sys.executable, "-I", "-c", _BOOT, str(root), module, *arguments]


def source_of(file: str | None) -> str:
    """Return the text of a program that is sent to where it runs.

    Raises:
        RuntimeFailure: It is not there.
    """
    if file is None:
        raise RuntimeFailure("A part of the orchestrator is missing from its installation.")
    return Path(file).read_text()


async def run(
    command: Sequence[str],
    *,
    data: bytes | Iterator[bytes] | None = None,
    output: IO[bytes] | None = None,
    environment: Mapping[str, str] | None = None,
    directory: Path | None = None,
    meter: MemoryMeter | None = None,
) -> tuple[int, bytes, bytes]:
    """Run a command to its end; return exit code, standard output and standard error.

    With ``output`` the standard output goes to that file. ``data`` may come in parts, which are
    fetched in a thread, one after the other. When the caller is cancelled the command
    gets SIGTERM, and SIGKILL two seconds later.
    """
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL if data is None else asyncio.subprocess.PIPE,
        stdout=output or asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=None if environment is None else dict(environment),
        cwd=directory,
        start_new_session=True,
    )
    try:
        async with meter.watching(process.pid) if meter else nullcontext():
            if data is None or isinstance(data, bytes):
                out, error = await process.communicate(data)
            else:
                out, error, _ = await asyncio.gather(
                    _all_of(process.stdout), _all_of(process.stderr), _feed(process.stdin, data)
                )
                await process.wait()
    except BaseException:
        await asyncio.shield(_end(process))
        raise
    return process.returncode or 0, out or b"", error


async def _all_of(stream: asyncio.StreamReader | None) -> bytes:
    return b"" if stream is None else await stream.read()


async def _feed(stream: asyncio.StreamWriter | None, parts: Iterator[bytes]) -> None:
    if stream is None:
        return
    try:
        while part := await asyncio.to_thread(next, parts, b""):
            stream.write(part)
            await stream.drain()
    except (BrokenPipeError, ConnectionResetError):
        pass  # it has ended, and its exit code tells why
    finally:
        stream.close()


async def _end(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), 2)
        except TimeoutError:
            process.kill()
            await process.wait()
