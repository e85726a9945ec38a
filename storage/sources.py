"""Sources: one git repository per application, one tag per version."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

from storage.opening import Repositories
from storage.trees import SourceFile, TreeLimits, read_tree, write_tree


class SourceStore:
    """The source trees of all applications, below one folder.

    Methods work in threads and are safe against other processes. All of them raise
    :class:`models.errors.StorageError` when the disk fails them.
    """

    def __init__(self, root: Path, limits: TreeLimits | None = None) -> None:
        self._repositories = Repositories(root)
        self._limits = limits or TreeLimits()

    async def checkout(
        self, application_id: str, target: Path, commit: str | None = None
    ) -> str | None:
        """Make ``target`` a folder of exactly the files of a commit, and return the commit.

        Without ``commit`` it is the newest version's; when there is none yet, the folder is
        empty and None is returned. There is no ``.git`` in it.

        Raises:
            NotFound: There is no such commit.
        """
        return await asyncio.to_thread(self._checkout, application_id, target, commit)

    async def commit(
        self,
        application_id: str,
        tree: Path,
        *,
        message: str,
        version: int,
        job_id: str,
        parent: str | None = None,
    ) -> str:
        """Store the files of a folder as the job's commit for a version, and return its id.

        Without ``parent`` it follows the newest version below. The same files again, for the
        same job and version, are the same commit. Nothing is tagged.

        Raises:
            BuildError: The folder holds a link, a device, ``.git``, an unsafe name or too much.
            NotFound: There is no such parent.
        """
        return await asyncio.to_thread(
            self._commit, application_id, tree, message, version, job_id, parent
        )

    async def take_over(self, application_id: str, *, failed: str, job_id: str) -> None:
        """Let a job find what a failed one has committed; what it has itself stays."""
        await asyncio.to_thread(self._take_over, application_id, failed, job_id)

    async def tag_version(self, application_id: str, version: int, commit: str) -> None:
        """Tag the commit as ``v<version>``; again with the same commit changes nothing.

        Raises:
            NotFound: There is no such commit.
            Conflict: The version has another commit.
        """
        await asyncio.to_thread(self._tag, application_id, version, commit)

    async def diff(self, application_id: str, old: str | None, new: str) -> str:
        """Return the unified diff from one commit (None: from nothing) to another.

        Raises:
            NotFound: There is no such commit.
        """
        return await asyncio.to_thread(self._diff, application_id, old, new)

    async def archive(self, application_id: str, commit: str) -> bytes:
        """Return the files of a commit as a ``.tar.gz``, byte for byte the same each time.

        Raises:
            NotFound: There is no such commit.
        """
        return await asyncio.to_thread(self._archive, application_id, commit)

    async def export(self, application_id: str, commit: str, target: Path) -> None:
        """Make ``target`` a folder of exactly the files of a commit.

        Raises:
            NotFound: There is no such commit.
        """
        await asyncio.to_thread(self._checkout, application_id, target, commit)

    async def remove(self, application_id: str) -> None:
        """Delete the application's repository; fine when there is none."""
        await asyncio.to_thread(self._repositories.remove, application_id)

    def _checkout(self, application_id: str, target: Path, commit: str | None) -> str | None:
        if commit is None and not self._repositories.exists(application_id):
            write_tree(iter(()), target)
            return None
        with self._repositories.reading(application_id) as repository:
            newest = repository.newest_version() if commit is None else None
            wanted = commit or (newest.decode("ascii") if newest is not None else None)
            write_tree(iter(()) if wanted is None else repository.files(wanted), target)
        return wanted

    def _commit(
        self,
        application_id: str,
        tree: Path,
        message: str,
        version: int,
        job_id: str,
        parent: str | None,
    ) -> str:
        files = read_tree(tree, self._limits)
        with self._repositories.writing(application_id, create=True) as repository:
            if parent is None:
                above = repository.newest_version(below=version)
            else:
                above = repository.commit_object(parent).id
            return repository.add_build(
                files, parent=above, message=message, version=version, job_id=job_id
            )

    def _take_over(self, application_id: str, failed: str, job_id: str) -> None:
        if self._repositories.exists(application_id):
            with self._repositories.writing(application_id, create=False) as repository:
                repository.take_over(failed, job_id)

    def _tag(self, application_id: str, version: int, commit: str) -> None:
        with self._repositories.writing(application_id, create=False) as repository:
            repository.tag(version, commit)

    def _diff(self, application_id: str, old: str | None, new: str) -> str:
        from storage.differences import unified_diff

        with self._repositories.reading(application_id) as repository:
            before: Iterator[SourceFile] = iter(()) if old is None else repository.files(old)
            return unified_diff(before, repository.files(new))

    def _archive(self, application_id: str, commit: str) -> bytes:
        from storage.differences import tar_gz

        with self._repositories.reading(application_id) as repository:
            at = repository.commit_object(commit).commit_time
            return tar_gz(repository.files(commit), f"source-{commit[:12]}", at)
