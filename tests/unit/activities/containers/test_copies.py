"""Copies of data go through in parts, and are on the disk before they count."""

import asyncio
import io
import os
import sys
import tarfile
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, cast

import pytest

from activities.containers import docker_sandbox, process_copies
from activities.containers.archives import announced, settle
from activities.containers.docker_sandbox import DockerSandbox
from activities.containers.engine import DockerEngine
from activities.containers.naming import volume_name
from activities.containers.process_copies import ProcessCopies
from activities.containers.subprocesses import run
from models.errors import StorageError

PART = 1 << 20
COUNT = "import sys; print(len(sys.stdin.buffer.read()))"
DEAF = "import sys; sys.stdin.close(); sys.exit(3)"


def test_a_copy_is_announced_by_its_length_and_read_a_part_at_a_time(tmp_path: Path) -> None:
    file = tmp_path / "copy"
    file.write_bytes(b"x" * (2 * PART + 5))

    with file.open("rb") as source:
        length, *parts = announced(source)

    assert int.from_bytes(length, "big") == 2 * PART + 5
    assert [len(part) for part in parts] == [PART, PART, 5]


def test_a_copy_that_grows_shorter_meanwhile_is_not_taken_for_whole(tmp_path: Path) -> None:
    file = tmp_path / "copy"
    file.write_bytes(b"x" * PART)
    with file.open("rb") as source:
        parts = announced(source)
        next(parts)
        os.truncate(file, 0)
        with pytest.raises(StorageError, match="too early"):
            next(parts)


async def test_a_program_is_fed_in_parts_to_their_end(tmp_path: Path) -> None:
    file = tmp_path / "copy"
    file.write_bytes(b"x" * (3 * PART))
    with file.open("rb") as source:
        code, said, _ = await run([sys.executable, "-c", COUNT], data=announced(source))
    assert (code, int(said)) == (0, 3 * PART + 8)


async def test_a_program_that_listens_no_more_tells_by_its_exit_code(tmp_path: Path) -> None:
    file = tmp_path / "copy"
    file.write_bytes(b"x" * (3 * PART))
    with file.open("rb") as source:
        code, _, _ = await run([sys.executable, "-c", DEAF], data=announced(source))
    assert code == 3


class Volumes:
    """An engine whose volumes are there."""

    def __init__(self) -> None:
        self.stored = b""

    async def call(self, work: Callable[[Any], Any]) -> Any:
        return await asyncio.to_thread(work, self)

    @property
    def containers(self) -> "Volumes":
        return self

    @property
    def volumes(self) -> "Volumes":
        return self

    def list(self, **_: Any) -> list[Any]:
        return [type("Volume", (), {"name": volume_name("app-1")})]

    def create(self, **_: Any) -> "Volumes":
        return self

    def remove(self, **_: Any) -> None:
        """It goes."""

    def converse(self, _: Any, request: Iterable[bytes], *, out: Any, **__: Any) -> int:
        self.stored = b"".join(request)
        out(b"data of the application")
        return 0


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> DockerSandbox:
    engine = Volumes()
    monkeypatch.setattr(docker_sandbox, "converse", engine.converse)
    images = cast(Any, type("Images", (), {"base_image": "python"}))
    return DockerSandbox(cast(DockerEngine, engine), images, installation="here")


async def test_a_copy_is_synced_whole_and_beside_the_event_loop(
    copies: DockerSandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, bool]] = []

    def synced(descriptor: int) -> None:
        beside = threading.current_thread() is not threading.main_thread()
        seen.append((os.fstat(descriptor).st_size, beside))

    monkeypatch.setattr(os, "fsync", synced)
    await copies.snapshot("app-1", tmp_path / "copy")

    assert seen == [(len(b"data of the application"), True)]


async def test_a_copy_is_put_back_without_being_read_as_a_whole(
    copies: DockerSandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "copy.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        member = tarfile.TarInfo("photo.jpg")
        member.size = 5
        archive.addfile(member, io.BytesIO(b"photo"))
    packed = file.read_bytes()
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("It was read as a whole."))

    await copies.restore("app-1", file)

    stored = cast(Any, copies)._engine.stored
    assert stored == len(packed).to_bytes(8, "big") + packed


async def test_a_copy_of_a_process_is_synced_beside_the_event_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    async def copied(*_: Any, output: Any, **__: Any) -> tuple[int, bytes, bytes]:
        return 0, b"", b""

    def synced(_: int) -> None:
        seen.append(threading.current_thread() is not threading.main_thread())

    monkeypatch.setattr(process_copies, "run", copied)
    monkeypatch.setattr(ProcessCopies, "_copy", lambda *_: [])
    monkeypatch.setattr(os, "fsync", synced)
    await ProcessCopies(cast(Any, None)).snapshot("app-1", tmp_path / "copy")

    assert seen == [True]


def test_what_is_settled_is_out_of_the_buffer(tmp_path: Path) -> None:
    with (tmp_path / "copy").open("wb") as file:
        file.write(b"little")
        settle(file)
        assert (tmp_path / "copy").read_bytes() == b"little"
