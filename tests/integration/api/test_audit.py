"""The audit list: who did what is on record, and operators can see whether it was changed."""

from pathlib import Path

import pytest

from api.auth import Role
from models.base import new_id
from models.decisions import Decision
from sdk.client import OrchestratorClient
from tests import samples
from tests.integration.api.conftest import Api, a_backup
from tests.integration.api.test_backups import an_application

pytestmark = pytest.mark.integration


async def actions(api: Api) -> list[str]:
    """Return what Ada did, the first thing first."""
    entries = (await api.store.audit()).items
    assert {entry.actor for entry in entries} == {"ada"}
    return [entry.action for entry in reversed(entries)]


async def test_a_job_that_takes_something_away_is_on_record_once(api: Api) -> None:
    application_id = await an_application(api)
    async with OrchestratorClient(api.url, api.token()) as client:
        for _ in range(2):
            started = await client.roll_back(application_id, 1, key="back")

    (entry,) = (await api.store.audit()).items
    assert (entry.action, entry.subject) == ("application.roll_back", application_id)
    assert entry.data == {"job_id": started.job_id, "version": 1, "restore_data": False}


async def test_decisions_are_on_record_and_what_only_adds_is_not(api: Api) -> None:
    async with OrchestratorClient(api.url, api.token()) as client:
        started = await client.create(samples.READING_LIST_REQUEST, auto_approve=True)
        await client.wait(started.job_id)
        started = await client.modify(started.application_id, "Add a shelf")
        async for event in client.events(started.job_id):
            if event.kind == "decision_needed":
                break
        await client.decide(started.job_id, Decision.APPROVE)
        await client.wait(started.job_id)
        await client.delete(started.application_id)

    assert await actions(api) == ["proposal.approve", "application.delete"]


async def test_backups_that_are_taken_along_or_deleted_are_on_record(
    api: Api, tmp_path: Path
) -> None:
    application_id = await an_application(api)
    backup = await a_backup(api, application_id, b"data")
    async with OrchestratorClient(api.url, api.token()) as client:
        await client.download_backup(application_id, backup.id, tmp_path / "copy.tar.gz")
        await client.delete_backup(application_id, backup.id)

    assert await actions(api) == ["backup.download", "backup.delete"]


async def test_operators_list_and_check_what_is_on_record(api: Api) -> None:
    subject = new_id()
    await api.store.add_audit("ada", "backup.delete", subject, {"backup_id": "b"})
    client = OrchestratorClient(api.url, api.token("root", Role.OPERATOR))
    async with client, api.client() as http:
        (entry,) = (await client.audit()).items
        checked = await client.check_audit()
        refused = [(await http.get(path)).status_code for path in ("/audit", "/audit/check")]

    assert (entry.action, entry.subject, entry.data) == (
        "backup.delete",
        subject,
        {"backup_id": "b"},
    )
    assert checked.first_broken is None
    assert refused == [403, 403]
