"""What a version that comes back reserves for the moment in which two of them run."""

from typing import Any

import pytest
from temporalio.client import Client

from models.base import utc_now
from models.jobs import JobPhase
from models.queue import Scarce, Shortage
from tests import samples
from tests.workflows.fakes import FakeActivities
from tests.workflows.test_backups import restoration
from tests.workflows.test_other_jobs import live, modification, rollback, start
from workflows.ids import WorkflowName
from workflows.messages import RestartApplicationInput

pytestmark = pytest.mark.asyncio(loop_scope="session")
MEMORY_MB = samples.reading_list().resources.memory_mb


async def done(client: Client, name: WorkflowName, request: Any) -> None:
    assert (await (await start(client, name, request)).result())["phase"] == "done"


@pytest.mark.parametrize("kind", [WorkflowName.ROLL_BACK, WorkflowName.RESTART])
async def test_a_second_instance_is_reserved_before_it_starts(
    client: Client, fakes: FakeActivities, kind: WorkflowName
) -> None:
    job = live(fakes, versions=2)
    restart = RestartApplicationInput(job=job, created_at=samples.NOW)

    await done(client, kind, rollback(job, 1) if kind is WorkflowName.ROLL_BACK else restart)

    (reserved,) = fakes.inputs["beside"]
    assert (reserved.job, reserved.host, reserved.memory_mb) == (job, "local", MEMORY_MB)
    assert "admit" not in fakes.calls


async def test_it_goes_on_where_memory_is_short_and_says_so(
    client: Client, fakes: FakeActivities
) -> None:
    job = live(fakes, versions=2)
    fakes.short = Shortage(resource=Scarce.MEMORY, needed=2048, free=512)

    await done(client, WorkflowName.ROLL_BACK, rollback(job, 1))

    told = [event.message for event in fakes.events if event.phase is JobPhase.DEPLOYING]
    assert (
        "Memory is short: 2 GB are needed for a moment, 0.5 GB are free. It is started all the"
        " same; builds wait meanwhile."
    ) in told


async def test_what_stops_first_needs_no_more_than_it_had(
    client: Client, fakes: FakeActivities
) -> None:
    job = live(fakes, versions=2)
    await done(client, WorkflowName.ROLL_BACK, rollback(job, 1, restore_data=True))
    await done(client, WorkflowName.RESTORE, restoration(live(fakes)))
    assert "beside" not in fakes.inputs


async def test_what_sleeps_gave_its_share_back_before(
    client: Client, fakes: FakeActivities
) -> None:
    job = live(fakes)
    assert fakes.application is not None
    fakes.application = fakes.application.model_copy(update={"asleep_since": utc_now()})
    await done(client, WorkflowName.RESTORE, restoration(job))
    assert [asked.memory_mb for asked in fakes.inputs["beside"]] == [MEMORY_MB]


async def test_a_change_has_reserved_it_already(client: Client, fakes: FakeActivities) -> None:
    job = live(fakes)
    await done(client, WorkflowName.MODIFY, modification(job))
    assert "beside" not in fakes.inputs
