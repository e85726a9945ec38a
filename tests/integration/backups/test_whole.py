"""A whole orchestrator saved in one file, and started anew from it."""

import sqlite3
import tarfile
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from activities.containers.process_layout import Layout
from models.applications import Application
from models.base import new_id
from models.errors import Conflict, InvalidInput, StorageError
from settings import Settings
from stack.backup_all import back_up_all
from stack.restore_all import restore_all
from storage.metadata import MetadataStore
from storage.sources import SourceStore
from tests import samples

pytestmark = pytest.mark.integration


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "old").mkdir()
    return Settings(data_dir=tmp_path / "old")


@pytest.fixture
async def store(settings: Settings) -> AsyncIterator[MetadataStore]:
    opened = await MetadataStore.open(settings.metadata_url)
    yield opened
    await opened.close()


async def an_application(settings: Settings, store: MetadataStore, tree: Path) -> Application:
    """Keep an application: its record, its version, its sources and its data."""
    application = samples.application(new_id(), current_version=1, deployment=samples.deployment(1))
    await store.add_application(application)
    tree.mkdir(exist_ok=True)
    (tree / "main.py").write_text("print('one')\n")
    sources = SourceStore(settings.paths.sources)
    commit = await sources.commit(application.id, tree, message="One", version=1, job_id="job")
    version = samples.version(application.id, 1).model_copy(update={"commit": commit})
    await store.add_version(version)
    data = Layout(settings.paths).data(application.id)
    data.mkdir(parents=True)
    (data / "photo.jpg").write_bytes(b"\xff\xd8")
    with closing(sqlite3.connect(data / "app.db")) as database:
        database.execute("CREATE TABLE entry (number INTEGER)")
        database.execute("INSERT INTO entry VALUES (42)")
        database.commit()
    return application


async def test_everything_comes_back_in_an_empty_folder(
    settings: Settings, store: MetadataStore, tmp_path: Path
) -> None:
    application = await an_application(settings, store, tmp_path / "tree")
    settings.paths.secrets.mkdir()
    (settings.paths.secrets / "api.key").write_bytes(b"key")
    (settings.paths.secrets / "api.key").chmod(0o600)

    saved = await back_up_all(settings, tmp_path / "all.tar")
    fresh = Settings(data_dir=tmp_path / "new")
    restored = await restore_all(fresh, tmp_path / "all.tar")

    assert (saved.applications, saved.without) == (1, ())
    assert (restored.applications, restored.without) == (1, ())
    assert (tmp_path / "all.tar").stat().st_mode & 0o777 == 0o600
    assert (fresh.paths.secrets / "api.key").stat().st_mode & 0o777 == 0o600
    data = Layout(fresh.paths).data(application.id)
    assert (data / "photo.jpg").read_bytes() == b"\xff\xd8"
    with closing(sqlite3.connect(data / "app.db")) as database:
        assert database.execute("SELECT number FROM entry").fetchall() == [(42,)]
    anew = await MetadataStore.open(fresh.metadata_url)
    assert await anew.application(application.id) == application
    version = await anew.version(application.id, 1)
    await anew.close()
    await SourceStore(fresh.paths.sources).export(
        application.id, version.commit, tmp_path / "exported"
    )
    assert (tmp_path / "exported" / "main.py").read_text() == "print('one')\n"


async def test_what_a_job_works_on_is_named(
    settings: Settings, store: MetadataStore, tmp_path: Path
) -> None:
    application = await an_application(settings, store, tmp_path / "tree")
    await store.update_application(application.id, running_job_id="job-1")
    saved = await back_up_all(settings, tmp_path / "all.tar")
    restored = await restore_all(Settings(data_dir=tmp_path / "new"), tmp_path / "all.tar")
    assert saved.without == ("Reading list: a job is at work on it",)
    assert restored.without == ("Reading list: it has no backup",)


async def test_nothing_that_is_there_is_overwritten(
    settings: Settings, store: MetadataStore, tmp_path: Path
) -> None:
    await back_up_all(settings, tmp_path / "all.tar")
    with pytest.raises(Conflict, match="not empty"):
        await restore_all(settings, tmp_path / "all.tar")


async def test_files_that_are_no_whole_backup_change_nothing(
    settings: Settings, store: MetadataStore, tmp_path: Path
) -> None:
    fresh = Settings(data_dir=tmp_path / "new")
    with tarfile.open(tmp_path / "other.tar", "w") as archive:
        archive.addfile(tarfile.TarInfo("something"))
    with pytest.raises(InvalidInput):
        await restore_all(fresh, tmp_path / "other.tar")
    (tmp_path / "torn.tar").write_bytes(b"torn" * 200)
    with pytest.raises(StorageError):
        await restore_all(fresh, tmp_path / "torn.tar")
    with tarfile.open(tmp_path / "hostile.tar", "w") as archive:
        archive.addfile(tarfile.TarInfo("../outside"))
    with pytest.raises(StorageError):
        await restore_all(fresh, tmp_path / "hostile.tar")
    assert not fresh.paths.root.exists()
    assert not (tmp_path / "outside").exists()
