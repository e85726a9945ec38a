"""What this application keeps can be added, found, changed, exported and deleted."""

import re

import pytest

from app.model import Entity
from app.schema import SCHEMA
from tests.conftest import Visitor
from tests.samples import distinct, form

ENTITIES = [pytest.param(entity, id=entity.name) for entity in SCHEMA.entities]


def test_first_page_names_everything_that_is_kept(visitor: Visitor) -> None:
    page = visitor.get("/")
    for entity in SCHEMA.entities:
        assert f'href="/{entity.name}"' in page


def test_health_tells_the_version(visitor: Visitor) -> None:
    assert visitor.client.get("/healthz").json() == {"status": "ok", "version": 3}


@pytest.mark.parametrize("entity", ENTITIES)
def test_a_record_lives(visitor: Visitor, entity: Entity) -> None:
    number = distinct(SCHEMA, entity) - 1
    entered = visitor.form(entity, number) | visitor.pictures(entity.photos)
    answer = visitor.post(f"/{entity.name}", entered)
    if answer.status_code == 422:  # what others needed of it took the last free value
        pytest.skip("no further value is free for a unique field")
    assert answer.status_code == 303
    path = answer.headers["location"].partition("?")[0]
    kept = visitor.client.get(f"/api{path}").json()

    assert f"{path}/edit" in visitor.get(path)
    assert 'name="_csrf_token"' in visitor.get(f"{path}/edit")
    assert path in visitor.get(f"/{entity.name}")
    assert visitor.post(path, entered).status_code == 303
    again = visitor.client.get(f"/api{path}").json()
    assert again | {"updated_at": ""} == kept | {"updated_at": ""}
    assert len(visitor.client.get(f"/{entity.name}/export.csv").text.splitlines()) > 1
    assert "Delete" in visitor.get(f"{path}/delete")
    assert visitor.post(f"{path}/delete", {}).status_code in (303, 409)


@pytest.mark.parametrize("entity", ENTITIES)
def test_forms_show_every_field(visitor: Visitor, entity: Entity) -> None:
    page = visitor.get(f"/{entity.name}/new")
    names = set(re.findall(r'name="(\w+)"', page)) | set(re.findall(r'id="field-(\w+)"', page))
    assert {f.name for f in entity.fields} <= names
    assert {r.name for r in SCHEMA.relations if r.source == entity.name} <= names


@pytest.mark.parametrize("entity", ENTITIES)
def test_what_is_needed_must_be_there(visitor: Visitor, entity: Entity) -> None:
    needed = [f.name for f in entity.fields if f.required]
    needed += [r.name for r in SCHEMA.references(entity) if r.required]
    answer = visitor.post(f"/{entity.name}", {})
    assert answer.status_code == (422 if needed else 303)
    for name in needed:
        assert f'id="problem-{name}"' in answer.text


def test_samples_differ() -> None:
    entity = SCHEMA.entities[0]
    assert form(SCHEMA, entity, 1).keys() == {f.name for f in entity.fields}
