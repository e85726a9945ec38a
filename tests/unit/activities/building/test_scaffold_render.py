"""The same specification gives the same files, whatever its words are."""

import ast
from decimal import Decimal

import pytest
from hypothesis import given, settings

from activities.building.scaffold import design
from activities.building.scaffold.literals import quoted
from activities.building.scaffold.render import MANIFEST, TEMPLATES, render
from activities.building.scaffold.schema_module import schema_module
from models.specification import ApplicationSpecification, FieldSpecification
from tests.strategies import labels, specifications
from tests.timing import cpu_seconds
from tests.unit.activities.building.examples import budget, reading_list


def test_rendering_is_deterministic() -> None:
    assert render(budget(), 1, {}) == render(budget(), 1, {})


def test_tree_holds_what_the_application_contract_names() -> None:
    files = render(reading_list(), 7, {})
    assert {
        "Dockerfile",
        "README.md",
        "requirements.txt",
        "requirements-test.txt",
        ".gitignore",
        "app/__main__.py",
        "migrations/0001_initial.sql",
    } <= files.keys()
    assert files["app/VERSION"] == "7\n"
    assert files["Dockerfile"].rindex("AS runtime") > files["Dockerfile"].rindex("AS test")
    assert "app/schema.py" in files[MANIFEST].splitlines()


@pytest.mark.parametrize("name", ["Dockerfile", "requirements.txt", "requirements-test.txt"])
def test_what_is_required_stands_in_the_template_as_in_each_application(name: str) -> None:
    assert (TEMPLATES / name).read_text(encoding="utf-8") == render(budget(), 3, {})[name]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_requirements_are_pinned_by_hash_and_name_no_host(name: str) -> None:
    text = render(reading_list(), 1, {})[name]
    assert "://" not in text
    pinned = [line for line in text.splitlines() if not line.startswith(" ")]
    assert all("==" in line for line in pinned)
    assert text.count("--hash=sha256:") >= len(pinned)


def test_older_migrations_stay_as_they_are() -> None:
    older = {"0001_initial.sql": render(reading_list(), 1, {})["migrations/0001_initial.sql"]}
    files = render(reading_list(isbn={"label": "ISBN"}), 2, older)
    migrations = sorted(name for name in files if name.startswith("migrations/"))
    assert files["migrations/0001_initial.sql"] == older["0001_initial.sql"]
    assert len(migrations) == 2


def test_german_nouns_keep_their_capitals() -> None:
    english = reading_list()
    german = english.metadata.model_copy(update={"language": "de"})
    files = render(english.model_copy(update={"metadata": german}), 1, {})
    assert "capitals=True" in files["app/schema.py"]
    assert "capitals" not in render(english, 1, {})["app/schema.py"]


def test_circles_of_required_references_are_opened() -> None:
    document = budget().model_dump(mode="json")
    back = {"name": "last", "label": "Last", "source": "category", "target": "expense"}
    document["data_model"]["relations"].append(back | {"required": True})
    specification = ApplicationSpecification.model_validate(document)
    assert not any(
        design.required(relation, specification.data_model)
        for relation in specification.data_model.relations
    )
    assert design.required(budget().data_model.relations[0], budget().data_model)


@pytest.mark.parametrize(
    ("low", "high", "bounds"),
    [
        ("0.2", "0.8", (None, None)),
        ("0.2", "2.8", (Decimal(1), Decimal(2))),
        (None, "5", (None, Decimal(5))),
        ("0", None, (Decimal(0), None)),
    ],
)
def test_bounds_are_values_that_a_whole_number_can_have(
    low: str | None, high: str | None, bounds: tuple[Decimal | None, Decimal | None]
) -> None:
    field = FieldSpecification.model_validate(
        {"name": "n", "label": "N", "type": "integer", "minimum": low, "maximum": high}
    )
    assert design.bounds(field, "EUR") == bounds


@pytest.mark.parametrize(
    ("name", "kind", "added"),
    [
        ("amount", "money", True),
        ("guests", "integer", True),
        ("minimum_stock", "integer", False),
        ("days_between", "integer", False),
        ("weight", "decimal", False),
        ("monthly_limit", "money", False),
        ("stars", "rating", False),
        ("minutes", "integer", False),
        ("servings", "integer", False),
        ("times_a_day", "integer", False),
    ],
)
def test_only_numbers_that_make_a_sum_are_added_up(name: str, kind: str, added: bool) -> None:
    field = {"label": name, "type": kind}
    module = schema_module(reading_list(**{name: field}))
    assert ("adds_up=True" in module) is added


@pytest.mark.parametrize(("name", "averaged"), [("grade", True), ("guests", False)])
def test_what_is_compared_is_averaged(name: str, *, averaged: bool) -> None:
    module = schema_module(reading_list(**{name: {"label": name, "type": "integer"}}))
    assert ("averaged=True" in module) is averaged


@pytest.mark.parametrize(("kind", "added"), [("decimal", False), ("money", True)])
def test_what_is_measured_in_several_units_is_not_added_up(kind: str, added: bool) -> None:
    unit = {"label": "Unit", "type": "choice", "choices": ["l", "kg"]}
    module = schema_module(reading_list(quantity={"label": "Quantity", "type": kind}, unit=unit))
    assert ("adds_up=True" in module) is added


@given(labels())
def test_literals_hold_the_same_text(text: str) -> None:
    assert ast.literal_eval(quoted(text)) == text


@settings(max_examples=25, deadline=None)
@given(specifications())
def test_every_specification_renders_to_python(specification: ApplicationSpecification) -> None:
    files = render(specification, 1, {})
    compile(files["app/schema.py"], "schema.py", "exec")
    assert all("\r" not in content for content in files.values())


def test_twelve_entities_take_less_than_a_second() -> None:
    document = budget().model_dump(mode="json")
    entity = document["data_model"]["entities"][2]
    document["data_model"]["entities"] = [entity | {"name": f"kind{n}"} for n in range(12)]
    document["data_model"]["relations"] = []
    specification = ApplicationSpecification.model_validate(document)
    assert cpu_seconds(lambda: render(specification, 1, {})) < 1


def test_features_add_to_the_readme_and_the_looks() -> None:
    document = reading_list().model_dump(mode="json")
    document["features"] = [{"kind": "login"}, {"kind": "sharing"}]
    files = render(ApplicationSpecification.model_validate(document), 1, {})
    assert files["README.md"].startswith("# Reading list")
    headings = [line for line in files["README.md"].splitlines() if line.startswith("## ")]
    assert headings[0] == "## What it keeps"
    assert headings[-2:] == ["## Password", "## Share a list"]
    assert "/* Login */" in files["app/static/app.css"]
