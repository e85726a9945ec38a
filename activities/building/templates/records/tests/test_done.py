"""A button says that something is done, whichever field holds it, and takes it back."""

from datetime import timedelta

import pytest
from fastapi import APIRouter

from app.done import Done
from app.feature import Action, Feature
from app.model import Entity
from app.records import Record, Records
from app.site import Site, today
from app.sql import select, where
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING

CHORE = EVERYTHING.entity("chore")


class Button(Feature):
    """Shows the button and nothing else."""

    def __init__(self, field: str) -> None:
        self.done = Done("chore", field)

    def router(self, site: Site) -> APIRouter:
        router = APIRouter()
        self.done.route(router, site)
        return router

    def actions(self, entity: Entity, record: Record) -> list[Action]:
        return list(self.done.actions(entity, record)) if entity is CHORE else []


def undone(records: Records, done: Done) -> int:
    condition, values = where([done.missing(CHORE)])
    text = select(["count(*)"], "chore", condition)
    return int(records.connection.execute(text, values).fetchone()[0])


def state(visitor: Visitor, key: int, done: Done) -> tuple[bool, int, int]:
    """Return whether it is done, how many are not, and how many were lately."""
    with visitor.site.reading("chore") as records:
        record = records.get(key)
        assert record is not None
        return done.reached(CHORE, record), undone(records, done), len(done.lately(records))


@pytest.mark.parametrize(
    ("field", "label", "undo"),
    [("done", "Done", "Not done"), ("finished", "Finished today", "Not finished")],
)
def test_a_click_sets_the_field_and_another_takes_it_back(
    furnish: Furnish, field: str, label: str, undo: str
) -> None:
    visitor, done = furnish(Button(field)), Done("chore", field)
    key = visitor.add(CHORE, done="", finished="")
    path = f"/chore/{key}/set/{field}"
    assert f">{label}<" in visitor.get("/chore")
    assert state(visitor, key, done) == (False, 1, 0)
    assert visitor.post(path, {"to": "yes"}).headers["location"] == f"/chore/{key}?notice=saved"
    assert state(visitor, key, done) == (True, 0, 1)
    assert f">{undo}<" in visitor.get(f"/chore/{key}")
    visitor.post(path, {"to": "no"})
    assert state(visitor, key, done) == (False, 1, 0)
    assert f">{label}<" in visitor.get("/chore")


def test_a_second_click_keeps_the_date_of_the_first(furnish: Furnish) -> None:
    visitor = furnish(Button("finished"))
    key = visitor.add(CHORE, finished="2026-03-05")
    visitor.post(f"/chore/{key}/set/finished", {"to": "yes"})
    assert visitor.client.get(f"/api/chore/{key}").json()["finished"] == "2026-03-05"
    visitor.post(f"/chore/{key}/set/finished", {"to": "no"})
    visitor.post(f"/chore/{key}/set/finished", {"to": "yes"})
    assert visitor.client.get(f"/api/chore/{key}").json()["finished"] == today().isoformat()


def test_taking_back_is_offered_for_a_day(furnish: Furnish) -> None:
    visitor = furnish(Button("done"))
    visitor.add(CHORE, done="yes")
    assert "Not done" in visitor.get("/chore")
    with visitor.site.writing("chore") as records:
        long_ago = (today() - timedelta(days=3)).isoformat()
        records.connection.execute("UPDATE chore SET updated_at = ?", (long_ago,))
    assert "Not done" not in visitor.get("/chore")


def test_options_that_mean_done_are_found_by_their_words(furnish: Furnish) -> None:
    visitor, done = furnish(Button("state")), Done("chore", "state")
    key = visitor.add(CHORE, state="Open")
    assert state(visitor, key, done) == (False, 1, 0)
    visitor.post(f"/chore/{key}", visitor.form(CHORE) | {"state": "Done"})
    assert state(visitor, key, done) == (True, 0, 1)
    assert "/set/state" not in visitor.get("/chore")


def test_two_features_show_the_same_button_once(furnish: Furnish) -> None:
    visitor = furnish(Button("done"), Button("done"))
    visitor.add(CHORE, done="")
    assert visitor.get("/chore").count("/set/done") == 1


def test_visitors_return_to_where_they_were(furnish: Furnish) -> None:
    visitor = furnish(Button("done"))
    path = f"/chore/{visitor.add(CHORE, done='')}/set/done"
    token = {"_csrf_token": visitor.client.cookies["form_token"], "to": "yes"}
    for referer, location in {
        "http://testserver/chore?sort=due&notice=added": "/chore?sort=due&notice=saved",
        "http://testserver//elsewhere.example/": "/elsewhere.example/?notice=saved",
        "http://elsewhere.example/chore?x=1": f"{path.partition('/set')[0]}?notice=saved",
    }.items():
        answer = visitor.client.post(
            path, data=token, headers={"referer": referer}, follow_redirects=False
        )
        assert (answer.status_code, answer.headers["location"]) == (303, location)
    assert visitor.post("/chore/99/set/done", {"to": "yes"}).status_code == 404
    assert visitor.client.post(path, data={"to": "yes"}).status_code == 403
