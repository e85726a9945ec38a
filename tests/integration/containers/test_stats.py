"""What every runtime measures, and the limits that change while an instance runs."""

import asyncio
import contextlib
from pathlib import Path
from typing import Any

import httpx
import pytest

from activities.containers.docker_runtime import installation_of
from activities.containers.docker_stats import DockerStats
from activities.containers.engine import DockerEngine
from activities.containers.port import InstanceState, InstanceStats, Owner
from models.specification import ResourceLimits
from settings import Paths
from tests.integration.containers.asking import ask, eventually, until_healthy
from tests.integration.containers.conftest import Tested
from tests.integration.containers.sample import write_sample

LIMITS = ResourceLimits(memory_mb=96, pids=32, disk_mb=64)
_MEGABYTE = 1024 * 1024


@pytest.fixture
async def state(runtime: Tested, tmp_path: Path, owner: Owner) -> InstanceState:
    artefact = await runtime.package(write_sample(tmp_path / "sources"), owner)
    state = await runtime.start(artefact.image, owner, LIMITS)
    await until_healthy(state.endpoint)
    return state


async def seen(runtime: Tested, state: InstanceState) -> InstanceStats:
    return (await runtime.stats([state.name]))[state.name]


async def test_what_an_instance_uses_is_measured(
    runtime: Tested, state: InstanceState, owner: Owner
) -> None:
    before = await seen(runtime, state)
    await ask(state.endpoint, "/hold/30")
    await ask(state.endpoint, "/write/300")
    after = await seen(runtime, state)

    assert 0 < before.cpu_seconds < after.cpu_seconds < 30
    assert 1 * _MEGABYTE < before.memory_bytes < LIMITS.memory_mb * _MEGABYTE
    assert 25 < (after.memory_bytes - before.memory_bytes) / _MEGABYTE < 40
    assert (after.memory_peak_bytes or 0) >= after.memory_bytes
    assert 1 <= after.pids <= LIMITS.pids
    assert (before.restarts, before.oom_kills) == (0, 0)
    assert before.disk_bytes is not None
    kept = (await runtime.kept_data())[owner.application_id]
    assert kept is not None
    assert kept > 4096


async def test_only_what_runs_is_measured(runtime: Tested, state: InstanceState) -> None:
    assert set(await runtime.stats([state.name, "orchestrator-x-v1-y"])) == {state.name}
    await runtime.stop(state.name, 0)
    assert await runtime.stats([state.name]) == {}


async def test_a_kill_for_want_of_memory_is_counted_and_outlives_the_restart(
    runtime: Tested, state: InstanceState
) -> None:
    assert (await seen(runtime, state)).oom_kills == 0
    with contextlib.suppress(httpx.HTTPError):
        await ask(state.endpoint, "/hog", 20)

    async def counted() -> Any:
        now = (await runtime.stats([state.name])).get(state.name)
        return now if now is not None and now.restarts and now.oom_kills else None

    found = await eventually(counted)
    assert (found.restarts, found.oom_kills) == (1, 1)


async def test_limits_change_while_it_runs(runtime: Tested, state: InstanceState) -> None:
    started = await seen(runtime, state)
    more = LIMITS.model_copy(update={"memory_mb": 256, "cpus": 0.5, "pids": 40})
    assert await runtime.limit(state.name, more)

    known = await runtime.inspect(state.name)
    assert known is not None
    assert known.limits == more
    if runtime.name == "process":
        await asyncio.sleep(3)  # its supervisor looks for new limits once a second
    await ask(state.endpoint, "/hold/120")
    held = await seen(runtime, state)
    assert held.memory_bytes > LIMITS.memory_mb * _MEGABYTE
    assert held.cpu_seconds >= started.cpu_seconds
    assert (held.restarts, held.oom_kills) == (0, 0)

    less = LIMITS.model_copy(update={"memory_mb": 64})
    assert not await runtime.limit(state.name, less), "it holds more than that"
    known = await runtime.inspect(state.name)
    assert known is not None
    assert known.limits == more


@pytest.mark.parametrize("kind", ["docker"], indirect=True)
async def test_an_engine_elsewhere_is_asked_and_says_the_same(
    runtime: Tested, state: InstanceState, paths: Paths, tmp_path: Path
) -> None:
    engine = await DockerEngine.connect(None)
    far_away = DockerStats(engine, installation_of(paths), root=tmp_path / "no-groups-here")

    async def they_agree() -> bool:
        # A health check of the engine's is a process more, in one of the two looks.
        near, far = await seen(runtime, state), (await far_away.of([state.name]))[state.name]
        return (
            far.cpu_seconds == pytest.approx(near.cpu_seconds, abs=0.5)
            and far.memory_bytes == pytest.approx(near.memory_bytes, rel=0.2)
            and (far.pids, far.restarts) == (near.pids, near.restarts)
        )

    try:
        await eventually(they_agree)
    finally:
        far_away.close()
        await engine.close()
