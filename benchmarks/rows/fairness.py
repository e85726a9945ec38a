"""Fairness: who is let in to build when many wait, and that nobody gets lost over kills."""

import asyncio
import os
import random
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

from temporalio.client import Client

from api.temporal_engine import TemporalJobEngine
from benchmarks.fair_shares import Queued, overtaken, unfairness
from benchmarks.figures import Figure, Sample, at_most
from benchmarks.processes import child, now, temporal_server, work_folder
from benchmarks.queue_worker import ADMITTED, ANALYSED, SPECIFIED
from benchmarks.world import REQUEST, new_job, specified, understood
from models.applications import Application
from models.base import utc_now
from models.jobs import JobContext
from models.queue import Capacity, Claim, Need, OwnerLimits
from settings import Settings, TemporalSettings
from storage.metadata import MetadataStore
from temporal.client import connect
from workflows.ids import workflow_id
from workflows.messages import CreateApplicationInput, JobOutcome, JobPolicy, QueuePolicy

BUILDS = 4
_HOST = "local"
_SEED = 5
_FULL = (*range(1, 20), 10)
_QUICK = (1, 2, 3, 6, 8, 10)
_PRIORITIES = (2, 3, 3, 4)


@dataclass
class Crowd:
    """Jobs that wait for the same places."""

    store: MetadataStore
    client: Client
    folder: Path
    jobs: dict[str, Queued] = field(default_factory=dict)
    contexts: list[JobContext] = field(default_factory=list)
    blocker: str = field(default_factory=lambda: new_job().job_id)

    async def gather(self, backlogs: Sequence[int]) -> None:
        """Let all of them come while nobody is let in."""
        await self._block()
        engine = TemporalJobEngine(self.client, self.store, _policy())
        for owner, priority in _arriving(backlogs):
            job = new_job().model_copy(update={"owner": owner})
            self.jobs[job.job_id] = Queued(owner, priority)
            self.contexts.append(job)
            await engine.start(_creation(job, priority), priority=priority)
        waiting = 0
        while waiting < len(self.jobs):
            await self.store.leases.renew(self.blocker)
            waiting = len((await self.store.leases.pool(_HOST)).waiting)
            await asyncio.sleep(0.1)

    async def let_go(self) -> None:
        await self.store.leases.release(self.blocker)

    async def _block(self) -> None:
        capacity = Capacity(memory_mb=1_000_000, cpus=1_000, builds=BUILDS)
        await self.store.leases.report(_HOST, capacity)
        claim = Claim(
            job_id=self.blocker,
            step="all",
            application_id=self.blocker,
            owner="nobody",
            host=_HOST,
            need=Need(builds=BUILDS),
            seconds=60,
        )
        await self.store.leases.join(claim, limits=OwnerLimits())

    @property
    def order(self) -> list[Queued]:
        """Who was let in so far; a repetition after a kill does not count."""
        path = self.folder / ADMITTED
        told = path.read_text().split() if path.exists() else []
        return [self.jobs[job_id] for job_id in dict.fromkeys(told)]

    async def outcomes(self) -> list[JobOutcome]:
        handles = [
            self.client.get_workflow_handle(workflow_id(job.application_id), result_type=JobOutcome)
            for job in self.contexts
        ]
        return [await handle.result() for handle in handles]


async def shares(quick: bool) -> list[Figure]:
    """Let many jobs of many owners wait, with unequal backlogs, and kill the worker three times."""
    return await measured(_QUICK if quick else _FULL, kills=1 if quick else 3)


async def measured(backlogs: Sequence[int], *, kills: int) -> list[Figure]:
    """Measure one crowd."""
    async with _crowd() as (crowd, command):
        with _Worker(command, crowd.folder) as worker:
            await crowd.gather(backlogs)
            began = now()
            await crowd.let_go()
            for number in range(kills):
                await _until_let_in(crowd, len(crowd.jobs) * (number + 1) // (kills + 1))
                worker.kill()
                worker.start()
            outcomes = await crowd.outcomes()
            seconds = now() - began
        return _figures(crowd, outcomes, seconds, kills)


def _figures(
    crowd: Crowd, outcomes: Sequence[JobOutcome], seconds: float, kills: int
) -> list[Figure]:
    # The first one was at the head of the line before the others came.
    order = crowd.order[1:]
    done = sum(outcome.result is not None for outcome in outcomes)
    total = len(crowd.jobs)
    told = (
        f"{total} jobs of {len({job.owner for job in crowd.jobs.values()})} owners, {kills} kills"
    )
    lost = total - done
    return [
        at_most(
            "fairness",
            "off the fair share at any prefix, beyond one job",
            "of it",
            Sample.of(unfairness(order)),
            0.1,
            f"{told}, {seconds:.0f} s",
        ),
        at_most(
            "fairness",
            "jobs that overtook a better priority",
            "jobs",
            Sample.of(overtaken(order)),
            kills,
            "a job whose worker is killed as it is let in is tried again a moment later",
        ),
        at_most("fairness", "jobs lost", "jobs", Sample.of(lost), 0),
        at_most("fairness", "jobs never let in", "jobs", Sample.of(total - 1 - len(order)), kills),
    ]


class _Worker:
    """The worker's process; killed and started again."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command = command
        self._log = folder / "worker.log"
        self._running = child(command, self._log)
        self._process: Popen[bytes] | None = None

    def __enter__(self) -> "_Worker":
        self.start()
        return self

    def start(self) -> None:
        self._running = child(self._command, self._log)
        self._process = self._running.__enter__()

    def kill(self) -> None:
        if self._process is not None:
            os.kill(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def __exit__(self, *_: object) -> None:
        self._running.__exit__(None, None, None)


@asynccontextmanager
async def _crowd() -> AsyncIterator[tuple[Crowd, list[str]]]:
    with work_folder() as folder:
        job = new_job()
        analysed, specification = await understood(job), await specified(job)
        (folder / ANALYSED).write_text(analysed.model_dump_json())
        (folder / SPECIFIED).write_text(specification.model_dump_json())
        store = await MetadataStore.open(Settings(data_dir=folder).metadata_url)
        async with temporal_server(folder) as address:
            client = await connect(TemporalSettings(address=address))
            program = [sys.executable, "-m", "benchmarks.queue_worker"]
            yield Crowd(store, client, folder), [*program, str(folder), address, "0.05"]
        await store.close()


async def _until_let_in(crowd: Crowd, number: int) -> None:
    while len(crowd.order) < number:
        await asyncio.sleep(0.02)


def _arriving(backlogs: Sequence[int]) -> list[tuple[str, int]]:
    """Return owner and priority of each job, in an order that favours nobody."""
    jobs = [
        (f"owner-{owner}", _PRIORITIES[number % len(_PRIORITIES)])
        for owner, size in enumerate(backlogs)
        for number in range(size)
    ]
    random.Random(_SEED).shuffle(jobs)
    return jobs


def _policy() -> JobPolicy:
    need = Need(memory_mb=100, cpus=0.1, builds=1)
    return JobPolicy(host=_HOST, watch_seconds=0, queue=QueuePolicy(need=need))


def _creation(job: JobContext, priority: int) -> CreateApplicationInput:
    application = Application(
        id=job.application_id,
        owner=job.owner,
        title="Reading list",
        priority=priority,
        request=REQUEST,
        created_at=utc_now(),
        updated_at=utc_now(),
    )
    return CreateApplicationInput(
        job=job,
        created_at=utc_now(),
        application=application,
        request=REQUEST,
        builder="scaffold",
        auto_approve=True,
    )
