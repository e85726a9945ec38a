"""What coding agents have made, turn by turn: a commit each, beside those of versions.

The tree comes from an agent and is read as hostile: what can't be kept is left out and named, and
the agent never sees the repository.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dulwich.objects import Commit, ObjectID

from storage.opening import Repositories
from storage.trees import TreeLimits, read_tree, write_tree

PARTIAL = "partial"
"""Name of what a turn that has not ended left in the work tree."""
MOST_NAMED = 20
LARGEST_TEXT = 262_144


@dataclass(frozen=True)
class TurnKey:
    """Which turn of which job."""

    application_id: str
    job_id: str
    version: int
    name: str
    """The number, or :data:`PARTIAL`."""


@dataclass(frozen=True)
class StoredTurn:
    """A turn's commit."""

    commit: str
    message: str
    parent: str | None
    left_out: tuple[str, ...] = field(default=())
    """What was not kept, a sentence each; only told by whoever has just stored it."""
    earlier: bool = False
    """Whether it was there already when somebody wanted to store it."""


class TurnStore:
    """Commits of turns, in the repositories of applications.

    Methods work in threads and are safe against other processes. All of them raise
    :class:`models.errors.StorageError` when the disk fails them.
    """

    def __init__(self, root: Path, limits: TreeLimits | None = None) -> None:
        self._repositories = Repositories(root)
        self._limits = limits or TreeLimits()

    async def find(self, key: TurnKey) -> StoredTurn | None:
        """Return the turn, if it was stored."""
        return await asyncio.to_thread(self._find, key)

    async def store(
        self, key: TurnKey, tree: Path, *, message: str, parent: str | None
    ) -> StoredTurn:
        """Store the files of a work tree as the turn's commit, unless it has one: the first counts.

        What an unfinished turn has left is replaced each time.

        Raises:
            BuildError: The tree holds too much.
            NotFound: There is no such parent.
        """
        return await asyncio.to_thread(self._store, key, tree, message, parent)

    async def checkout(self, application_id: str, commit: str, target: Path) -> None:
        """Make ``target`` a folder of exactly the files of a commit.

        Raises:
            NotFound: There is no such commit.
        """
        await asyncio.to_thread(self._checkout, application_id, commit, target)

    async def text(self, application_id: str, commit: str, path: str) -> str:
        """Return the beginning of a text file of a commit; empty when it has none of that name."""
        return await asyncio.to_thread(self._text, application_id, commit, path)

    async def changed(self, application_id: str, old: str, new: str) -> tuple[str, ...]:
        """Return the paths in which two commits differ, at most twenty."""
        return await asyncio.to_thread(self._changed, application_id, old, new)

    def _find(self, key: TurnKey) -> StoredTurn | None:
        if not self._repositories.exists(key.application_id):
            return None
        with self._repositories.reading(key.application_id) as repository:
            found = repository.turn(key.job_id, key.version, key.name)
        return None if found is None else _stored(found)

    def _store(self, key: TurnKey, tree: Path, message: str, parent: str | None) -> StoredTurn:
        left_out: list[str] = []
        files = read_tree(tree, self._limits, lambda path, why: left_out.append(f"{path}: {why}."))
        with self._repositories.writing(key.application_id, create=True) as repository:
            made = repository.turn(key.job_id, key.version, key.name)
            if made is not None and key.name != PARTIAL:
                return replace(_stored(made), earlier=True)
            above = None if parent is None else repository.commit_object(parent).id
            commit = repository.add_turn(
                files,
                parent=above,
                message=message,
                version=key.version,
                job_id=key.job_id,
                name=key.name,
            )
        return StoredTurn(commit, message, parent, _few(left_out))

    def _checkout(self, application_id: str, commit: str, target: Path) -> None:
        with self._repositories.reading(application_id) as repository:
            write_tree(repository.files(commit), target)

    def _text(self, application_id: str, commit: str, path: str) -> str:
        wanted = tuple(path.encode().split(b"/"))
        with self._repositories.reading(application_id) as repository:
            for file in repository.files(commit):
                if file.path == wanted:
                    return file.content[:LARGEST_TEXT].decode("utf-8", "replace")
        return ""

    def _changed(self, application_id: str, old: str, new: str) -> tuple[str, ...]:
        with self._repositories.reading(application_id) as repository:
            before, after = (
                {file.path: file.content for file in repository.files(commit)}
                for commit in (old, new)
            )
        differing = sorted(
            path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
        )
        return _few([b"/".join(path).decode("utf-8", "backslashreplace") for path in differing])


def _stored(commit: Commit) -> StoredTurn:
    parents: list[ObjectID] = commit.parents
    return StoredTurn(
        commit=commit.id.decode("ascii"),
        message=commit.message.decode("utf-8", "replace"),
        parent=parents[0].decode("ascii") if parents else None,
    )


def _few(names: Sequence[str]) -> tuple[str, ...]:
    if len(names) <= MOST_NAMED:
        return tuple(names)
    return (*names[: MOST_NAMED - 1], f"… and {len(names) - MOST_NAMED + 1} more")
