"""Coding agents: what the client costs for each frame, what it holds, what a cancelled turn leaves.

The other end is the scripted agent of the tests, below the keeper that real agents run below.
"""

import asyncio
import dataclasses
import json
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil

from activities.building.agents.agent import AcpAgent
from activities.building.agents.limits import Patience
from activities.building.agents.port import AgentEvent, SessionRequest
from activities.building.agents.processes import ProcessIsolation
from activities.building.agents.profiles import kiro
from benchmarks.figures import Figure, Sample, at_most
from benchmarks.processes import now, work_folder
from models.specification import ResourceLimits
from settings import KiroSettings

_SCRIPT = Path(__file__).parents[2] / "tests" / "integration" / "agents" / "scripted_agent.py"
_FRAMES = 10_000
_AT_ONCE = 5
_MEGABYTE = 1024 * 1024
_ENDINGS = ("stall", "ignore-cancel", "chat-for-ever")


async def protocol(quick: bool) -> list[Figure]:
    """Measure the client against a program that only writes frames."""
    with work_folder() as folder:
        return [
            *await _overhead(folder / "frames", 2 if quick else 5),
            *await _memory(folder / "memory", 128 if quick else 1024),
            *await _endings(folder / "endings", 10 if quick else 100),
        ]


def _agent(*traits: str) -> AcpAgent:
    command = (sys.executable, "-I", str(_SCRIPT), "v3", *traits)
    profile = dataclasses.replace(kiro(KiroSettings()), command=command, home_files=())
    isolation = ProcessIsolation(ResourceLimits(memory_mb=2048, pids=128, disk_mb=1024))
    patience = Patience(cancel=2, turn=600)
    return AcpAgent(profile, isolation, patience=patience, tools=(_SCRIPT.parent,))


def _request(folder: Path) -> SessionRequest:
    (folder / "tree").mkdir(parents=True)
    return SessionRequest(tree=folder / "tree", state=folder / "state")


def _deaf(_: AgentEvent) -> None:
    """Hear everything, keep nothing."""


async def _overhead(folder: Path, times: int) -> list[Figure]:
    """Compare turns of many frames with reading the same frames and no more."""
    ours, bare, own = [], [], []
    async with _agent().open(_request(folder)) as session:
        await session.prompt("frames 100", _deaf)
        for _ in range(times):
            began, busy = now(), time.process_time()
            await session.prompt(f"frames {_FRAMES}", _deaf)
            ours.append(now() - began)
            own.append(1000 * (time.process_time() - busy) / _FRAMES)
            bare.append(await asyncio.to_thread(_read_alone))
    added = [1000 * (one - min(bare)) / _FRAMES for one in ours]
    many = f"of {_FRAMES:,}"
    return [
        at_most("agents", f"time added to a frame, {many}", "ms", Sample(tuple(added)), 1.0),
        at_most("agents", f"processor time of a frame, {many}", "ms", Sample(tuple(own)), 1.0),
    ]


def _read_alone() -> float:
    """Return how long a process needs to write the frames to somebody who only reads."""
    hello = '{"id":1,"method":"session/new","params":{}}'
    prompt = {"prompt": [{"text": f"frames {_FRAMES}"}]}
    ask = json.dumps({"id": 2, "method": "session/prompt", "params": prompt})
    command = [sys.executable, "-I", str(_SCRIPT), "v3"]
    with (
        work_folder() as home,
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"HOME": str(home)},
            text=True,
        ) as process,
    ):
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("no pipes")
        process.stdin.write(f"{hello}\n")
        process.stdin.flush()
        process.stdout.readline()
        began = now()
        process.stdin.write(f"{ask}\n")
        process.stdin.close()
        while process.stdout.read(1 << 16):
            pass
        return now() - began


async def _memory(folder: Path, megabytes: int) -> list[Figure]:
    """Watch this process while a long transcript passes through it."""
    process = psutil.Process()
    sizes: list[int] = []
    passed = 0

    def heard(_: AgentEvent) -> None:
        nonlocal passed
        passed += 1
        if passed % 200 == 0:
            sizes.append(process.memory_info().rss)

    async with _agent().open(_request(folder)) as session:
        await session.prompt("transcript 16", _deaf)
        before = process.memory_info().rss
        began = now()
        await session.prompt(f"transcript {megabytes}", heard)
        took = now() - began
    grown = (max(sizes) - before) / _MEGABYTE
    what = f"memory grown by over a transcript of {megabytes:,} MB"
    return [
        at_most("agents", what, "MB", Sample.of(grown), 16.0),
        Figure("agents", f"time for {megabytes:,} MB", "s", Sample.of(took)),
    ]


async def _endings(folder: Path, tries: int) -> list[Figure]:
    """Cancel turns of agents that leave processes behind, and of some that ignore it."""
    slots = asyncio.Semaphore(_AT_ONCE)

    async def one(number: int) -> tuple[float, int]:
        place = folder / str(number)
        traits = ("ignores-sigterm",) if number % 2 else ()
        async with slots:
            return await _cancelled(place, _ENDINGS[number % len(_ENDINGS)], traits)

    found = await asyncio.gather(*(one(number) for number in range(tries)))
    seconds = Sample(tuple(taken for taken, _ in found))
    left = Sample.of(sum(processes for _, processes in found))
    return [
        at_most("agents", f"processes left by {tries} cancelled turns", "", left, 0),
        at_most("agents", "time from cancelling to the end of everything", "s", seconds, 10.0),
    ]


async def _cancelled(place: Path, ending: str, traits: tuple[str, ...]) -> tuple[float, int]:
    ready = asyncio.Event()

    def heard(event: AgentEvent) -> None:
        if "ready" in event.text:
            ready.set()

    async def work(request: SessionRequest) -> None:
        async with _agent(*traits).open(request) as session:
            script = f"grandchildren\nsay ready\nwrite ready.txt yes\n{ending}"
            await session.prompt(script, heard)

    turn = asyncio.create_task(work(_request(place)))
    await asyncio.wait_for(ready.wait(), 60)
    began = now()
    turn.cancel()
    with suppress(asyncio.CancelledError):
        await turn
    return now() - began, _working_in(place)


def _working_in(place: Path) -> int:
    return sum(_is_in(process.cwd, place) for process in psutil.process_iter())


def _is_in(directory: Callable[[], str], place: Path) -> bool:
    with suppress(psutil.Error):
        return Path(directory()).is_relative_to(place)
    return False
