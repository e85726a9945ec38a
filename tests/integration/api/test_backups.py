"""Backups over the API: made once, handed out whole, restored as a job, deleted if allowed."""

import base64
import hashlib
from pathlib import Path

import httpx
import pytest

from models.applications import ApplicationStatus
from models.backups import BackupKind, BackupState
from models.base import new_id
from sdk.client import OrchestratorClient
from sdk.errors import Conflict
from tests import samples
from tests.integration.api.conftest import Api, a_backup

pytestmark = pytest.mark.integration


async def an_application(api: Api) -> str:
    """Store a live application of Ada's, and return its id."""
    application = samples.application(
        new_id(), slug=None, current_version=2, deployment=samples.deployment(2)
    )
    await api.store.add_application(application)
    for number in (1, 2):
        await api.store.add_version(samples.version(application.id, number))
    return application.id


async def test_a_backup_is_started_once_per_key(api: Api) -> None:
    application_id = await an_application(api)
    async with OrchestratorClient(api.url, api.token()) as client:
        first = await client.back_up(application_id, key="one")
        assert await client.back_up(application_id, key="one") == first
        other = await client.back_up(application_id)
        found = await client.backup(application_id, first.backup_id)

    assert [backup.id for backup, _ in api.engine.backed_up] == [first.backup_id, other.backup_id]
    assert api.engine.backed_up[0][1] == "local"
    assert (found.state, found.kind) == (BackupState.MAKING, BackupKind.MANUAL)
    assert set(found.links) == {"backup"}, "what is not there can't be downloaded"


async def test_where_it_was_accepted_is_told(api: Api) -> None:
    application_id = await an_application(api)
    async with api.client() as http:
        answer = await http.post(f"/applications/{application_id}/backups")
    assert answer.status_code == 202
    assert answer.headers["location"] == answer.json()["links"]["backup"]


@pytest.mark.parametrize("changes", [{"running_job_id": "job-1"}, {"deployment": None}])
async def test_nothing_is_started_that_could_not_be_made(
    api: Api, changes: dict[str, object]
) -> None:
    application_id = await an_application(api)
    await api.store.update_application(application_id, **changes)
    async with OrchestratorClient(api.url, api.token()) as client:
        with pytest.raises(Conflict):
            await client.back_up(application_id)
    assert api.engine.backed_up == []


async def test_a_backup_is_downloaded_whole_with_its_digest(api: Api, tmp_path: Path) -> None:
    application_id = await an_application(api)
    content = bytes(range(256)) * 1000
    backup = await a_backup(api, application_id, content)
    async with OrchestratorClient(api.url, api.token()) as client:
        await client.download_backup(application_id, backup.id, tmp_path / "copy.tar.gz")
    assert (tmp_path / "copy.tar.gz").read_bytes() == content

    async with api.client() as http:
        path = f"/applications/{application_id}/backups/{backup.id}/download"
        answer = await http.get(path)
        part = await http.get(path, headers={"Range": "bytes=1000-"})
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    assert answer.headers["repr-digest"] == f"sha-256=:{digest}:"
    assert answer.headers["content-type"] == "application/gzip"
    assert answer.headers["content-length"] == str(len(content))
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    assert (part.status_code, part.content) == (206, content[1000:])


async def test_what_is_not_whole_is_not_handed_out(api: Api, tmp_path: Path) -> None:
    application_id = await an_application(api)
    backup = await a_backup(api, application_id)
    (api.services.settings.paths.root / backup.file).write_bytes(b"to")
    async with OrchestratorClient(api.url, api.token()) as client:
        with pytest.raises(Conflict):
            await client.download_backup(application_id, backup.id, tmp_path / "copy")
    assert list(tmp_path.glob("copy*")) == []


async def test_backups_of_a_deleted_application_stay_downloadable(api: Api, tmp_path: Path) -> None:
    application_id = await an_application(api)
    backup = await a_backup(api, application_id)
    await api.store.update_application(application_id, status=ApplicationStatus.DELETED)
    async with OrchestratorClient(api.url, api.token()) as client:
        (listed,) = (await client.backups(application_id)).items
        await client.download_backup(application_id, listed.backup_id, tmp_path / "copy")
        with pytest.raises(Conflict):
            await client.back_up(application_id)
        with pytest.raises(Conflict):
            await client.restore(application_id, backup.id)
    assert (tmp_path / "copy").read_bytes() == b"data"


async def test_a_restore_is_a_job(api: Api) -> None:
    application_id = await an_application(api)
    backup = await a_backup(api, application_id)
    async with OrchestratorClient(api.url, api.token()) as client:
        accepted = await client.restore(application_id, backup.id, key="r1")
        assert await client.restore(application_id, backup.id, key="r1") == accepted
        job = await client.wait(accepted.job_id)
    assert job.kind.value == "restore"
    assert api.engine.started == [accepted.job_id]


@pytest.mark.parametrize(
    "changes", [{"version": 3}, {"state": BackupState.DAMAGED}, {"state": BackupState.MAKING}]
)
async def test_what_can_not_be_restored_is_refused_with_a_remedy(
    api: Api, changes: dict[str, object]
) -> None:
    application_id = await an_application(api)
    backup = await a_backup(api, application_id)
    await api.store.backups.change(application_id, backup.id, **changes)
    async with OrchestratorClient(api.url, api.token()) as client:
        with pytest.raises(Conflict) as refused:
            await client.restore(application_id, backup.id)
    assert refused.value.remedy
    assert api.engine.started == []


async def test_a_backup_is_deleted_unless_a_rollback_needs_it(api: Api) -> None:
    application_id = await an_application(api)
    free, needed = await a_backup(api, application_id), await a_backup(api, application_id)
    await api.store.backups.change(
        application_id, needed.id, file=f"snapshots/{application_id}/v3-x.tar.gz"
    )
    version = samples.version(application_id, 3, snapshot=f"{application_id}/v3-x.tar.gz")
    await api.store.add_version(version)
    async with OrchestratorClient(api.url, api.token()) as client:
        with pytest.raises(Conflict, match="rollback"):
            await client.delete_backup(application_id, needed.id)
        await client.delete_backup(application_id, free.id)
        left = (await client.backups(application_id)).items
    assert [backup.backup_id for backup in left] == [needed.id]
    assert not (api.services.settings.paths.root / free.file).exists()


async def test_a_backup_of_another_application_is_not_found(api: Api) -> None:
    mine, other = await an_application(api), await an_application(api)
    backup = await a_backup(api, other)
    async with api.client() as http:
        for path in ("", "/download"):
            answer = await http.get(f"/applications/{mine}/backups/{backup.id}{path}")
            assert answer.status_code == httpx.codes.NOT_FOUND
