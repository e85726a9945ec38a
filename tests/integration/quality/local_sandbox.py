"""A sandbox without isolation, for tests: real processes, real limits of time and output."""

import asyncio
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import cast

from activities.containers.port import Owner, Runtime, SandboxResult
from models.applications import RuntimeName
from models.specification import ResourceLimits

LONGEST_OUTPUT = 200_000


class LocalSandbox:
    """The part of a runtime that gates use; counts its runs."""

    name = RuntimeName.PROCESS
    isolation = "None: for tests only."

    def __init__(self) -> None:
        self.runs = 0

    async def checks_environment(self, tree: Path) -> str:
        return sys.version

    async def run_sandboxed(
        self,
        tree: Path,
        command: Sequence[str],
        *,
        owner: Owner,
        limits: ResourceLimits,
        timeout_seconds: float,
        collect: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
    ) -> SandboxResult:
        self.runs += 1
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "tree"
            shutil.copytree(tree, copy)
            code, output = await _run(command, copy, timeout_seconds, environment or {})
            files = {
                name: (copy / name).read_bytes() for name in collect if (copy / name).is_file()
            }
        return SandboxResult(
            exit_code=code,
            output=output,
            files=files,
            duration_seconds=time.monotonic() - started,
        )


async def _run(
    command: Sequence[str], folder: Path, timeout_seconds: float, environment: Mapping[str, str]
) -> tuple[int, str]:
    program = sys.executable if command[0] == "python" else command[0]
    process = await asyncio.create_subprocess_exec(
        program,
        *command[1:],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), **environment},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    kept = bytearray()
    timed_out = False
    try:
        async with asyncio.timeout(timeout_seconds):
            assert process.stdout is not None
            while chunk := await process.stdout.read(65_536):
                kept = (kept + chunk)[-LONGEST_OUTPUT:]
            await process.wait()
    except TimeoutError:
        timed_out = True
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
        process._transport.close()  # type: ignore[attr-defined]
    text = kept.decode("utf-8", "replace").replace("\r", "\n")
    plain = "".join(each for each in text if each in "\n\t" or ord(each) >= 32)
    return (124 if timed_out else process.returncode or 0), plain


def as_runtime(sandbox: LocalSandbox) -> Runtime:
    """Return the sandbox as the port that gates take; they call nothing else of it."""
    return cast(Runtime, sandbox)
