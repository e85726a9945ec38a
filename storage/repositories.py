"""One application's git repository, through dulwich: objects, builds, tags."""

import re
import secrets
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

from dulwich.objects import Blob, Commit, ObjectID, Tree
from dulwich.refs import Ref
from dulwich.repo import Repo

from models.errors import BuildError, Conflict, NotFound
from storage.files import safe_name
from storage.trees import SourceFile, is_safe_name

AUTHOR = b"Orchestrator <orchestrator@localhost>"
MAIN = Ref(b"refs/heads/main")
FOLDER = 0o040000
EXECUTABLE = 0o100755
PLAIN = 0o100644
_COMMIT = re.compile(r"[0-9a-f]{40}")
_VERSION_TAG = re.compile(rb"refs/tags/v([1-9][0-9]{0,8})")


class Repository:
    """An open repository; whoever writes to it holds the application's lock.

    A context manager: close it, it keeps files open.
    """

    def __init__(self, path: Path) -> None:
        self._repo = Repo(str(path), bare=True)

    def __enter__(self) -> "Repository":
        return self

    def __exit__(self, *problem: object) -> None:
        self._repo.close()

    @staticmethod
    def create(path: Path) -> None:
        """Make an empty bare repository, whole or not at all."""
        fresh = path.parent / f".{path.name}.{secrets.token_hex(6)}"
        fresh.mkdir(parents=True)
        repo = Repo.init_bare(str(fresh), default_branch=b"main")
        config = repo.get_config()
        config.set((b"core",), b"fsyncObjectFiles", True)
        config.write_to_path()
        repo.close()
        fresh.rename(path)

    @staticmethod
    def clear_leftovers(path: Path) -> None:
        """Remove what a writer that died left behind; the caller holds the lock."""
        for pattern in ("*.lock", "refs/**/*.lock", "objects/pack/*.lock", "objects/pack/tmp*"):
            for leftover in path.glob(pattern):
                leftover.unlink(missing_ok=True)

    def newest_version(self, below: int | None = None) -> ObjectID | None:
        """Return the commit of the highest tagged version, or of the highest below a number."""
        tagged = {
            int(match.group(1)): commit
            for name, commit in self._repo.refs.as_dict().items()
            if (match := _VERSION_TAG.fullmatch(name))
        }
        numbers = [number for number in tagged if below is None or number < below]
        return tagged[max(numbers)] if numbers else None

    def commit_object(self, commit: str | ObjectID) -> Commit:
        """Return the commit.

        Raises:
            NotFound: There is none with that id.
        """
        name = commit if isinstance(commit, str) else commit.decode("ascii")
        if _COMMIT.fullmatch(name) is not None:
            try:
                found = self._repo.object_store[ObjectID(name.encode("ascii"))]
            except KeyError:
                found = None
            if isinstance(found, Commit):
                return found
        raise NotFound("There are no sources of that version.", commit=name[:64])

    def build(self, job_id: str, version: int) -> Commit | None:
        """Return the commit that the job made for the version, if it did."""
        name = _build_ref(job_id, version)
        commit = self._repo.refs.as_dict().get(name)
        return None if commit is None else self.commit_object(commit)

    def add_build(
        self,
        files: Sequence[SourceFile],
        *,
        parent: ObjectID | None,
        message: str,
        version: int,
        job_id: str,
    ) -> str:
        """Store the files as a commit of the job; the same files give the same commit."""
        made = self.build(job_id, version)
        words = message.strip() or f"Version {version}"
        told = f"{words}\n\nVersion: {version}\nJob: {job_id}\n"
        name, time = _build_ref(job_id, version), self._time(job_id, parent)
        return self._add(files, name, made, parent=parent, message=told, time=time)

    def turn(self, job_id: str, version: int, name: str) -> Commit | None:
        """Return the commit of a turn of the job's agent, if it has ended."""
        commit = self._repo.refs.as_dict().get(_turn_ref(job_id, version, name))
        return None if commit is None else self.commit_object(commit)

    def add_turn(
        self,
        files: Sequence[SourceFile],
        *,
        parent: ObjectID | None,
        message: str,
        version: int,
        job_id: str,
        name: str,
    ) -> str:
        """Store the files as the commit of a turn."""
        time = self._time(job_id, parent)
        ref = _turn_ref(job_id, version, name)
        return self._add(files, ref, None, parent=parent, message=message, time=time)

    def take_over(self, failed: str, job_id: str) -> None:
        """Name the builds and turns of one job after another as well, which has none of its own."""
        known = self._repo.refs.as_dict()
        for kind in (b"refs/builds/", b"refs/turns/"):
            theirs, ours = (kind + safe_name(job).encode() + b"/" for job in (failed, job_id))
            for name, commit in known.items():
                if name.startswith(theirs):
                    mine = Ref(ours + name[len(theirs) :])
                    self._repo.refs.add_if_new(mine, commit)

    def _add(
        self,
        files: Sequence[SourceFile],
        name: Ref,
        made: Commit | None,
        *,
        parent: ObjectID | None,
        message: str,
        time: int,
    ) -> str:
        """Store the files as the commit behind a name, unless it is made already."""
        objects: dict[ObjectID, Blob | Tree] = {}
        tree = _tree_of(files, objects)
        if made is not None and made.tree == tree:
            return made.id.decode("ascii")
        commit = Commit()
        commit.tree = tree
        commit.parents = [parent] if parent is not None else []
        commit.author = commit.committer = AUTHOR
        commit.author_time = commit.commit_time = time
        commit.author_timezone = commit.commit_timezone = 0
        commit.encoding = b"UTF-8"
        commit.message = message.encode("utf-8", "replace")
        store = self._repo.object_store
        new = [(value, None) for value in (*objects.values(), commit) if value.id not in store]
        if new:
            store.add_objects(new)
        self._repo.refs[name] = commit.id
        return commit.id.decode("ascii")

    def _time(self, job_id: str, parent: ObjectID | None) -> int:
        """Return a time that a repetition finds too: the job's, never before the parent's."""
        earliest = 0 if parent is None else self.commit_object(parent).commit_time + 1
        try:
            job = uuid.UUID(job_id)
        except ValueError:
            return earliest
        return max(earliest, (job.int >> 80) // 1000) if job.version == 7 else earliest

    def tag(self, version: int, commit: str) -> None:
        """Tag the commit as the version, and let the main branch follow the newest one.

        Raises:
            NotFound: There is no such commit.
            Conflict: The tag is another commit's.
        """
        wanted = self.commit_object(commit).id
        name = Ref(f"refs/tags/v{version}".encode())
        present = self._repo.refs.as_dict().get(name)
        if present is not None and present != wanted:
            raise Conflict(
                f"Version {version} already has other sources.",
                remedy="Start the change again.",
                commit=present.decode("ascii"),
            )
        if present is None:
            self._repo.refs[name] = wanted
        newest = self.newest_version()
        if newest is not None:
            self._repo.refs[MAIN] = newest

    def files(self, commit: str | ObjectID) -> Iterator[SourceFile]:
        """Yield the files of a commit, sorted by path.

        Raises:
            NotFound: There is no such commit.
            BuildError: It holds something else than plain files.
        """
        yield from self._files(self.commit_object(commit).tree, ())

    def _files(self, tree: ObjectID, above: tuple[bytes, ...]) -> Iterator[SourceFile]:
        found = self._repo.object_store[tree]
        if not isinstance(found, Tree):
            raise BuildError("The stored sources are damaged.")
        for entry in found.items():
            path = (*above, entry.path)
            if not is_safe_name(entry.path):
                raise BuildError("The stored sources hold a name that is not allowed.")
            if entry.mode == FOLDER:
                yield from self._files(entry.sha, path)
                continue
            blob = self._repo.object_store[entry.sha]
            if entry.mode not in {PLAIN, EXECUTABLE} or not isinstance(blob, Blob):
                raise BuildError("The stored sources hold something that is no plain file.")
            yield SourceFile(path, entry.mode == EXECUTABLE, blob.data)


def _build_ref(job_id: str, version: int) -> Ref:
    return Ref(f"refs/builds/{safe_name(job_id)}/v{version}".encode())


def _turn_ref(job_id: str, version: int, name: str) -> Ref:
    return Ref(f"refs/turns/{safe_name(job_id)}/v{version}/{safe_name(name)}".encode())


def _tree_of(files: Sequence[SourceFile], objects: dict[ObjectID, Blob | Tree]) -> ObjectID:
    """Add the objects of these files, whose paths start at one folder, and return the folder's."""
    tree = Tree()
    inner: dict[bytes, list[SourceFile]] = {}
    for file in files:
        if len(file.path) > 1:
            below = SourceFile(file.path[1:], file.executable, file.content)
            inner.setdefault(file.path[0], []).append(below)
            continue
        blob = Blob.from_string(file.content)
        objects[blob.id] = blob
        tree.add(file.path[0], EXECUTABLE if file.executable else PLAIN, blob.id)
    for name, below_name in inner.items():
        tree.add(name, FOLDER, _tree_of(below_name, objects))
    objects[tree.id] = tree
    return tree.id
