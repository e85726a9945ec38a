"""What applications have in common stands in all of them alike, and needs nothing of its own."""

from pathlib import Path

import pytest

from activities.building.scaffold.reaching import imported
from activities.building.scaffold.render import render
from activities.quality.gates.parts import Parts, is_test, parts_of
from activities.quality.gates.tree import SourceTree
from models.features import FeatureKind
from models.specification import ApplicationKind
from tests.unit.activities.building.examples import budget, reading_list
from tests.unit.activities.building.features import every_feature


def _written(folder: Path, files: dict[str, str]) -> SourceTree:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return SourceTree.read(folder)


def _parts(tree: SourceTree) -> Parts:
    parts = parts_of(tree)
    assert parts is not None
    return parts


def test_other_words_and_records_change_nothing_that_is_common(tmp_path: Path) -> None:
    plain = {"features": ()}
    books = render(reading_list().model_copy(update=plain), 1, {})
    money = render(budget().model_copy(update=plain), 4, {})
    trees = [_written(tmp_path / "one", books), _written(tmp_path / "two", money)]
    one, two = (SourceTree(tree.root, _parts(tree).common, ()) for tree in trees)
    assert one.files == two.files
    assert one.digest == two.digest
    assert trees[0].digest != trees[1].digest


@pytest.mark.parametrize("kind", FeatureKind)
def test_tests_in_common_import_nothing_of_one_application(
    kind: FeatureKind, tmp_path: Path
) -> None:
    _check(render(every_feature(kind), 1, {}), tmp_path)


@pytest.mark.parametrize("kind", [ApplicationKind.RECORDS, ApplicationKind.API])
def test_applications_of_both_kinds_have_two_parts(kind: ApplicationKind, tmp_path: Path) -> None:
    plain = reading_list()
    architecture = plain.architecture.model_copy(update={"kind": kind})
    _check(render(plain.model_copy(update={"architecture": architecture}), 1, {}), tmp_path)


def _check(files: dict[str, str], folder: Path) -> None:
    common = {file.path for file in _parts(_written(folder, files)).common}
    waiting = [name for name in common if is_test(name) or name == "tests/conftest.py"]
    needed: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += imported(files, name)
    assert "app/site.py" in needed
    # A package without its __init__ is one all the same.
    assert needed - common <= {"app/features/__init__.py"}
