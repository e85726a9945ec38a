"""What is ours in a tree that an agent works in: the specification, and how it is packaged."""

import asyncio
import shutil
from collections.abc import Collection
from pathlib import Path

from activities.building.scaffold.render import packaging_files, required_files
from activities.building.scaffold.tree import write_files
from activities.building.turns.plan import with_ticks
from activities.specification.kiro.files import kiro_files
from models.specification import ApplicationKind, ApplicationSpecification


async def describe(
    specification: ApplicationSpecification, slug: str, done: Collection[str], tree: Path
) -> None:
    """Put the specification into a tree that holds no link: ours alone, whatever was there."""
    files = kiro_files(specification, slug)
    plan = f".kiro/specs/{slug}/tasks.md"
    files[plan] = with_ticks(files[plan], done)
    await asyncio.to_thread(shutil.rmtree, tree / ".kiro", ignore_errors=True)
    await asyncio.to_thread(write_files, tree, files)


def seal_packaging(kind: ApplicationKind, tree: Path) -> tuple[str, ...]:
    """Put our own description of the image into a tree without links; return what it replaces.

    An image is built with network, before any gate has looked at the sources: of what an agent
    wrote, only libraries that are pinned by their hashes have a say in it.
    """
    files = packaging_files(kind)
    replaced = tuple(name for name, text in files.items() if _is_other(tree / name, text))
    for name in replaced:
        _remove(tree / name)
    missing = {n: text for n, text in required_files().items() if not (tree / n).exists()}
    write_files(tree, {**files, **missing})
    return replaced


def _is_other(path: Path, text: str) -> bool:
    return path.exists() and not (path.is_file() and path.read_bytes() == text.encode())


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def measured(tree: Path) -> tuple[int, int]:
    """Return how many files and lines a tree without links holds."""
    files = [path for path in tree.rglob("*") if path.is_file()]
    return len(files), sum(path.read_bytes().count(b"\n") for path in files)
