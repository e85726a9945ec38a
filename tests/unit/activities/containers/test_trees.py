"""Trees: the same contents give the same bytes, and nothing outside is ever read."""

import io
import os
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.containers.trees import (
    TreeFiles,
    part_digest,
    read_tree,
    tree_archive,
    tree_digest,
    write_tree,
)
from models.errors import ImageBuildFailed

names = st.text("abcxyz_", min_size=1, max_size=8)
trees = st.dictionaries(names, st.tuples(st.binary(max_size=50), st.booleans()), max_size=6)


@given(trees)
def test_archives_hold_the_tree_and_nothing_else(files: TreeFiles) -> None:
    data = tree_archive(files)
    assert data == tree_archive(dict(reversed(files.items())))
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        found = {m.name: (m, archive.extractfile(m)) for m in archive}
    assert set(found) == set(files)
    assert all(m.isreg() and m.uid == 0 and m.mtime == 0 for m, _ in found.values())


@given(trees, trees)
def test_digests_differ_exactly_when_trees_do(one: TreeFiles, two: TreeFiles) -> None:
    assert (tree_digest(one) == tree_digest(two)) == (one == two)
    assert tree_digest(one, salt="a") != tree_digest(one, salt="b")


def test_the_boundary_between_name_and_content_counts() -> None:
    assert tree_digest({"a": (b"bc", False)}) != tree_digest({"ab": (b"c", False)})


def test_a_part_depends_on_its_files_alone() -> None:
    files: TreeFiles = {"lock": (b"1", False), "app": (b"2", False)}
    changed: TreeFiles = {**files, "app": (b"3", False)}
    assert part_digest(files, ("lock",)) == part_digest(changed, ("lock",))
    assert part_digest(files, ("lock", "app")) != part_digest(changed, ("lock", "app"))


def test_a_tree_survives_being_written(tmp_path: Path) -> None:
    files: TreeFiles = {"a.txt": (b"a", False), "bin/run": (b"r", True)}
    old = os.umask(0o077)
    try:
        write_tree(files, tmp_path / "tree")
    finally:
        os.umask(old)
    assert read_tree(tmp_path / "tree") == files
    assert (tmp_path / "tree" / "bin").stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("kind", ["file link", "folder link", "pipe"])
def test_what_is_no_plain_file_is_refused(tmp_path: Path, kind: str) -> None:
    if kind == "pipe":
        os.mkfifo(tmp_path / "pipe")
    else:
        (tmp_path / "link").symlink_to("/etc/passwd" if kind == "file link" else "/etc")
    with pytest.raises(ImageBuildFailed):
        read_tree(tmp_path)


def test_leftovers_of_tools_are_no_part_of_a_tree(tmp_path: Path) -> None:
    for name in (".git/config", "__pycache__/a.pyc", "app/a.py", "app/__pycache__/a.pyc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert list(read_tree(tmp_path)) == ["app/a.py"]
