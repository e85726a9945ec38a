"""Reading a source tree that nobody vouches for: no link is followed, nothing is unbounded."""

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from models.quality import QualityFinding, Severity

MOST_FILES = 5_000
LARGEST_FILE = 2 * 1024 * 1024
"""Bytes of a file that is still read."""
OPAQUE_SUFFIXES = frozenset(
    {
        ".pyc",
        ".pyo",
        ".so",
        ".pyd",
        ".dll",
        ".dylib",
        ".pth",
        ".egg",
        ".whl",
        ".zip",
        ".pyz",
        ".exe",
        ".jar",
        ".node",
        ".wasm",
        ".pkl",
        ".pickle",
    }
)
"""Files that can carry code which no gate can read."""
_NOT_SOURCE = frozenset({".git"})


@dataclass(frozen=True)
class SourceFile:
    """A regular file; ``path`` is relative to the tree, with ``/`` between its parts."""

    path: str
    size: int

    @property
    def suffix(self) -> str:
        """Lower-case extension with its dot; empty when there is none."""
        return os.path.splitext(self.path)[1].lower()


@dataclass(frozen=True)
class SourceTree:
    """The readable files of a tree, and what stands in the way of reading the rest."""

    root: Path
    files: tuple[SourceFile, ...]
    problems: tuple[QualityFinding, ...]

    @classmethod
    def read(cls, root: Path) -> "SourceTree":
        """List the tree; contents are read later, file by file."""
        files: list[SourceFile] = []
        problems: list[QualityFinding] = []
        for path, entry in _entries(root):
            problem = _problem(path, entry)
            if problem is not None:
                problems.append(problem)
            else:
                files.append(SourceFile(path, entry.st_size))
            if len(files) + len(problems) > MOST_FILES:
                problems.append(_found("too-many-files", "", "The tree has too many files."))
                break
        files.sort(key=lambda file: file.path)
        return cls(root, tuple(files), tuple(problems))

    def content(self, file: SourceFile) -> bytes:
        """Return a file's content, at most ``LARGEST_FILE`` bytes."""
        descriptor = os.open(self.root / file.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as opened:
            return opened.read(LARGEST_FILE)

    def text(self, file: SourceFile) -> str:
        """Return a file's content as text; what isn't UTF-8 becomes replacement characters."""
        return self.content(file).decode("utf-8", "replace")

    @cached_property
    def digest(self) -> str:
        """Digest of all paths, contents and problems: equal trees have equal digests."""
        total = hashlib.sha256()
        for file in self.files:
            content = hashlib.sha256(self.content(file)).digest()
            total.update(file.path.encode("utf-8", "surrogateescape") + b"\0" + content)
        for problem in sorted(f"{problem.rule} {problem.path}" for problem in self.problems):
            total.update(problem.encode("utf-8", "surrogateescape") + b"\0")
        return total.hexdigest()


def readable(text: str, most: int = 500) -> str:
    """Return text that may be shown: no control characters, no lone surrogates, bounded."""
    cut = text[:most].encode("utf-8", "replace").decode("utf-8")
    return "".join(
        character if character in "\n\t" or ord(character) >= 32 else "�" for character in cut
    )


def _entries(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        with os.scandir(root / folder) as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if not folder and entry.name in _NOT_SOURCE:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path)
                else:
                    yield path, entry.stat(follow_symlinks=False)


def _problem(path: str, entry: os.stat_result) -> QualityFinding | None:
    if stat.S_ISLNK(entry.st_mode):
        return _found("symbolic-link", path, "A symbolic link can point outside of the tree.")
    if not stat.S_ISREG(entry.st_mode):
        return _found("special-file", path, "This is neither a file nor a folder.")
    if readable(path) != path or "\n" in path or "\t" in path:
        return _found("odd-name", path, "The name of this file can't be shown.")
    if os.path.splitext(path)[1].lower() in OPAQUE_SUFFIXES:
        return _found("opaque-file", path, "This file can carry code that nobody can read.")
    if entry.st_size > LARGEST_FILE:
        return _found("large-file", path, "This file is too large to be checked.")
    return None


def _found(rule: str, path: str, message: str) -> QualityFinding:
    return QualityFinding(
        rule=f"tree.{rule}",
        severity=Severity.ERROR,
        message=message,
        path=readable(path, 200),
        remedy="Remove it; a source tree holds readable files only.",
    )
