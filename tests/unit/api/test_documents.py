"""The committed descriptions of the API are what the code says."""

import re
from pathlib import Path

import pytest

from api.documents import documents, openapi_document, schema_documents, write
from api.problems import Problem, problem_document
from models.errors import Conflict, InvalidInput

DOCS = Path(__file__).parents[3] / "docs"


def test_what_is_committed_is_up_to_date() -> None:
    found = documents()
    stale = [name for name, text in found.items() if (DOCS / name).read_text() != text]
    assert stale == [], "run: uv run python -m api.documents"
    committed = {f"schema/{path.name}" for path in (DOCS / "schema").glob("*.json")}
    assert committed == {name for name in found if name.startswith("schema/")}


def test_a_schema_that_is_no_more_is_removed(tmp_path: Path) -> None:
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "old.json").write_text("{}")
    write(tmp_path)
    names = {path.name for path in (tmp_path / "schema").iterdir()}
    assert names == set(schema_documents())


def test_every_reference_leads_somewhere() -> None:
    document = openapi_document()
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert set(re.findall(r"#/components/schemas/[^'\"]+", str(document))) <= known


def test_every_operation_is_documented_and_has_a_name_of_its_own() -> None:
    document = openapi_document()
    operations = [
        (path, operation)
        for path, methods in document["paths"].items()
        for operation in methods.values()
    ]
    assert len({operation["operationId"] for _, operation in operations}) == len(operations)
    for path, operation in operations:
        assert operation["description"], path
        assert "422" not in operation["responses"], path
        assert "application/problem+json" in operation["responses"]["default"]["content"], path


@pytest.mark.parametrize(
    "error",
    [
        InvalidInput("No.", errors=[{"pointer": "/a", "detail": "Not this."}]),
        Conflict("Busy.", links={"job": "/api/v1/jobs/1"}, possible=["cancel"]),
    ],
)
def test_problems_are_of_the_documented_shape(error: InvalidInput | Conflict) -> None:
    told = problem_document(error, "/api/v1/jobs")
    assert told.keys() <= Problem.model_fields.keys()
    again = Problem.model_validate(told).model_dump(mode="json", exclude_unset=True)
    assert again == told
