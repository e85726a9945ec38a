"""A disk that is really full: what can't be kept is refused, and all goes on when there is room."""

import gc
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.mishaps import full, small_disk
from models.errors import StorageError
from storage.files import write_atomically
from storage.metadata import MetadataStore
from storage.sources import SourceStore
from tests.parts import require
from tests.unit.storage.samples import an_application

pytestmark = pytest.mark.integration

Write = Callable[[], Awaitable[object]]
_CONTENT = b"x" * 200_000


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    require("mounting")
    with small_disk(tmp_path / "disk", megabytes=4):
        yield tmp_path / "disk"


async def _refused(disk: Path, write: Write) -> None:
    async with full(disk):
        with pytest.raises(StorageError) as caught:
            await write()
    assert caught.value.code == "disk_full", caught.value.context


async def test_a_record_is_not_half_there(disk: Path) -> None:
    store = await MetadataStore.open(f"sqlite:///{disk / 'orchestrator.db'}")
    before, after = an_application("before"), an_application("after")
    await store.add_application(before)

    async def many() -> None:
        for _ in range(2000):  # until the log that is written ahead has no room left
            await store.add_application(an_application("one of many"))

    await _refused(disk, many)
    assert await store.application(before.id) == before
    assert await store.add_application(after) == after
    assert await store.application(after.id) == after
    await store.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_a_commit_is_made_whole_or_not_at_all(disk: Path, tmp_path: Path) -> None:
    sources, tree = SourceStore(disk / "sources"), tmp_path / "tree"
    tree.mkdir()
    (tree / "a.txt").write_text("first")

    async def commit(version: int) -> str:
        return await sources.commit("a1", tree, message="m", version=version, job_id=f"j{version}")

    first = await commit(1)
    (tree / "a.txt").write_bytes(bytes(number * 7919 % 251 for number in range(300_000)))
    await _refused(disk, lambda: commit(2))
    gc.collect()  # the library leaves files open that can't be written to their end
    second = await commit(2)
    for commit_id, kept in ((first, b"first"), (second, (tree / "a.txt").read_bytes())):
        target = tmp_path / commit_id
        await sources.checkout("a1", target, commit_id)
        assert (target / "a.txt").read_bytes() == kept


async def test_a_file_is_as_it_was_before(disk: Path) -> None:
    path = disk / "kept.json"
    write_atomically(path, b"before")

    async def write() -> None:
        write_atomically(path, _CONTENT)

    await _refused(disk, write)
    assert path.read_bytes() == b"before"
    assert {item.name for item in disk.iterdir()} == {path.name}, "nothing is left over"
    await write()
    assert path.read_bytes() == _CONTENT
