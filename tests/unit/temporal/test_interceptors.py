"""What the envelope holds for a job while one of its activities runs."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from temporalio.testing import ActivityEnvironment
from temporalio.worker import ActivityInboundInterceptor, ExecuteActivityInput

from activities.backups.activities import BackupActivities
from activities.building.turns.activities import TurnActivities
from activities.deployment.activities import DeploymentActivities
from activities.hosts.local_activities import LocalHostActivities
from activities.migration.activities import MigrationActivities
from activities.queue.holding import LeaseKeeper
from models.queue import Renewal
from temporal.interceptors import NEEDS_NO_ROOM, ActivityEnvelope
from tests import samples


class Lapsed:
    """A reservation that others have taken meanwhile."""

    def __init__(self) -> None:
        self.asked = 0

    async def renew(self, job_id: str) -> Renewal:
        self.asked += 1
        return Renewal.LAPSED


class Done(ActivityInboundInterceptor):
    """An activity that has nothing to do."""

    def __init__(self) -> None:
        pass

    async def execute_activity(self, input: ExecuteActivityInput) -> Any:
        return "done"


async def run(leases: Lapsed, name: str) -> Any:
    envelope = ActivityEnvelope(LeaseKeeper(leases)).intercept_activity(Done())
    environment = ActivityEnvironment()
    environment.info = replace(environment.info, activity_type=name)
    request = ExecuteActivityInput(
        fn=run, args=[samples.job("application-1")], executor=None, headers={}
    )
    return await environment.run(envelope.execute_activity, request)


@pytest.mark.parametrize("name", sorted(NEEDS_NO_ROOM))
async def test_what_undoes_does_not_wait_for_room(name: str) -> None:
    leases = Lapsed()
    assert await asyncio.wait_for(run(leases, name), 5) == "done"
    assert leases.asked == 1


async def test_everything_else_waits_for_what_has_lapsed() -> None:
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(run(Lapsed(), "deployment.start_candidate"), 0.2)


def test_what_undoes_is_called_what_it_is_called() -> None:
    methods = (
        BackupActivities.put_back,
        TurnActivities.close,
        DeploymentActivities.retire,
        DeploymentActivities.switch_back,
        DeploymentActivities.take_down,
        LocalHostActivities.clear,
        MigrationActivities.restore,
    )
    names = {getattr(method, "__temporal_activity_definition").name for method in methods}
    assert names == NEEDS_NO_ROOM
