"""P1 and P2: what the engine and our envelope around it add to the work itself."""

from contextlib import AsyncExitStack
from pathlib import Path

import structlog
from temporalio.client import Client
from temporalio.worker import Worker

from activities.queue.activities import QueueActivities
from activities.queue.capacity import capacity_of
from activities.queue.holding import LeaseKeeper
from activities.records.activities import RecordsActivities
from api.connecting import queue_policy
from benchmarks.figures import Figure, Sample, against
from benchmarks.processes import now, temporal_server, work_folder
from benchmarks.scripted import STEPS_ON_CRITICAL_PATH, ScriptedActivities
from benchmarks.steps import BareSteps, OurSteps, bare_step, our_step
from benchmarks.world import REQUEST, AnyCommit, new_job, specified, understood
from models.applications import Application
from models.base import utc_now
from models.queue import OwnerLimits
from settings import Settings, TemporalSettings
from storage.journal import JobJournal
from storage.logs import JobLog
from storage.metadata import MetadataStore
from temporal import task_queues
from temporal.client import connect
from temporal.interceptors import ActivityEnvelope
from worker import GRACE, make_workers
from workflows.create_application import CreateApplication
from workflows.ids import workflow_id
from workflows.messages import CreateApplicationInput, JobPolicy
from workflows.sandbox import sandbox

_STEPS = 10


async def jobs(quick: bool) -> list[Figure]:
    """Measure whole creations whose activities take a known time."""
    figures = []
    for seconds, most, times in ((1.0, 1.05, 2 if quick else 5), (0.25, 1.12, 4 if quick else 10)):
        walls = await _creations(seconds, times)
        path = Sample.of(STEPS_ON_CRITICAL_PATH * seconds)
        what = f"creation with steps of {seconds:g} s / their critical path"
        figures.append(against("P1", what, "s", Sample(tuple(walls)), path, most))
    return figures


async def _creations(seconds: float, times: int) -> list[float]:
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    with work_folder() as folder:
        async with temporal_server(folder) as address, AsyncExitStack() as running:
            client = await connect(TemporalSettings(address=address))
            await _run_workers(running, client, folder, seconds)
            await _create(client)
            return [await _create(client) for _ in range(times)]


async def _run_workers(
    running: AsyncExitStack, client: Client, folder: Path, seconds: float
) -> None:
    """Run the real workers with scripted steps and the real bookkeeping."""
    settings = Settings(data_dir=folder)
    store = await MetadataStore.open(settings.metadata_url)
    running.push_async_callback(store.close)
    journal = JobJournal(JobLog(settings.paths.logs), store)
    records = RecordsActivities(store, AnyCommit(settings.paths.sources), journal)
    job = new_job()
    scripted = ScriptedActivities(seconds, await understood(job), await specified(job))
    activities = scripted.by_queue(settings.runtime.host_name)
    queue = QueueActivities(store.leases, OwnerLimits())
    await store.leases.report(settings.runtime.host_name, capacity_of(settings))
    activities[task_queues.ORCHESTRATOR] += [*records.activities(), *queue.short()]
    activities[task_queues.line_queue(settings.runtime.host_name)] = queue.waiting()
    for worker in make_workers(client, settings, activities, (), LeaseKeeper(store.leases)):
        await running.enter_async_context(worker)


async def _create(client: Client) -> float:
    job = new_job()
    application = Application(
        id=job.application_id,
        owner=job.owner,
        title="Reading list",
        request=REQUEST,
        created_at=utc_now(),
        updated_at=utc_now(),
    )
    request = CreateApplicationInput(
        job=job,
        created_at=utc_now(),
        policy=JobPolicy(queue=queue_policy(Settings())),
        application=application,
        request=REQUEST,
        auto_approve=True,
    )
    began = now()
    outcome = await client.execute_workflow(
        CreateApplication.run,
        request,
        id=workflow_id(job.application_id),
        task_queue=task_queues.ORCHESTRATOR,
    )
    if outcome.result is None:
        raise RuntimeError(f"the scripted creation ended as {outcome.phase}")
    return now() - began


async def steps(quick: bool) -> list[Figure]:
    """Measure one sequential step, ours and a bare one in turns on one server."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    rounds = 10 if quick else 30
    ours, bare = [], []
    with work_folder() as folder:
        async with temporal_server(folder) as address, AsyncExitStack() as running:
            dressed = await connect(TemporalSettings(address=address))
            plain = await Client.connect(address)
            for worker in (_our_worker(dressed), _bare_worker(plain)):
                await running.enter_async_context(worker)
            for number in range(rounds + 2):
                one, other = await _ours(dressed), await _bare(plain)
                if number >= 2:
                    ours.append(one)
                    bare.append(other)
    what = "a step of a workflow / a bare step"
    return [against("P2", what, "ms", Sample(tuple(ours)), Sample(tuple(bare)), 1.15)]


def _our_worker(client: Client) -> Worker:
    return Worker(
        client,
        task_queue="ours",
        activities=[our_step],
        workflows=[OurSteps],
        workflow_runner=sandbox(),
        interceptors=[ActivityEnvelope()],
        max_concurrent_activities=20,
        graceful_shutdown_timeout=GRACE,
    )


def _bare_worker(client: Client) -> Worker:
    return Worker(client, task_queue="bare", activities=[bare_step], workflows=[BareSteps])


async def _ours(client: Client) -> float:
    job = new_job()
    began = now()
    await client.execute_workflow(
        OurSteps.run, args=[job, _STEPS], id=f"ours-{job.job_id}", task_queue="ours"
    )
    return 1000 * (now() - began) / _STEPS


async def _bare(client: Client) -> float:
    began = now()
    await client.execute_workflow(
        BareSteps.run, _STEPS, id=f"bare-{new_job().job_id}", task_queue="bare"
    )
    return 1000 * (now() - began) / _STEPS
