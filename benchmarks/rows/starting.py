"""P19: from nothing to a stack that takes jobs."""

import asyncio
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from benchmarks.figures import Figure, Sample, at_most
from benchmarks.http import first_answer
from benchmarks.processes import Stack, child, free_ports, now, work_folder
from temporal.server import server_arguments, temporal_binary

_PAUSE = 0.03
"""Seconds between two looks; looking more often would take the time that is measured."""
_LIBRARIES = "import fastapi, uvicorn, temporalio.client, temporalio.worker"


async def cold_start(quick: bool) -> list[Figure]:
    """Start the stack on a new data directory and again on that one; the bare parts in turns."""
    fresh: list[float] = []
    existing: list[float] = []
    bare: list[float] = []
    stages: dict[str, list[float]] = {}
    for _ in range(2 if quick else 5):
        with work_folder() as folder:
            bare.append(await _bare_parts(folder))
            for values in (fresh, existing):
                found = await _started(folder / "data")
                values.append(found["ready"])
                for stage, seconds in found.items():
                    stages.setdefault(stage, []).append(seconds)
    floor = Sample(tuple(bare))
    where = ", ".join(f"{name} {Sample(tuple(v)).median:.2f}" for name, v in stages.items())
    names = (("fresh data directory", fresh), ("existing data directory", existing))
    return [
        _beside(at_most("P19", f"start to ready, {name}", "s", Sample(tuple(v)), 3.0), floor, where)
        for name, v in names
    ]


def _beside(figure: Figure, floor: Sample, where: str) -> Figure:
    ratio = figure.ours.median / floor.median
    return Figure(
        figure.row,
        figure.what,
        figure.unit,
        figure.ours,
        floor,
        ratio,
        figure.goal,
        figure.reached,
        (f"medians from the start of the command: {where} s",),
    )


async def _started(data: Path) -> dict[str, float]:
    """Start the stack; return when each of its parts answered, in seconds."""
    stack = Stack(data, {"ORCHESTRATOR_RUNTIME__KIND": "process"})
    log = data.parent / "stack.log"
    worker = stack.settings.paths.logs / "stack" / "worker.log"
    before = worker.stat().st_size if worker.exists() else 0
    began = now()
    with child(stack.command, log, stack.environment):
        marks = {
            "processes": lambda: _until(stack.settings.paths.stack_state.exists),
            "temporal": lambda: _until(lambda: _listens(stack.ports["temporal"])),
            "proxy": lambda: _until(lambda: _listens(stack.ports["proxy"])),
            "api": lambda: first_answer("/healthz", port=stack.ports["api"], pause_seconds=_PAUSE),
            "worker": lambda: _until(lambda: _says(worker, before, "worker ready")),
            "ready": lambda: first_answer("/readyz", port=stack.ports["api"], pause_seconds=_PAUSE),
        }
        times = await asyncio.gather(*(_timed(began, wait) for wait in marks.values()))
    return dict(zip(marks, times, strict=True))


async def _timed(began: float, wait: Callable[[], Awaitable[object]]) -> float:
    async with asyncio.timeout(120):
        await wait()
    return now() - began


async def _until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(_PAUSE)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _says(log: Path, start: int, words: str) -> bool:
    with suppress(OSError):
        return words in log.read_bytes()[start:].decode(errors="replace")
    return False


async def _bare_parts(folder: Path) -> float:
    """Start the server alone while the libraries that API and worker need are imported twice."""
    (port,) = free_ports(1)
    database = folder / "bare.db"
    arguments = server_arguments(port=port, ui_port=None, database=database)
    began = now()
    imports = [subprocess.Popen([sys.executable, "-c", _LIBRARIES]) for _ in range(2)]
    with child([str(temporal_binary()), *arguments], folder / "bare.log"):
        await _until(lambda: _listens(port))
        for each in imports:
            await asyncio.to_thread(each.wait)
        return now() - began
