"""What is scheduled for a host goes with it."""

from typing import Any, cast

import pytest
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from settings import Settings
from temporal.host_schedules import ensure_host_schedules, forget_host_schedules
from workflows.ids import WATCH_SCHEDULE


class Schedules:
    """A server that keeps schedules by id, and may be out of order for one of them."""

    def __init__(self, broken: str = "") -> None:
        self.kept: set[str] = set()
        self._broken = broken

    async def create_schedule(self, schedule_id: str, *_: Any, **__: Any) -> None:
        self.kept.add(schedule_id)

    def get_schedule_handle(self, schedule_id: str) -> "Handle":
        return Handle(self, schedule_id, broken=schedule_id == self._broken)


class Handle:
    """One of them."""

    def __init__(self, server: Schedules, schedule_id: str, *, broken: bool) -> None:
        self._server, self._id, self._broken = server, schedule_id, broken

    async def trigger(self) -> None:
        """Let it run now."""

    async def delete(self) -> None:
        if self._broken:
            raise RPCError("out of order", RPCStatusCode.UNAVAILABLE, b"")
        if self._id not in self._server.kept:
            raise RPCError("there is none", RPCStatusCode.NOT_FOUND, b"")
        self._server.kept.remove(self._id)


async def test_a_host_that_is_removed_leaves_no_schedule_of_its_own_behind() -> None:
    server = Schedules()
    client = cast(Client, server)
    settings = Settings.model_validate({"runtime": {"host_name": "attic"}})
    await ensure_host_schedules(client, settings, alone=False)
    mine = set(server.kept)
    elsewhere = Settings.model_validate({"runtime": {"host_name": "shed"}})
    await ensure_host_schedules(client, elsewhere, alone=False)

    for _ in range(2):  # what is gone already is no failure
        await forget_host_schedules(client, "attic")

    assert len(mine) == 6
    assert server.kept & mine == {WATCH_SCHEDULE}
    assert len(server.kept) == 6


async def test_one_schedule_that_stays_keeps_no_other_from_being_removed() -> None:
    server = Schedules(broken="upkeep-attic")
    client = cast(Client, server)
    settings = Settings.model_validate({"runtime": {"host_name": "attic"}})
    await ensure_host_schedules(client, settings, alone=True)

    with pytest.raises(RPCError, match="out of order"):
        await forget_host_schedules(client, "attic")

    assert server.kept == {"upkeep-attic"}
