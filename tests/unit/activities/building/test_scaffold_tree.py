"""A work tree gets the generated files; what people added stays, links are not followed."""

from pathlib import Path

import pytest

from activities.building.port import Brief
from activities.building.scaffold.builder import ScaffoldBuilder
from activities.building.scaffold.render import MANIFEST
from activities.building.scaffold.tree import read_migrations, write_tree
from models.errors import BuildError
from tests.unit.activities.building.examples import reading_list


def contents(tree: Path) -> dict[str, bytes]:
    return {p.relative_to(tree).as_posix(): p.read_bytes() for p in tree.rglob("*") if p.is_file()}


def brief(version: int = 1) -> Brief:
    return Brief(
        application_id="a",
        job_id="j",
        title="Reading list",
        version=version,
        specification=reading_list(),
    )


async def test_building_twice_gives_the_same_tree(tmp_path: Path) -> None:
    builder = ScaffoldBuilder()
    summary = await builder.build(brief(), tmp_path)
    once = contents(tmp_path)
    assert await builder.build(brief(), tmp_path) is not None
    assert contents(tmp_path) == once
    assert summary.files == len(once)


async def test_obsolete_files_go_and_added_ones_stay(tmp_path: Path) -> None:
    await ScaffoldBuilder().build(brief(), tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "old.py").write_text("generated long ago")
    with (tmp_path / MANIFEST).open("a") as manifest:
        manifest.write("old.py\n")
    await ScaffoldBuilder().build(brief(2), tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert not (tmp_path / "old.py").exists()


@pytest.mark.parametrize("name", ["../outside", "/outside", "link/outside", "a/../../outside", "."])
def test_a_manifest_can_not_reach_outside(tmp_path: Path, name: str) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    outside = tmp_path / "outside"
    outside.write_text("keep")
    (tree / "link").symlink_to(tmp_path)
    (tree / MANIFEST).write_text(f"{name}\n")
    write_tree(tree, {})
    assert outside.read_text() == "keep"


def test_links_and_folders_in_the_way_are_replaced(tmp_path: Path) -> None:
    tree, outside = tmp_path / "tree", tmp_path / "outside"
    tree.mkdir()
    outside.mkdir()
    (outside / "x").write_text("keep")
    (tree / "app").symlink_to(outside)
    (tree / "y").mkdir()
    (tree / "z").symlink_to(outside / "x")
    write_tree(tree, {"app/x": "new", "y": "new", "z": "new"})
    assert (outside / "x").read_text() == "keep"
    assert contents(tree) == {"app/x": b"new", "y": b"new", "z": b"new"}


def test_migrations_that_are_no_text_end_the_build(tmp_path: Path) -> None:
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "0001_x.sql").write_bytes(b"\xff")
    with pytest.raises(BuildError):
        read_migrations(tmp_path)
