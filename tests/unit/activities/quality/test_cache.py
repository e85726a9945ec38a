"""Files in which nothing was found need not be looked at again, unless anything is different."""

from pathlib import Path

import pytest

from activities.quality.gates.cache import CleanFiles
from activities.quality.gates.tree import SourceTree
from models.quality import QualityFinding, Severity


def _tree(root: Path, **files: str) -> SourceTree:
    root.mkdir(exist_ok=True)
    for name, text in files.items():
        (root / f"{name}.py").write_text(text)
    return SourceTree.read(root)


def _finding(path: str) -> QualityFinding:
    return QualityFinding(rule="r", severity=Severity.NOTE, message="m", path=path)


def _unknown(clean: CleanFiles, tree: SourceTree) -> list[str]:
    return [file.path for file in clean.unknown(tree, tree.files)]


def test_clean_files_are_known_until_they_change(tmp_path: Path) -> None:
    clean = CleanFiles(tmp_path / "clean", "one")
    tree = _tree(tmp_path / "tree", a="1", b="2", c="3")
    assert _unknown(clean, tree) == ["a.py", "b.py", "c.py"]
    clean.remember(tree, tree.files, [_finding("b.py"), _finding("b.py")])
    assert _unknown(clean, tree) == ["b.py"]
    assert _unknown(clean, _tree(tmp_path / "tree", a="2", d="1")) == ["a.py", "b.py", "d.py"]
    assert _unknown(CleanFiles(tmp_path / "clean", "two"), tree) == ["a.py", "b.py", "c.py"]


@pytest.mark.parametrize("path", ["", "elsewhere.py"])
def test_a_finding_about_no_checked_file_leaves_all_unknown(tmp_path: Path, path: str) -> None:
    clean = CleanFiles(tmp_path / "clean", "one")
    tree = _tree(tmp_path / "tree", a="1", b="2")
    clean.remember(tree, tree.files, [_finding(path)])
    assert _unknown(clean, tree) == ["a.py", "b.py"]


def test_a_folder_that_can_not_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    clean = CleanFiles(tmp_path / "file", "one")
    tree = _tree(tmp_path / "tree", a="1")
    clean.remember(tree, tree.files, [])
    assert _unknown(clean, tree) == ["a.py"]
