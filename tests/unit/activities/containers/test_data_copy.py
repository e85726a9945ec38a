"""Copies of data: what goes out comes back in, and a broken one leaves all as it was."""

import io
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from activities.containers.archives import check_archive
from activities.containers.programs.data_copy import STAGING, restore, snapshot
from models.errors import StorageError


def filled(folder: Path) -> Path:
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "photo.bin").write_bytes(b"\x00\x01")
    (folder / "empty").mkdir()
    with closing(sqlite3.connect(folder / "app.db")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE entry (number INTEGER)")
        database.execute("INSERT INTO entry VALUES (42)")
        database.commit()
    return folder


def test_what_goes_out_comes_back(tmp_path: Path) -> None:
    source = filled(tmp_path / "one")
    (source / "passwords").symlink_to("/etc/passwd")
    copy = io.BytesIO()
    snapshot(str(source), copy)
    target = tmp_path / "two"
    target.mkdir()
    (target / "old").write_text("gone afterwards")
    (target / STAGING).mkdir()
    copy.seek(0)
    restore(str(target), copy)
    assert sorted(path.name for path in target.iterdir()) == ["app.db", "empty", "files"]
    with closing(sqlite3.connect(target / "app.db")) as database:
        assert database.execute("SELECT number FROM entry").fetchall() == [(42,)]
    assert (target / "files" / "photo.bin").read_bytes() == b"\x00\x01"
    assert not (source / STAGING).exists()


def test_what_keeps_nothing_is_copied_as_nothing(tmp_path: Path) -> None:
    copy = io.BytesIO()
    snapshot(str(tmp_path), copy)
    copy.seek(0)
    restore(str(tmp_path), copy)
    assert list(tmp_path.iterdir()) == []


def test_a_torn_copy_changes_nothing(tmp_path: Path) -> None:
    source = filled(tmp_path / "one")
    copy = io.BytesIO()
    snapshot(str(source), copy)
    target = tmp_path / "two"
    target.mkdir()
    (target / "old").write_text("still here")
    with pytest.raises((tarfile.TarError, EOFError, OSError)):
        restore(str(target), io.BytesIO(copy.getvalue()[: len(copy.getvalue()) // 2]))
    assert (target / "old").read_text() == "still here"


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.tar.gz"
    with tarfile.open(bomb, "w:gz") as archive:
        member = tarfile.TarInfo("zeros")
        member.size = 10 << 20
        archive.addfile(member, io.BytesIO(bytes(10 << 20)))
    with pytest.raises(StorageError, match="too large"):
        check_archive(bomb, largest_bytes=1 << 20)
    check_archive(bomb, largest_bytes=1 << 30)
