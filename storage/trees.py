"""Reads and writes folders that nobody vouches for: no links, no escapes, bounded sizes."""

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from models.errors import BuildError
from storage.problems import file_problems

MEBIBYTE = 1024 * 1024
_FOLDER_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_IGNORED_BY_SOME = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x206A, 0x2070), 0xFEFF]
)
"""Characters that some file systems leave out of a name."""

CACHES = frozenset(
    {b".git", b"__pycache__", b".venv", b"venv", b"node_modules"}
    | {b".pytest_cache", b".ruff_cache", b".mypy_cache", b".hypothesis"}
)
"""What tools leave in a work tree; no part of the sources."""
_UNREADABLE = frozenset({errno.ENOENT, errno.ELOOP, errno.ENOTDIR, errno.EACCES, errno.ENXIO})
"""An entry that is gone, was swapped, or is closed to us."""


@dataclass(frozen=True)
class TreeLimits:
    """How much a source tree may hold."""

    files: int = 5_000
    file_bytes: int = 8 * MEBIBYTE
    total_bytes: int = 64 * MEBIBYTE
    depth: int = 32


@dataclass(frozen=True)
class SourceFile:
    """One file of a tree."""

    path: tuple[bytes, ...]
    """Names from the top of the tree down to the file."""
    executable: bool
    content: bytes


def is_safe_name(name: bytes) -> bool:
    """Tell whether the name means the same thing on every system, and nothing special to git."""
    if name in {b"", b".", b".."} or b"/" in name or b"\0" in name:
        return False
    folded = os.fsdecode(name).translate(_IGNORED_BY_SOME).casefold().rstrip(" .")
    return folded.partition(":")[0].rstrip(" .") not in {".git", "git~1"}


def _shown(path: tuple[bytes, ...]) -> str:
    return b"/".join(path).decode("utf-8", "backslashreplace")[:200]


def _refusal(why: str, path: tuple[bytes, ...]) -> BuildError:
    return BuildError(
        f"The source tree can't be kept: {why} ({_shown(path) or 'the whole tree'}).",
        remedy="Start the change again; if it happens again, use another builder.",
        path=_shown(path),
    )


class _Unkept(Exception):
    """One entry of a tree can't be kept."""

    def __init__(self, why: str, path: tuple[bytes, ...]) -> None:
        super().__init__(why)
        self.why = why
        self.refusal = _refusal(why, path)


LeaveOut = Callable[[str, str], None]
"""Is told the path of an entry that is not kept, and why."""


class _Reader:
    """Walks a folder by descriptors, so that swapping a folder for a link leads nowhere.

    Args:
        limits: How much there may be.
        leave_out: Told of an entry that can't be kept, and why; None when that is a refusal.
    """

    def __init__(self, limits: TreeLimits, leave_out: LeaveOut | None = None) -> None:
        self._limits = limits
        self._leave_out = leave_out
        self._ignored = frozenset[bytes]() if leave_out is None else CACHES
        self._files = 0
        self._bytes = 0

    def walk(self, folder: int, above: tuple[bytes, ...]) -> Iterator[SourceFile]:
        if len(above) > self._limits.depth:
            raise _refusal("it has too many folders in one another", above)
        with os.scandir(folder) as entries:
            names = sorted((os.fsencode(entry.name), entry) for entry in entries)
        for name, entry in names:
            if name in self._ignored:
                continue
            path = (*above, name)
            try:
                yield from self._entry(folder, path, entry)
            except _Unkept as problem:
                if self._leave_out is None:
                    raise problem.refusal from None
                self._leave_out(_shown(path), problem.why)
            except OSError as problem:
                if self._leave_out is None or problem.errno not in _UNREADABLE:
                    raise
                self._leave_out(_shown(path), "it can't be read")

    def _entry(
        self, folder: int, path: tuple[bytes, ...], entry: os.DirEntry[str]
    ) -> Iterator[SourceFile]:
        if not is_safe_name(path[-1]):
            raise _Unkept("a name is not allowed", path)
        if entry.is_symlink():
            raise _Unkept("links are not allowed", path)
        if entry.is_dir(follow_symlinks=False):
            yield from self._folder(folder, path)
        else:
            yield self._file(folder, path)

    def _folder(self, parent: int, path: tuple[bytes, ...]) -> Iterator[SourceFile]:
        descriptor = os.open(path[-1], _FOLDER_FLAGS, dir_fd=parent)
        try:
            yield from self.walk(descriptor, path)
        finally:
            os.close(descriptor)

    def _file(self, parent: int, path: tuple[bytes, ...]) -> SourceFile:
        descriptor = os.open(path[-1], _FILE_FLAGS, dir_fd=parent)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise _Unkept("only files and folders are allowed", path)
            # Never more than allowed, however the file grows while it is read.
            content = file.read(self._limits.file_bytes + 1)
        if len(content) > self._limits.file_bytes:
            raise _Unkept(f"a file is over {self._limits.file_bytes // MEBIBYTE} MiB", path)
        self._count(len(content))
        return SourceFile(path, bool(status.st_mode & 0o100), content)

    def _count(self, size: int) -> None:
        self._files += 1
        self._bytes += size
        if self._files > self._limits.files:
            raise _refusal(f"it has over {self._limits.files} files", ())
        if self._bytes > self._limits.total_bytes:
            raise _refusal(f"it is over {self._limits.total_bytes // MEBIBYTE} MiB", ())


def read_tree(
    root: Path, limits: TreeLimits, leave_out: LeaveOut | None = None
) -> list[SourceFile]:
    """Return the files of a folder, sorted by path.

    Args:
        root: The folder.
        limits: How much it may hold.
        leave_out: Told of links, devices, large files and names that are not allowed, which are
            then left out, as are the caches of tools.

    Raises:
        BuildError: It holds too much, or something that can't be kept and must not be left out.
        StorageError: It can't be read.
    """
    try:
        with file_problems(root):
            descriptor = os.open(root, _FOLDER_FLAGS)
            try:
                return list(_Reader(limits, leave_out).walk(descriptor, ()))
            finally:
                os.close(descriptor)
    except RecursionError:
        raise _refusal("it has too many folders in one another", ()) from None


def write_tree(files: Iterator[SourceFile], target: Path) -> None:
    """Make ``target`` a folder of exactly these files: complete, or as it was (or absent) before.

    Raises:
        BuildError: A name is not allowed.
        DiskFull: No space is left.
        StorageError: The folder can't be written.
    """
    with file_problems(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.parent / f".{target.name[:60]}.{secrets.token_hex(6)}"
        fresh.mkdir(mode=0o755)
        try:
            for file in files:
                _write_file(fresh, file)
            _replace(fresh, target)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise


def _write_file(root: Path, file: SourceFile) -> None:
    if not all(is_safe_name(name) for name in file.path):
        raise _refusal("a name is not allowed", file.path)
    place = os.path.join(os.fsencode(root), *file.path)
    os.makedirs(os.path.dirname(place), exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(place, flags, 0o755 if file.executable else 0o644)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(file.content)


def _replace(fresh: Path, target: Path) -> None:
    if target.is_symlink() or target.is_file():
        target.unlink()
    elif target.exists():
        old = target.parent / f".{target.name[:60]}.{secrets.token_hex(6)}.old"
        target.rename(old)
        fresh.rename(target)
        shutil.rmtree(old)
        return
    fresh.rename(target)
