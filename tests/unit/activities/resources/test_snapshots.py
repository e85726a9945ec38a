"""Which copies of data a clean-up may take."""

import os
from datetime import timedelta
from pathlib import Path

from activities.resources.retention.snapshots import Snapshots
from models.base import utc_now
from models.jobs import JobKind
from storage.metadata import MetadataStore
from tests.unit.storage.contract_deployments import a_plan
from tests.unit.storage.samples import a_deployment, a_version, an_application

MONTH = timedelta(days=30)


async def test_the_copy_stays_that_the_live_version_left_behind_a_gap(tmp_path: Path) -> None:
    store = await MetadataStore.open(f"sqlite:///{tmp_path / 'orchestrator.db'}")
    application = (await store.add_application(an_application())).id
    live: int | None = None
    for number in (1, 3, 4, 5, 6):  # the change that would have become 2 has failed
        reference = f"{application}/v{number}.tar.gz"
        plan = a_plan(application, number, a_deployment(live) if live else None)
        job = f"job-{number}"
        await store.plans.keep(plan.model_copy(update={"job_id": job, "kind": JobKind.MODIFY}))
        version = a_version(application, number, job)
        await store.add_version(version.model_copy(update={"snapshot": reference}))
        path = tmp_path / reference
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"data")
        os.utime(path, (0, 0))
        live = number
    await store.update_application(application, current_version=1)
    found = await Snapshots(tmp_path, store, keep=1, age=MONTH).find(utc_now())
    assert [Path(one.name).name for one in found] == ["v4.tar.gz", "v5.tar.gz"]
    await store.close()
