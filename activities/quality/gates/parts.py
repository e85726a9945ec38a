"""The parts of an application: what it has in common with others, and what it alone has.

An application may say in a file of its own which of its files no other has. Its other files, tests
included, are then tested without those: what comes out depends on nothing that isn't there, and
holds wherever the same files stand.
"""

from dataclasses import dataclass
from pathlib import Path

from activities.quality.gates.tree import SourceFile, SourceTree

LIST = "tests/own/files.txt"
"""One path a line, that of a folder with ``/`` at its end; ``#`` begins a comment."""


@dataclass(frozen=True)
class Parts:
    """The files in common, and the test modules that only this application has."""

    common: tuple[SourceFile, ...]
    own_tests: tuple[str, ...]


def parts_of(tree: SourceTree) -> Parts | None:
    """Return the parts of a tree; None when it has only one, or a part has no tests."""
    listing = next((file for file in tree.files if file.path == LIST), None)
    if listing is None or tree.problems:
        return None
    own = tuple(filter(None, map(_path, tree.text(listing).splitlines())))
    common = tuple(file for file in tree.files if not _is_own(file.path, own))
    tests = [file.path for file in tree.files if is_test(file.path)]
    own_tests = tuple(path for path in tests if _is_own(path, own))
    return Parts(common, own_tests) if 0 < len(own_tests) < len(tests) else None


def copied(tree: SourceTree, folder: Path) -> SourceTree:
    """Return the same tree in a new folder, with nothing else in it."""
    for file in tree.files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(tree.content(file))
    return SourceTree(folder, tree.files, tree.problems)


def is_test(path: str) -> bool:
    """Return whether a file holds tests."""
    name = path.rpartition("/")[2]
    return name.endswith(".py") and (name.startswith("test_") or name.endswith("_test.py"))


def _path(line: str) -> str:
    return line.partition("#")[0].strip()


def _is_own(path: str, own: tuple[str, ...]) -> bool:
    return any(path == each or (each.endswith("/") and path.startswith(each)) for each in own)
