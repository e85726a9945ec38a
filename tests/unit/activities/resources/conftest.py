"""A real store in a file, and applications that run."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.applications import Application, ApplicationStatus
from models.base import new_id
from storage.metadata import MetadataStore
from tests import samples

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[MetadataStore]:
    opened = await MetadataStore.open(f"sqlite:///{tmp_path / 'orchestrator.db'}")
    yield opened
    await opened.close()


async def live_application(store: MetadataStore, **changes: object) -> Application:
    application_id = new_id()
    await store.add_application(samples.application(application_id))
    await store.add_version(samples.version(application_id, 1, job_id=new_id()))
    fields = {
        "status": ApplicationStatus.RUNNING,
        "current_version": 1,
        "deployment": samples.deployment().model_copy(update={"deployed_at": NOON}),
        **changes,
    }
    return await store.update_application(application_id, **fields)
