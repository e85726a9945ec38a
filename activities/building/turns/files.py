"""What is ours in a tree that an agent works in: the specification; and how much there is."""

import asyncio
import shutil
from collections.abc import Collection
from pathlib import Path

from activities.building.scaffold.tree import write_files
from activities.building.turns.plan import with_ticks
from activities.specification.kiro.files import kiro_files
from models.specification import ApplicationSpecification


async def describe(
    specification: ApplicationSpecification, slug: str, done: Collection[str], tree: Path
) -> None:
    """Put the specification into a tree that holds no link: ours alone, whatever was there."""
    files = kiro_files(specification, slug)
    plan = f".kiro/specs/{slug}/tasks.md"
    files[plan] = with_ticks(files[plan], done)
    await asyncio.to_thread(shutil.rmtree, tree / ".kiro", ignore_errors=True)
    await asyncio.to_thread(write_files, tree, files)


def measured(tree: Path) -> tuple[int, int]:
    """Return how many files and lines a tree without links holds."""
    files = [path for path in tree.rglob("*") if path.is_file()]
    return len(files), sum(path.read_bytes().count(b"\n") for path in files)
