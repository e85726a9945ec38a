"""A process that holds a reservation for as long as it lives.

python -m tests.chaos.lease_holder URL HOST JOB LEASE_SECONDS
"""

import asyncio
import sys
from datetime import timedelta

from activities.queue.holding import LeaseKeeper
from models.queue import Claim, Need, OwnerLimits
from storage.leases import LeaseRecords
from storage.metadata import MetadataStore


def claim(host: str, job_id: str) -> Claim:
    return Claim(
        job_id=job_id,
        step="build",
        application_id=job_id,
        owner=job_id,
        host=host,
        need=Need(memory_mb=800, builds=1),
        seconds=60,
    )


async def main(url: str, host: str, job_id: str, lease_seconds: float) -> None:
    store = await MetadataStore.open(url)
    leases = LeaseRecords(store.leases.database, lease=timedelta(seconds=lease_seconds))
    joined = await leases.join(claim(host, job_id), limits=OwnerLimits())
    async with LeaseKeeper(leases, renew_seconds=lease_seconds / 5).holding(job_id):
        sys.stdout.write(f"{joined.granted}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], float(sys.argv[4])))
