"""Waking leaves alone what a job works on."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from activities.containers.locks import application_lock
from activities.visitors.waking import Waker
from models.applications import Application
from models.base import utc_now
from tests import samples


class Sleeping:
    """A store of one application that sleeps."""

    def __init__(self, **changes: Any) -> None:
        fields = {"deployment": samples.deployment(1), "asleep_since": utc_now(), **changes}
        self.now = samples.application("application-1", **fields)

    async def application(self, application_id: str) -> Application:
        return self.now

    async def update_application(self, application_id: str, **changes: Any) -> None:
        raise AssertionError("It was woken.")


def waker(store: Sleeping, run: Path) -> Waker:
    nothing = cast(Any, None)
    lock = SimpleNamespace(lock=lambda one: application_lock(run, one))
    return Waker(nothing, nothing, cast(Any, lock), cast(Any, store), at_once=1)


async def test_a_job_that_holds_an_application_for_long_keeps_no_other_from_waking(
    tmp_path: Path,
) -> None:
    waking = waker(Sleeping(running_job_id="job-1"), tmp_path)
    async with application_lock(tmp_path, "application-1"):
        await asyncio.wait_for(waking.wake("application-1"), 5)


async def test_a_job_that_began_while_the_lock_was_waited_for_has_it(tmp_path: Path) -> None:
    store = Sleeping()
    waking = waker(store, tmp_path)
    async with application_lock(tmp_path, "application-1"):
        woken = waking.wake("application-1")
        await asyncio.sleep(0.1)
        store.now = store.now.model_copy(update={"running_job_id": "job-1"})
    await woken
