"""Killing what holds a place, and what lets others in: nothing stays taken, nobody gets lost."""

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from benchmarks.rows.fairness import measured
from models.base import new_id
from models.queue import Capacity, OwnerLimits
from storage.metadata import MetadataStore
from tests.chaos.lease_holder import claim
from tests.unit.storage.contract_jobs import ROOT

pytestmark = [pytest.mark.integration, pytest.mark.chaos, pytest.mark.timeout(600)]
LEASE_SECONDS = 3.0


async def test_a_killed_process_gives_back_what_it_held(tmp_path: Path) -> None:
    url, host = f"sqlite:///{tmp_path / 'store.db'}", new_id()
    store = await MetadataStore.open(url)
    await store.leases.report(host, Capacity(memory_mb=1000, cpus=2, builds=2))
    holder = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.chaos.lease_holder", url, host, "first"),
        str(LEASE_SECONDS),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert await holder.stdout.readline() == b"True\n"
    place = (await store.leases.join(claim(host, "second"), limits=OwnerLimits())).place
    assert place is not None

    until = time.monotonic() + 2 * LEASE_SECONDS
    while time.monotonic() < until:
        assert not await store.leases.admit("second", "build"), "it was not prolonged"
        await asyncio.sleep(0.1)

    os.kill(holder.pid, signal.SIGKILL)
    await holder.wait()
    async with asyncio.timeout(60):
        while True:
            if await store.leases.admit("second", "build"):
                break
            await asyncio.sleep(0.1)
    await store.close()


@pytest.mark.slow
async def test_the_line_stays_fair_and_loses_nobody_when_its_worker_is_killed() -> None:
    figures = await measured((1, 3, 5), kills=1)
    assert [figure.what for figure in figures if not figure.reached] == []
