"""A world per test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.metadata import MetadataStore
from tests.unit.activities.backups.world import World


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[MetadataStore]:
    opened = await MetadataStore.open(f"sqlite:///{tmp_path / 'store.db'}")
    yield opened
    await opened.close()


@pytest.fixture
def world(store: MetadataStore, tmp_path: Path) -> World:
    return World(store, tmp_path / "kept")
