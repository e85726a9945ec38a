"""Atomic files, on disks that fill up or may not be written."""

import errno
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.errors import DiskFull, StorageError
from models.jobs import LogLevel
from storage.files import write_atomically
from storage.logs import JobLog
from storage.metadata import MetadataStore
from storage.problems import database_error, storage_error
from storage.sources import SourceStore
from tests.unit.storage.samples import a_job, an_application, drafts


def _mount(place: Path, options: str) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    if not _mount(place, "size=600k"):
        pytest.skip("this user can't mount a file system; the fake ones cover it")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def read_only_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    if os.getuid() != 0:
        place.chmod(0o555)
        yield place
        place.chmod(0o755)
        return
    # Permissions don't hold root back; a read-only file system does.
    if not _mount(place, "size=600k,ro"):
        pytest.skip("this root user can't mount a file system")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


class TestWriteAtomically:
    def test_it_writes_and_replaces(self, tmp_path: Path) -> None:
        path = tmp_path / "deep/er/file"
        write_atomically(path, b"one")
        write_atomically(path, b"two", 0o600)
        assert path.read_bytes() == b"two"
        assert path.stat().st_mode & 0o777 == 0o600
        assert [entry.name for entry in path.parent.iterdir()] == ["file"]

    def test_a_full_disk_keeps_what_was_there(self, small_disk: Path) -> None:
        path = small_disk / "file"
        write_atomically(path, b"one")
        with pytest.raises(DiskFull) as raised:
            write_atomically(path, b"x" * 1_000_000)
        assert "Free some space" in raised.value.remedy
        assert path.read_bytes() == b"one"
        assert [entry.name for entry in small_disk.iterdir()] == ["file"]

    def test_a_read_only_folder_is_told(self, read_only_disk: Path) -> None:
        with pytest.raises(StorageError, match="does not allow") as raised:
            write_atomically(read_only_disk / "file", b"one")
        assert "write permission" in raised.value.remedy

    @pytest.mark.parametrize(
        ("number", "error"),
        [
            (errno.ENOSPC, DiskFull),
            (errno.EDQUOT, DiskFull),
            (errno.EACCES, StorageError),
            (errno.EROFS, StorageError),
            (errno.EIO, StorageError),
        ],
    )
    def test_every_problem_has_its_error(self, number: int, error: type[StorageError]) -> None:
        found = storage_error(OSError(number, os.strerror(number)), Path("/data/x"))
        assert type(found) is error
        assert found.remedy
        assert found.context["path"] == "/data/x"

    def test_an_unknown_database_problem_is_one_of_ours(self) -> None:
        assert type(database_error(RuntimeError("odd"))) is StorageError

    def test_a_silent_database_is_told_as_one_that_does_not_answer(self) -> None:
        assert "does not answer" in database_error(TimeoutError()).message


class TestFullDisk:
    async def test_the_stores_say_so_and_keep_what_they_had(
        self, small_disk: Path, tmp_path: Path
    ) -> None:
        log = JobLog(small_disk / "logs")
        first = await log.append("job", LogLevel.INFO, "a", ["kept"])
        with pytest.raises(DiskFull):
            await log.append("job", LogLevel.INFO, "a", ["x" * 10_000] * 100)
        assert await log.read("job") == first
        (tmp_path / "tree").mkdir()
        (tmp_path / "tree/file").write_bytes(os.urandom(2_000_000))
        sources = SourceStore(small_disk / "sources")
        with pytest.raises(DiskFull):
            await sources.commit("app", tmp_path / "tree", message="m", version=1, job_id="job")
        (tmp_path / "tree/file").write_bytes(b"small")
        commit = await sources.commit(
            "app", tmp_path / "tree", message="m", version=1, job_id="job"
        )
        with pytest.raises(DiskFull):
            write_atomically(small_disk / "file", os.urandom(2_000_000))
        await sources.export("app", commit, tmp_path / "out")
        assert (tmp_path / "out/file").read_bytes() == b"small"

    async def test_the_database_says_so_and_keeps_what_it_had(self, small_disk: Path) -> None:
        store = await MetadataStore.open(f"sqlite:///{small_disk / 'orchestrator.db'}")
        application = await store.add_application(an_application())
        job = await store.add_job(a_job(application))
        await store.publish(job.id, None, drafts("kept"))
        with pytest.raises(DiskFull):
            await store.publish(job.id, None, drafts(*(f"{n}" for n in range(5_000))))
        assert len(await store.events(job.id)) == 1
        assert await store.application(application.id, "ann")
        await store.close()

    async def test_a_read_only_folder_is_told(self, read_only_disk: Path) -> None:
        with pytest.raises(StorageError) as raised:
            await MetadataStore.open(f"sqlite:///{read_only_disk / 'orchestrator.db'}")
        assert "data directory" in raised.value.remedy
