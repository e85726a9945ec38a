"""The reference names everything that a program can ask for, and asking works."""

import pytest

from app.model import Entity
from app.schema import SCHEMA
from tests.conftest import Visitor
from tests.samples import distinct, sample

ENTITIES = [pytest.param(entity, id=entity.name) for entity in SCHEMA.entities]


def test_the_page_names_everything(visitor: Visitor) -> None:
    page = visitor.get("/")
    for entity in SCHEMA.entities:
        assert f"/api/{entity.name}" in page
        for field in entity.fields:
            assert f"<code>{field.name}</code>" in page


def test_the_document_describes_everything(visitor: Visitor) -> None:
    document = visitor.client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for entity in SCHEMA.entities:
        known = document["components"]["schemas"][entity.name]["properties"]
        assert {field.name for field in entity.fields} <= known.keys()
        assert {"get", "post"} == document["paths"][f"/api/{entity.name}"].keys()


def test_every_kind_of_field_is_described(guest: Visitor) -> None:
    document = guest.client.get("/openapi.json").json()
    thing = document["components"]["schemas"]["thing"]["properties"]
    assert thing["state"]["enum"][-1] is None
    assert thing["stars"]["maximum"] == 5
    assert thing["marks"]["type"] == "array"


@pytest.mark.parametrize("entity", ENTITIES)
def test_a_record_lives(visitor: Visitor, entity: Entity) -> None:
    if any(relation.required for relation in SCHEMA.references(entity)):
        return  # told with what it refers to, in the tests of the interface
    number = distinct(SCHEMA, entity) - 1
    sent = {f.name: _json(sample(f, number, SCHEMA.currency), f.kind) for f in entity.fields}
    answer = visitor.client.post(f"/api/{entity.name}", json=sent)
    assert answer.status_code == 201, answer.text
    address = answer.headers["location"]
    assert visitor.client.get(address).json()["id"] == answer.json()["id"]
    assert visitor.client.get(f"/api/{entity.name}").json()["total"] >= 1
    assert visitor.client.delete(address).status_code == 204


def _json(text: str, kind: str) -> object:
    return bool(text) if kind == "yes_no" else (text or None)


def test_health_tells_the_version(visitor: Visitor) -> None:
    assert visitor.client.get("/healthz").json() == {"status": "ok", "version": 3}


def test_what_is_not_there_is_said(visitor: Visitor) -> None:
    assert visitor.client.get("/api/nothing").json() == {"error": "There is no such page."}
    assert "Not found" in visitor.get("/nothing", 404)
