"""A worker whose steps take a known time, in a process of its own, so that it can be killed.

    python -m benchmarks.queue_worker FOLDER ADDRESS SECONDS

Line, records and queues are the real ones; ``admitted`` in the folder tells who was let in, in
that order.
"""

import asyncio
import sys
from contextlib import AsyncExitStack
from pathlib import Path

import structlog
from temporalio import activity

from activities.queue.activities import QueueActivities
from activities.queue.holding import LeaseKeeper
from activities.queue.messages import AdmitInput
from activities.records.activities import RecordsActivities
from activities.understanding.messages import AnalyseResult
from benchmarks.scripted import ScriptedActivities
from benchmarks.world import AnyCommit
from models.queue import OwnerLimits
from models.specification import ApplicationSpecification
from settings import Settings, TemporalSettings
from storage.journal import JobJournal
from storage.logs import JobLog
from storage.metadata import MetadataStore
from temporal import task_queues
from temporal.client import connect
from worker import make_workers

LOOK_SECONDS = 0.02
ADMITTED, ANALYSED, SPECIFIED = "admitted", "analysed.json", "specified.json"


class ToldQueue(QueueActivities):
    """Notes who was let in."""

    def __init__(self, store: MetadataStore, file: Path) -> None:
        super().__init__(store.leases, OwnerLimits(), look_seconds=LOOK_SECONDS)
        self._file = file

    @activity.defn(name="queue.admit")
    async def admit(self, request: AdmitInput) -> None:
        await super().admit(request)
        with self._file.open("a") as file:
            file.write(f"{request.job.job_id}\n")


async def main(folder: Path, address: str, seconds: float) -> None:
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    settings = Settings(data_dir=folder)
    store = await MetadataStore.open(settings.metadata_url)
    journal = JobJournal(JobLog(settings.paths.logs), store)
    scripted = ScriptedActivities(
        seconds,
        AnalyseResult.model_validate_json((folder / ANALYSED).read_bytes()),
        ApplicationSpecification.model_validate_json((folder / SPECIFIED).read_bytes()),
    )
    records = RecordsActivities(store, AnyCommit(settings.paths.sources), journal)
    queue = ToldQueue(store, folder / ADMITTED)
    host = settings.runtime.host_name
    activities = scripted.by_queue(host)
    activities[task_queues.ORCHESTRATOR] += [*records.activities(), *queue.short()]
    activities[task_queues.line_queue(host)] = queue.waiting()
    client = await connect(TemporalSettings(address=address))
    async with AsyncExitStack() as running:
        for worker in make_workers(client, settings, activities, (), LeaseKeeper(store.leases)):
            await running.enter_async_context(worker)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])))
