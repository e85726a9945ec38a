"""Care for resources against a real server: scheduled, and asked for."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from temporalio.client import Client

from api.temporal_engine import TemporalJobEngine
from models.errors import Conflict, RuntimeFailure
from storage.metadata import MetadataStore
from temporal.resource_schedules import ensure_resource_schedules
from tests.workflows.fakes import FakeActivities
from workflows.ids import TENDING, clean_up_id

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def store(tmp_path: Path) -> AsyncIterator[MetadataStore]:
    opened = await MetadataStore.open(f"sqlite:///{tmp_path / 'metadata.db'}")
    yield opened
    await opened.close()


async def test_an_operator_gets_the_report_of_a_clean_up(
    client: Client, store: MetadataStore, fakes: FakeActivities
) -> None:
    engine = TemporalJobEngine(client, store)
    report = await engine.clean_up("local", dry_run=True, by="ada")
    assert (report.dry_run, report.count, report.megabytes) == (True, 1, 2.5)
    (request,) = fakes.inputs["clean_up"]
    assert (request.by, request.host) == ("ada", "local")


async def test_there_is_one_clean_up_at_a_time(
    client: Client, store: MetadataStore, fakes: FakeActivities
) -> None:
    engine = TemporalJobEngine(client, store)
    fakes.hang.add("clean_up")
    first = asyncio.create_task(engine.clean_up("local", dry_run=False, by="ada"))
    while "clean_up" not in fakes.calls:  # noqa: ASYNC110 - the fakes have no event for it
        await asyncio.sleep(0.05)
    with pytest.raises(Conflict, match="cleaned up already"):
        await engine.clean_up("local", dry_run=True, by="bob")
    await client.get_workflow_handle(clean_up_id("local")).terminate()
    with pytest.raises(RuntimeFailure, match="did not come to its end"):
        await first


async def test_schedules_are_made_once_and_follow_the_settings(client: Client) -> None:
    for seconds in (60, 45):
        await ensure_resource_schedules(client, "elsewhere", timedelta(seconds=seconds))
    tending = await client.get_schedule_handle(f"{TENDING}-elsewhere").describe()
    assert [one.every for one in tending.schedule.spec.intervals] == [timedelta(seconds=45)]
    cleaning = await client.get_schedule_handle(clean_up_id("elsewhere")).describe()
    assert cleaning.info.next_action_times[0].hour == 3
    for schedule in (f"{TENDING}-elsewhere", clean_up_id("elsewhere")):
        await client.get_schedule_handle(schedule).delete()
