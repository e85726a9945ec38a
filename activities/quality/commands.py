"""Running an analyser: bounded in time, memory and output, and never leaving a process behind."""

import asyncio
import os
import resource
import signal
from collections.abc import Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from activities.containers.memory import MemoryMeter
from models.errors import QualityError

MEGABYTE = 1024 * 1024
LONGEST_ANSWER = 32 * MEGABYTE
"""Bytes of standard output that are kept; an analyser that says more is broken."""
LONGEST_COMPLAINT = 64 * 1024
_GRACE_SECONDS = 2.0
_PASSED_ON = ("LANG", "LC_ALL", "SSL_CERT_FILE", "SSL_CERT_DIR", "TMPDIR")


@dataclass(frozen=True)
class Ended:
    """How a command ended; ``complaints`` is the end of its standard error."""

    exit_code: int
    output: bytes
    complaints: str


def minimal_environment(home: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment without anything that the orchestrator was trusted with."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(home), **kept, **(extra or {})}


async def run(
    command: Sequence[str],
    *,
    folder: Path,
    environment: Mapping[str, str],
    timeout_seconds: float,
    memory_mb: int | None = None,
    meter: MemoryMeter | None = None,
) -> Ended:
    """Run a command in a process group of its own, which is killed whenever this call ends.

    The meter, when given, watches what it takes.

    Raises:
        QualityError: It can't be started, ran out of time, or said more than is read.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=folder,
            env=dict(environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        _limit_memory(process.pid, memory_mb)
    except OSError as problem:
        raise QualityError(
            f"The analyser {Path(command[0]).name} can't be started.", cause=repr(problem)
        ) from problem
    try:
        watching = meter.watching(process.pid) if meter else nullcontext()
        async with asyncio.timeout(timeout_seconds), watching:
            return await _communicate(process)
    except TimeoutError as problem:
        raise QualityError(
            f"The analyser {Path(command[0]).name} did not end within {timeout_seconds:.0f} s.",
            command=list(command[:4]),
        ) from problem
    finally:
        await _end(process)


async def _communicate(process: asyncio.subprocess.Process) -> Ended:
    if process.stdout is None or process.stderr is None:
        raise QualityError("The analyser was started without its pipes.")
    output, complaints = await asyncio.gather(
        _read(process.stdout, LONGEST_ANSWER, strict=True),
        _read(process.stderr, LONGEST_COMPLAINT, strict=False),
    )
    code = await process.wait()
    return Ended(code, output, complaints.decode("utf-8", "replace"))


async def _read(stream: asyncio.StreamReader, most: int, *, strict: bool) -> bytes:
    kept = bytearray()
    while chunk := await stream.read(65_536):
        kept += chunk
        if len(kept) > most:
            if strict:
                raise QualityError("The analyser said more than is read.", limit_bytes=most)
            del kept[:-most]
    return bytes(kept)


async def _end(process: asyncio.subprocess.Process) -> None:
    # The group outlives its leader when a child was left behind, so it is killed in any case.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    with suppress(TimeoutError):
        async with asyncio.timeout(_GRACE_SECONDS):
            await process.wait()
    transport = getattr(process, "_transport", None)
    if transport is not None:
        transport.close()


def _limit_memory(pid: int, memory_mb: int | None) -> None:
    # Set from outside: a hook between fork and exec is unsafe in a process with threads.
    if memory_mb is None or not hasattr(resource, "prlimit"):
        return
    size = memory_mb * MEGABYTE
    with suppress(ProcessLookupError, PermissionError):
        resource.prlimit(pid, resource.RLIMIT_AS, (size, size))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))
