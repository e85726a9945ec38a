"""Applications hold what they reach, and nothing that they don't."""

import ast

import pytest
from hypothesis import given, settings

from activities.building.scaffold.reaching import reached
from activities.building.scaffold.render import render
from models.features import FeatureKind
from models.specification import ApplicationSpecification
from tests.strategies import specifications
from tests.unit.activities.building.examples import reading_list
from tests.unit.activities.building.features import every_feature


def missing(files: dict[str, str]) -> set[str]:
    """Return the modules that are imported and are not there."""
    names = {name.removesuffix(".py").replace("/", ".") for name in files if name.endswith(".py")}
    there = names | {name.removesuffix(".__init__") for name in names}
    imported = {
        node.module
        for name, content in files.items()
        if name.endswith(".py")
        for node in ast.walk(ast.parse(content))
        if isinstance(node, ast.ImportFrom) and node.module
    }
    return {m for m in imported if m.partition(".")[0] in ("app", "tests")} - there


@pytest.mark.parametrize("kind", FeatureKind)
def test_each_feature_alone_has_all_that_it_needs(kind: FeatureKind) -> None:
    files = render(every_feature(kind), 1, {})
    assert missing(files) == set()
    assert any(name.startswith("app/features/") for name in files if "__init__" not in name)


@settings(max_examples=20, deadline=None)
@given(specifications())
def test_whatever_is_kept_nothing_is_missing(specification: ApplicationSpecification) -> None:
    assert missing(render(specification, 1, {})) == set()


def test_what_is_not_reached_is_left_out() -> None:
    files = render(reading_list(), 1, {})
    assert "app/plot.py" not in files
    assert "tests/test_plot.py" not in files
    assert "app/templates/plots.html" not in files
    assert "app/plot.py" in render(every_feature(FeatureKind.CHART), 1, {})


def test_reaching_goes_through_packages_and_pages() -> None:
    files = {
        "app/__main__.py": "from app.main import run\n",
        "app/main.py": 'from app import a\nimport app.pack.inner\nPAGE = "one.html"\n',
        "app/a.py": "",
        "app/b.py": "",
        "app/pack/__init__.py": "",
        "app/pack/inner.py": "",
        "app/templates/one.html": '{% extends "two.html" %}',
        "app/templates/two.html": "",
        "app/templates/three.html": "",
        "tests/conftest.py": "",
        "tests/test_a.py": "from app.a import x\nfrom tests.help import y\n",
        "tests/test_b.py": "from app.b import x\n",
        "tests/help.py": "",
        "README.md": "",
    }
    left_out = set(files) - set(reached(files))
    assert left_out == {"app/b.py", "app/templates/three.html", "tests/test_b.py"}
