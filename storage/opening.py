"""Opening the repositories of applications: for reading, or alone for writing."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import NotFound
from storage.files import locked, safe_name
from storage.problems import file_problems

if TYPE_CHECKING:
    from storage.repositories import Repository


class Repositories:
    """The repositories below one folder; safe against other processes."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def exists(self, application_id: str) -> bool:
        """Tell whether the application has one."""
        return self._path(application_id).is_dir()

    @contextmanager
    def reading(self, application_id: str) -> "Iterator[Repository]":
        """Open an application's repository.

        Raises:
            NotFound: It has none.
        """
        # Imported at first use: git costs a sixth of a second at the start of every program.
        from storage.repositories import Repository

        path = self._path(application_id)
        if not path.is_dir():
            raise NotFound("There are no sources of that version.", id=application_id)
        with file_problems(path), Repository(path) as repository:
            yield repository

    @contextmanager
    def writing(self, application_id: str, *, create: bool) -> "Iterator[Repository]":
        """Open an application's repository while nobody else writes to it."""
        from storage.repositories import Repository

        path = self._path(application_id)
        with self._alone(application_id):
            with file_problems(path):
                if create and not path.is_dir():
                    Repository.create(path)
                Repository.clear_leftovers(path)
            with self.reading(application_id) as repository:
                yield repository

    def remove(self, application_id: str) -> None:
        """Delete an application's repository; fine when there is none."""
        path = self._path(application_id)
        with self._alone(application_id), file_problems(path):
            if path.is_dir():
                gone = self._root / f".{path.name}.{secrets.token_hex(6)}"
                path.rename(gone)
                shutil.rmtree(gone)

    def _path(self, application_id: str) -> Path:
        return self._root / f"{safe_name(application_id)}.git"

    @contextmanager
    def _alone(self, application_id: str) -> Iterator[None]:
        with locked(self._root / ".locks" / safe_name(application_id)):
            yield
