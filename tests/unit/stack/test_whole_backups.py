"""Whole backups of a data directory in which others go on working."""

import os
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from models.errors import InvalidInput
from settings import Settings
from stack.backup_all import back_up_all
from stack.restore_all import restore_all


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(data_dir=tmp_path / "data")
    (settings.paths.logs / "stack").mkdir(parents=True)
    (settings.paths.logs / "job.jsonl").write_text("kept\n")
    return settings


async def saved(settings: Settings, target: Path) -> dict[str, bytes]:
    """Write a whole backup, prove that it can be restored, and return its logs."""
    await back_up_all(settings, target)
    fresh = Settings(data_dir=target.with_suffix(".new"))
    await restore_all(fresh, target)
    logs = fresh.paths.logs
    return {
        str(path.relative_to(logs)): path.read_bytes() for path in logs.rglob("*") if path.is_file()
    }


async def test_a_file_that_vanishes_is_left_out(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (settings.paths.logs / "gone.jsonl").write_text("gone\n")
    is_symlink = Path.is_symlink

    def vanishing(path: Path) -> bool:
        """Remove it as soon as it was seen."""
        found = is_symlink(path)
        if path.name == "gone.jsonl":
            path.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(Path, "is_symlink", vanishing)
    assert await saved(settings, tmp_path / "all.tar") == {"job.jsonl": b"kept\n"}


async def test_a_folder_that_vanishes_is_left_out(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = settings.paths.logs / "gone"
    gone.mkdir()
    scandir = os.scandir

    def vanishing(path: Any) -> Iterator[os.DirEntry[str]]:
        """Remove it when somebody is about to look into it."""
        if str(path) == str(gone):
            monkeypatch.undo()
            shutil.rmtree(gone)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", vanishing)
    assert await saved(settings, tmp_path / "all.tar") == {"job.jsonl": b"kept\n"}
    assert not gone.exists()


@pytest.mark.parametrize("left", [0, 3])
async def test_a_file_that_shrinks_is_filled_with_zeros(
    left: int, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = settings.paths.logs / "stack" / "worker.log"
    log.write_bytes(b"x" * 2000)
    told = tarfile.TarFile.gettarinfo

    def shrinking(archive: tarfile.TarFile, *given: Any, **named: Any) -> tarfile.TarInfo:
        """Cut it off once its length is known."""
        found = told(archive, *given, **named)
        if found.name.endswith("worker.log"):
            os.truncate(log, left)
        return found

    monkeypatch.setattr(tarfile.TarFile, "gettarinfo", shrinking)
    assert await saved(settings, tmp_path / "all.tar") == {
        "job.jsonl": b"kept\n",
        "stack/worker.log": b"x" * left + bytes(2000 - left),
    }


async def test_a_file_that_grows_is_as_long_as_it_was(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tarfile.TarFile.gettarinfo

    def growing(archive: tarfile.TarFile, *given: Any, **named: Any) -> tarfile.TarInfo:
        found = told(archive, *given, **named)
        if found.name.endswith("job.jsonl"):
            with (settings.paths.logs / "job.jsonl").open("a") as file:
                file.write("later\n")
        return found

    monkeypatch.setattr(tarfile.TarFile, "gettarinfo", growing)
    assert await saved(settings, tmp_path / "all.tar") == {"job.jsonl": b"kept\n"}


async def test_a_file_with_two_names_is_in_it_twice(settings: Settings, tmp_path: Path) -> None:
    (settings.paths.logs / "job.jsonl.old").hardlink_to(settings.paths.logs / "job.jsonl")
    assert await saved(settings, tmp_path / "all.tar") == {
        "job.jsonl": b"kept\n",
        "job.jsonl.old": b"kept\n",
    }


async def test_metadata_elsewhere_is_neither_saved_nor_restored(
    settings: Settings, tmp_path: Path
) -> None:
    await back_up_all(settings, tmp_path / "all.tar")
    fresh = Settings(
        data_dir=tmp_path / "new", database_url=SecretStr(f"sqlite:///{tmp_path / 'other.db'}")
    )
    with pytest.raises(InvalidInput, match="database server") as saving:
        await back_up_all(fresh, tmp_path / "again.tar")
    with pytest.raises(InvalidInput, match="database server") as restoring:
        await restore_all(fresh, tmp_path / "all.tar")
    assert restoring.value.remedy == saving.value.remedy
    assert not fresh.paths.root.exists()
    assert not (tmp_path / "other.db").exists()
