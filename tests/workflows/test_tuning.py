"""A worker that goes by the machine's memory and processors, under load, with the real server."""

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import psutil
import pytest
from temporalio import activity, workflow
from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from settings import SlotChoice, WorkerSettings
from temporal.task_queues import QUALITY
from temporal.tuning import tuner_of

pytestmark = pytest.mark.asyncio(loop_scope="session")
SLOTS, MANY = 8, 4
SHARE = 0.02
"""Of the machine's memory: what one activity holds."""
CAUTION = 0.05
"""The tuner lets nothing more in when less than this is left to the target."""
HELD_SECONDS = 2.0
"""Long enough for all to be at work together, were it not for the target."""
BLOCK = b"x" * 4096


@workflow.defn(name="tests.many_activities")
class ManyActivities:
    """Wants all of them at once."""

    @workflow.run
    async def run(self, queue: str) -> int:
        """Return how many were carried out."""
        done = await asyncio.gather(
            *(
                workflow.execute_activity(
                    "tests.work", task_queue=queue, start_to_close_timeout=timedelta(seconds=60)
                )
                for _ in range(MANY)
            )
        )
        return len(done)


class Work:
    """Holds memory, or keeps a processor busy, and notes what it finds when it begins."""

    def __init__(self, held_bytes: int = 0, busy_seconds: float = 0) -> None:
        self.beside: list[int] = []
        """How many others were at work when each began."""
        self.used: list[float] = []
        """Share of the memory in use when each began."""
        self.lock = threading.Lock()
        self._now = 0
        self._held = held_bytes
        self._busy = busy_seconds

    @activity.defn(name="tests.work")
    def work(self) -> None:
        """Do it."""
        with self._counted():
            if self._held:
                held = bytearray(BLOCK) * (self._held // len(BLOCK))
                time.sleep(HELD_SECONDS)
                del held
            end = time.monotonic() + self._busy
            while time.monotonic() < end:
                sum(range(1000))

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self.lock:
            self.beside.append(self._now)
            self.used.append(used_share())
            self._now += 1
        yield
        with self.lock:
            self._now -= 1


def used_share() -> float:
    memory = psutil.virtual_memory()
    return float(memory.total - memory.available) / memory.total


async def carried_out(client: Client, work: Work, settings: WorkerSettings) -> int:
    """Let a worker with the tuner of the gates do all the work; return how much it did."""
    queue = f"tuned-{uuid4()}"
    with ThreadPoolExecutor(SLOTS) as threads:
        activities = Worker(
            client,
            task_queue=queue,
            activities=[work.work],
            activity_executor=threads,
            tuner=tuner_of(QUALITY, "attic", settings),
        )
        workflows = Worker(
            client,
            task_queue=f"{queue}-w",
            workflows=[ManyActivities],
            workflow_runner=UnsandboxedWorkflowRunner(),
        )
        async with activities, workflows:
            return await client.execute_workflow(
                ManyActivities.run, queue, id=queue, task_queue=f"{queue}-w"
            )


async def test_memory_never_goes_over_the_target_by_more_than_one_and_all_is_done(
    server: WorkflowEnvironment,
) -> None:
    used = used_share()
    target = used + CAUTION
    assert target < 0.95, "the machine has no memory left to test with"
    work = Work(held_bytes=round(psutil.virtual_memory().total * SHARE))
    settings = WorkerSettings(
        slots=SlotChoice.RESOURCE, quality_slots=SLOTS, target_memory=target, target_cpu=1.0
    )
    assert await carried_out(server.client, work, settings) == MANY
    # One is always let in, whatever else the machine does; all others only below the target.
    begun = [used for used, beside in zip(work.used, work.beside, strict=True) if beside]
    # What else the machine does between the tuner's look and this one counts as well.
    assert max(begun, default=0) <= target + SHARE, "over by no more than one"


async def test_a_machine_that_is_too_busy_gets_on_with_one_at_a_time(
    server: WorkflowEnvironment,
) -> None:
    work = Work(busy_seconds=0.3)
    settings = WorkerSettings(
        slots=SlotChoice.RESOURCE, quality_slots=SLOTS, target_memory=1.0, target_cpu=0.01
    )
    assert await carried_out(server.client, work, settings) == MANY
    assert max(work.beside) <= 1
