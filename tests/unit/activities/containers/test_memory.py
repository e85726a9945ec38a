"""What programs take is seen from outside, with all that they start."""

import asyncio
import sys

from activities.containers.memory import MemoryMeter
from activities.containers.subprocesses import run

MEGABYTE = 1024 * 1024
HOLD = "held = b'x' * ({} * 2**20); print(flush=True); input()"
WITH_CHILD = (
    "import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', sys.argv[1]],"
    " stdin=subprocess.PIPE, stdout=subprocess.PIPE); child.stdout.readline(); print(flush=True);"
    " input(); child.communicate(b'\\n')"
)


async def start(*command: str) -> asyncio.subprocess.Process:
    """Start a program and wait until it has said that it holds what it holds."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    await process.stdout.readline()
    return process


async def reached(meter: MemoryMeter, megabytes: int) -> None:
    """Wait until the meter has seen so much; a test that waits for ever is ended by its limit."""
    while meter.peak_bytes < megabytes * MEGABYTE:  # noqa: ASYNC110 - it tells nobody
        await asyncio.sleep(0.01)


async def test_those_side_by_side_and_their_children_count_together() -> None:
    meter = MemoryMeter(0.01)
    alone, parent = await asyncio.gather(start(HOLD.format(30)), start(WITH_CHILD, HOLD.format(40)))
    async with meter.watching(alone.pid):
        await reached(meter, 30)
        assert meter.peak_bytes < 65 * MEGABYTE
        async with meter.watching(parent.pid):
            await reached(meter, 70)
    before = meter.peak_bytes
    await asyncio.gather(alone.communicate(b"\n"), parent.communicate(b"\n"))
    assert before == meter.peak_bytes < 140 * MEGABYTE


async def test_a_program_is_watched_while_it_runs_and_not_longer() -> None:
    meter = MemoryMeter(0.01)
    command = [sys.executable, "-c", "held = b'x' * (30 * 2**20); import time; time.sleep(0.3)"]
    code, _, _ = await run(command, meter=meter)
    assert code == 0
    assert meter.peak_bytes > 30 * MEGABYTE
    assert not [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]


def test_what_somebody_else_measured_counts_too() -> None:
    meter = MemoryMeter()
    for peak in (5, 3):
        meter.saw(peak)
    assert meter.peak_bytes == 5
