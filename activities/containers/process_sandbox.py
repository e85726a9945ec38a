"""One command on a copy of a tree, as a confined process of a user of its own."""

import asyncio
import json
import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from activities.containers.memory import MemoryMeter
from activities.containers.port import SandboxResult
from activities.containers.process_layout import confinement, own, user_for
from activities.containers.programs import sandboxed
from activities.containers.sandbox_protocol import decode_answer, encode_request
from activities.containers.subprocesses import program, run, source_of
from activities.containers.trees import TreeFiles, tree_archive
from models.errors import RuntimeFailure
from models.specification import ResourceLimits
from settings import Paths
from storage.problems import check_room

_MEGABYTE = 1024 * 1024
_NOT_STARTED = 126
_SPARE_SECONDS = 5


class SandboxRequest(NamedTuple):
    """What is to be run, and within which limits."""

    command: Sequence[str]
    environment: Mapping[str, str]
    limits: ResourceLimits
    timeout_seconds: float
    collect: Sequence[str] = ()
    """Files that are brought back, by path within the tree."""


async def run_in_process(
    files: TreeFiles, venv: Path, request: SandboxRequest, paths: Paths
) -> SandboxResult:
    """Run a command on a copy of the files; nothing of it is left.

    Args:
        files: What the command finds in its directory.
        venv: The virtual environment whose interpreter and packages it has.
        request: The command.
        paths: Where copies are made, and what they may not reach.

    Raises:
        RuntimeFailure: The process could not be started.
        StorageError: There is no room left.
    """
    work = await asyncio.to_thread(_folder, paths.workspaces)
    began, meter = time.monotonic(), MemoryMeter()
    try:
        wanted = _wanted(work, venv, request, paths.run)
        data = _encoded(files, venv, work, request)
        code, answer, said = await run(
            program("run_once", json.dumps(wanted)), data=data, meter=meter
        )
        if code == _NOT_STARTED:
            cause = said.decode(errors="replace")[-2000:]
            raise RuntimeFailure("The sandbox could not be started.", cause=cause)
        took = time.monotonic() - began
        ended = decode_answer(answer, collect=request.collect, duration=took, killed=code or 137)
        if ended.exit_code != 0:
            await asyncio.to_thread(check_room, work)
        return ended.model_copy(update={"memory_peak_bytes": meter.peak_bytes})
    finally:
        await asyncio.to_thread(shutil.rmtree, work, ignore_errors=True)


def _folder(workspaces: Path) -> Path:
    workspaces.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="sandbox-", dir=workspaces))


def _wanted(work: Path, venv: Path, request: SandboxRequest, run: Path) -> dict[str, Any]:
    """Return the process and its confinement, for the program that starts it."""
    user, limits = user_for(work.name), request.limits
    tree, tmp = work / "tree", work / "tmp"
    own(tree, user)
    own(tmp, user)
    return {
        "command": [str(venv / "bin/python"), "-I", "-c", source_of(sandboxed.__file__)],
        "environment": _environment(venv, work),
        "directory": str(tree),
        "confinement": confinement(user, limits, readable=[venv], writable=[tree, tmp], run=run),
        "memory_bytes": limits.memory_mb * _MEGABYTE,
        "pids": limits.pids,
        "seconds": request.timeout_seconds + _SPARE_SECONDS,
    }


def _encoded(files: TreeFiles, venv: Path, work: Path, request: SandboxRequest) -> bytes:
    return encode_request(
        tree_archive(files),
        request.command,
        environment=_environment(venv, work) | dict(request.environment),
        timeout_seconds=request.timeout_seconds,
        collect=request.collect,
    )


def _environment(venv: Path, work: Path) -> dict[str, str]:
    return {
        "PATH": f"{venv / 'bin'}:/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": str(work / "tmp"),
        "TMPDIR": str(work / "tmp"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
