"""The second folder, perhaps of a mounted disk, that gets a copy of every backup."""

import asyncio
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from activities.backups.shelf import Shelf, file_name
from activities.containers.archives import open_private
from models.backups import Backup, BackupState
from models.errors import StorageError
from storage.files import sync_folder
from storage.problems import file_problems


class SecondFolder:
    """Makes a folder hold what the shelf holds, a folder per application.

    It is never created: an empty place where a disk should be mounted must not be filled.
    """

    def __init__(self, root: Path, shelf: Shelf) -> None:
        self._root = root
        self._shelf = shelf

    async def match(self, application_id: str, backups: Iterable[Backup]) -> int:
        """Copy what is missing, remove what is no backup any more; return how much was copied.

        Raises:
            StorageError: The folder is not there, or can't be written.
        """
        sources = {
            file_name(backup.id): self._shelf.path(backup)
            for backup in backups
            if backup.state is BackupState.WHOLE
        }
        return await asyncio.to_thread(self._match, self._root / application_id, sources)

    def _match(self, folder: Path, sources: dict[str, Path]) -> int:
        if not self._root.is_dir():
            raise StorageError(
                f"The second folder for backups, '{self._root}', is not there.",
                remedy="Mount its disk, or create the folder; backups are copied then.",
            )
        with file_problems(folder):
            if not sources and not folder.exists():
                return 0
            folder.mkdir(mode=0o700, exist_ok=True)
            missing = [n for n, source in sources.items() if not _is_there(folder / n, source)]
            for name in missing:
                _copy(sources[name], folder / name)
            for there in folder.iterdir():
                if there.name not in sources:
                    there.unlink(missing_ok=True)
        return len(missing)


def _is_there(target: Path, source: Path) -> bool:
    return target.exists() and target.stat().st_size == source.stat().st_size


def _copy(source: Path, target: Path) -> None:
    draft = target.with_name(f".{target.name}.draft")
    with source.open("rb") as data, open_private(draft) as file:
        shutil.copyfileobj(data, file, 1 << 20)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    sync_folder(target.parent)
