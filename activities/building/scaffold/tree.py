"""Brings a work tree to the generated files; what people added stays. The tree is not trusted."""

import contextlib
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from activities.building.scaffold.contents import CONTENT
from activities.building.scaffold.render import MANIFEST, MIGRATIONS
from models.errors import BuildError

_LARGEST_MIGRATION = 200_000
_MOST_MIGRATIONS = 2_000
_LARGEST_LIST = 1_000_000
_MOST_LISTS = 100


def read_migrations(tree: Path) -> dict[str, str]:
    """Return the contents of the tree's migrations by name.

    Raises:
        BuildError: They can't be read as text, or are far too many or too large.
    """
    folder = tree / MIGRATIONS
    if folder.is_symlink() or not folder.is_dir():
        return {}
    files = [f for f in sorted(folder.glob("*.sql")) if f.is_file() and not f.is_symlink()]
    if len(files) > _MOST_MIGRATIONS or any(f.stat().st_size > _LARGEST_MIGRATION for f in files):
        raise BuildError("The database changes of an older version are too large.")
    try:
        return {file.name: file.read_text(encoding="utf-8") for file in files}
    except UnicodeDecodeError as problem:
        raise BuildError("The database changes of an older version can't be read.") from problem


def read_lists(tree: Path) -> dict[str, str]:
    """Return the lists of a web site in the tree, by path; what can't be read is left alone."""
    folder = tree / CONTENT
    names = [f"{CONTENT}{file.name}" for file in sorted(folder.glob("*.csv"))[:_MOST_LISTS]]
    plain = [n for n in names if _is_file(tree, n) and (tree / n).stat().st_size <= _LARGEST_LIST]
    found = {}
    for name in plain:
        with contextlib.suppress(UnicodeDecodeError):
            found[name] = (tree / name).read_text(encoding="utf-8-sig")
    return found


def write_tree(
    tree: Path, files: Mapping[str, str], rewritten: frozenset[str] = frozenset()
) -> None:
    """Write the files and remove those that were generated before and are no more.

    What stands on the pages of a web site is its owner's once it is there: of that, only what
    is ``rewritten`` is replaced.
    """
    for name in _generated_before(tree) - files.keys():
        _remove(tree, name)
    kept = {n for n in files if n.startswith(CONTENT) and n not in rewritten and _is_file(tree, n)}
    write_files(tree, {name: content for name, content in files.items() if name not in kept})


def write_files(tree: Path, files: Mapping[str, str]) -> None:
    """Write files, whatever is in their place; a link is replaced and never followed."""
    for name, content in files.items():
        path = _place(tree, name)
        path.write_text(content, encoding="utf-8", newline="\n")
        path.chmod(0o644)


def _generated_before(tree: Path) -> set[str]:
    manifest = tree / MANIFEST
    if manifest.is_symlink() or not manifest.is_file():
        return set()
    names = manifest.read_text(encoding="utf-8", errors="replace").splitlines()
    return {name for name in names if _is_inside(name)}


def _is_file(tree: Path, name: str) -> bool:
    """Return whether there is a plain file, and no link on the way to it."""
    path = tree / name
    links = (p.is_symlink() for p in (path, *path.parents) if p.is_relative_to(tree) and p != tree)
    return path.is_file() and not any(links)


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    plain = bool(parts) and not name.startswith("/") and "\0" not in name
    ours = not name.startswith((MIGRATIONS, CONTENT))
    return plain and ours and ".." not in parts and ".git" not in parts


def _remove(tree: Path, name: str) -> None:
    parent = tree
    for part in PurePosixPath(name).parts[:-1]:
        parent = parent / part
        if parent.is_symlink() or not parent.is_dir():
            return
    path = tree / name
    if path.is_symlink() or path.is_file():
        path.unlink()


def _place(tree: Path, name: str) -> Path:
    """Return where a file goes; links and files in the way of its folders are removed."""
    parent = tree
    for part in PurePosixPath(name).parts[:-1]:
        parent = parent / part
        if parent.is_symlink() or (parent.exists() and not parent.is_dir()):
            parent.unlink()
        parent.mkdir(exist_ok=True)
    path = tree / name
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    return path
