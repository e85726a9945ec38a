"""A program for tests: publishes to one job, in a process of its own, until it has done its share.

Arguments: address of the database, job id, name of the writer, rounds (0: for ever), shared keys.
"""

import asyncio
import sys

from models.jobs import EventDraft, EventKind, JobPhase
from storage.metadata import MetadataStore
from tests.unit.storage.samples import progress_of


def _drafts(name: str, number: int) -> list[EventDraft]:
    keys = [f"{name}-{number}-a", f"{name}-{number}-b", f"shared-{number}"]
    return [
        EventDraft(
            key=key, kind=EventKind.LOG, phase=JobPhase.BUILDING, percentage=10, message="x" * 200
        )
        for key in keys
    ]


async def main(url: str, job_id: str, name: str, rounds: int) -> None:
    store = await MetadataStore.open(url)
    job = await store.job(job_id)
    number = 0
    while rounds == 0 or number < rounds:
        progress = progress_of(job, sequence=number, message=f"{name} {number}")
        await store.publish(job_id, progress, _drafts(name, number))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        number += 1
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
