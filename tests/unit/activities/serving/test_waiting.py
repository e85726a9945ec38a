"""Who waits for an instance notices that it ends, or crashes and is started again."""

from typing import Any, cast

import pytest

from activities.containers.port import InstanceState, Owner, Runtime
from activities.serving.waiting import until_healthy
from models.applications import Endpoint
from models.errors import Unhealthy

SOCKET = "/nowhere/app.sock"


class Instance:
    """The part of a runtime that looks at an instance."""

    def __init__(self, now: InstanceState | None) -> None:
        self.now = now

    async def inspect(self, name: str) -> InstanceState | None:
        return self.now


def state(restarts: int = 0, *, running: bool = True) -> InstanceState:
    return InstanceState(
        name="one",
        owner=Owner(application_id="app-1", version=1, job_id="job-1"),
        image="image-1",
        endpoint=Endpoint(socket=SOCKET),
        running=running,
        restarts=restarts,
    )


@pytest.mark.parametrize("now", [None, state(running=False), state(restarts=3)])
async def test_what_is_gone_or_crashed_meanwhile_is_not_waited_for(
    now: InstanceState | None,
) -> None:
    runtime = cast(Runtime, cast(Any, Instance(now)))
    with pytest.raises(Unhealthy) as problem:
        await until_healthy(runtime, state(restarts=2), "/healthz", 30)
    assert problem.value.context["ended"]


async def test_what_goes_on_as_it_was_has_its_time() -> None:
    runtime = cast(Runtime, cast(Any, Instance(state(restarts=2))))
    with pytest.raises(Unhealthy, match="within"):
        await until_healthy(runtime, state(restarts=2), "/healthz", 0.1)
