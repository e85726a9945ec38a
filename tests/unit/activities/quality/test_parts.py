"""What an application has in common with others is what it does not name as its own."""

from pathlib import Path

import pytest

from activities.quality.gates.cache import PassedParts
from activities.quality.gates.ended import PassedPart
from activities.quality.gates.parts import LIST, copied, parts_of
from activities.quality.gates.tree import SourceTree
from tests.integration.quality.trees import write_tree

FILES = {
    "app/a.py": "A = 1\n",
    "app/own.py": "B = 1\n",
    "data/x.csv": "1\n",
    "tests/test_a.py": "",
    "tests/own/test_b.py": "",
    LIST: "# what is ours\n\napp/own.py  # this\ndata/\ntests/own/\n",
}


def _tree(root: Path, **changes: str) -> SourceTree:
    return SourceTree.read(write_tree(root, FILES | changes))


def test_own_files_are_named_by_path_or_folder(tmp_path: Path) -> None:
    parts = parts_of(_tree(tmp_path))
    assert parts is not None
    assert [file.path for file in parts.common] == ["app/a.py", "tests/test_a.py"]
    assert parts.own_tests == ("tests/own/test_b.py",)


@pytest.mark.parametrize("own", ["", "app/own.py\n", "tests/\n", "tests\ntests/own\n"])
def test_a_tree_is_one_where_a_part_would_have_no_tests(tmp_path: Path, own: str) -> None:
    assert parts_of(_tree(tmp_path, **{LIST: own})) is None


def test_a_tree_that_says_nothing_is_one(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if name != LIST}
    assert parts_of(SourceTree.read(write_tree(tmp_path, files))) is None


def test_a_tree_with_what_nobody_reads_is_one(tmp_path: Path) -> None:
    _tree(tmp_path)
    (tmp_path / "app/link.py").symlink_to("a.py")
    assert parts_of(SourceTree.read(tmp_path)) is None


def test_a_copy_holds_the_part_and_nothing_else(tmp_path: Path) -> None:
    tree = _tree(tmp_path / "whole")
    parts = parts_of(tree)
    assert parts is not None
    part = SourceTree(tree.root, parts.common, ())
    alone = copied(part, tmp_path / "alone")
    read = SourceTree.read(tmp_path / "alone")
    assert read.files == parts.common
    assert read.digest == alone.digest == part.digest


def test_a_part_is_known_for_the_same_key_and_salt_only(tmp_path: Path) -> None:
    part = PassedPart(tests=3, skipped=1, executed={"app/a.py": frozenset({1, 2})}, seconds=0.5)
    known = PassedParts(tmp_path, "salt")
    known.save(part, "python", "digest")
    assert known.load("python", "digest") == part
    assert known.load("python", "other") is None
    assert known.load("other", "digest") is None
    assert PassedParts(tmp_path, "other").load("python", "digest") is None


def test_what_can_not_be_read_is_not_known(tmp_path: Path) -> None:
    known = PassedParts(tmp_path, "salt")
    part = PassedPart(tests=1, skipped=0, executed={}, seconds=0.1)
    known.save(part, "key")
    (written,) = tmp_path.glob("*.json")
    written.write_text('{"tests": "many"}')
    assert known.load("key") is None
