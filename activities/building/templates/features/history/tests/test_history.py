"""Every change is remembered, and its state before comes back."""

from dataclasses import replace

import pytest

from app.features import history_log
from app.features.history import History
from app.features.history_entries import Difference, entries
from app.features.history_log import Log
from app.forms import Draft
from app.snapshot import Snapshot
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")
SHELF = EVERYTHING.entity("shelf")
SIGN = EVERYTHING.entity("sign")


@pytest.fixture
def visitor(furnish: Furnish) -> Visitor:
    return furnish(History())


def change(visitor: Visitor, path: str, **values: object) -> None:
    assert visitor.client.patch(f"/api{path}", json=values).status_code == 200


def history(visitor: Visitor, name: str, key: int) -> list[list[Difference]]:
    with visitor.site.reading(name) as records:
        record = records.get(key)
        assert record is not None
        shown = entries(records, Log(records).page(key, 0, 99), Snapshot.of(records, record))
    return [list(entry.differences) for entry in shown]


def states(visitor: Visitor) -> list[int]:
    with visitor.site.database.reading() as connection:
        rows = connection.execute("SELECT id FROM feature__history__changes ORDER BY id DESC")
        return [row[0] for row in rows]


def test_a_change_is_shown_field_by_field(visitor: Visitor) -> None:
    key = visitor.add(THING, name="Lamp", price="10", done="yes", due="2026-03-05", notes="")
    assert "History" not in visitor.get(f"/thing/{key}")
    change(visitor, f"/thing/{key}", price=12.5, done=False, due=None, notes="Blue")
    page = visitor.get(f"/thing/{key}")
    assert "History" in page
    for text in ("€10.00", "€12.50", "5 Mar 2026", "nothing", "Blue"):
        assert text in page
    assert history(visitor, "thing", key) == [
        [
            Difference("Notes", "", "Blue"),
            Difference("Price", "€10.00", "€12.50"),
            Difference("Due", "5 Mar 2026", ""),
            Difference("Done", "Yes", "No"),
        ]
    ]


def test_the_newest_change_stands_first(visitor: Visitor) -> None:
    key = visitor.add(SHELF, place="One")
    for place in ("Two", "Three", "Four", "Five"):
        change(visitor, f"/shelf/{key}", place=place)
    found = [differences[0].before for differences in history(visitor, "shelf", key)]
    assert found == ["Four", "Three", "Two", "One"]
    assert "All 4 changes" in visitor.get(f"/shelf/{key}")


def test_a_form_sent_unchanged_is_no_change(visitor: Visitor) -> None:
    key = visitor.add(SHELF, place="Hall")
    assert visitor.post(f"/shelf/{key}", {"place": "Hall"}).status_code == 303
    assert history(visitor, "shelf", key) == []
    assert "Nothing was changed yet." in visitor.get(f"/-/history/shelf/{key}")


def test_relations_are_shown_by_title(visitor: Visitor) -> None:
    shelf = visitor.add(SHELF, place="Hall")
    key = visitor.add(THING, name="Lamp", home=str(shelf))
    sign = visitor.add(SIGN, level="2", owner=str(key))
    change(visitor, f"/thing/{key}", home=None, marks=[sign])
    assert history(visitor, "thing", key) == [
        [Difference("Home", "Hall", ""), Difference("Marks", "", "2 of 3")]
    ]
    visitor.client.delete(f"/api/shelf/{shelf}")
    assert history(visitor, "thing", key)[0][0].before == f"number {shelf}, not there any more"


def test_a_state_is_restored_and_that_can_be_taken_back(visitor: Visitor) -> None:
    shelf = visitor.add(SHELF, place="Hall")
    key = visitor.add(THING, name="Lamp", home=str(shelf), amount="3", state="Old")
    sign = visitor.add(SIGN, owner=str(key))
    before = visitor.client.get(f"/api/thing/{key}").json()
    change(visitor, f"/thing/{key}", name="Lump", home=None, amount=4, marks=[sign])
    answer = visitor.post(f"/-/history/thing/{key}/{states(visitor)[0]}", {})
    assert answer.headers["location"] == f"/thing/{key}?notice=saved"
    after = visitor.client.get(f"/api/thing/{key}").json()
    assert after | {"updated_at": ""} == before | {"updated_at": ""}
    visitor.post(f"/-/history/thing/{key}/{states(visitor)[0]}", {})
    assert visitor.client.get(f"/api/thing/{key}").json()["name"] == "Lump"


def test_what_does_not_fit_any_more_is_not_restored(visitor: Visitor) -> None:
    key = visitor.add(SHELF, place="Hall")
    change(visitor, f"/shelf/{key}", place="Attic")
    visitor.add(SHELF, place="Hall")
    answer = visitor.post(f"/-/history/shelf/{key}/{states(visitor)[0]}", {})
    assert answer.status_code == 409
    assert "Place: There is already a shelf with this." in answer.text
    assert visitor.client.get(f"/api/shelf/{key}").json()["place"] == "Attic"


def test_what_it_referred_to_and_is_gone_stays_away(visitor: Visitor) -> None:
    shelf = visitor.add(SHELF, place="Hall")
    key = visitor.add(THING, name="Lamp", home=str(shelf))
    change(visitor, f"/thing/{key}", name="Lump", home=None)
    visitor.client.delete(f"/api/shelf/{shelf}")
    assert visitor.post(f"/-/history/thing/{key}/{states(visitor)[0]}", {}).status_code == 303
    kept = visitor.client.get(f"/api/thing/{key}").json()
    assert (kept["name"], kept["home"]) == ("Lamp", None)


def test_a_deletion_that_empties_a_reference_is_a_change(visitor: Visitor) -> None:
    thing = visitor.add(THING, name="Dog")
    shelf = visitor.add(SHELF, place="Vault", guard=str(thing))
    visitor.client.delete(f"/api/thing/{thing}")
    (found,) = history(visitor, "shelf", shelf)
    assert [(d.label, d.after) for d in found] == [("Guard", "")]


def test_what_was_deleted_long_ago_is_forgotten(visitor: Visitor) -> None:
    keys = [visitor.add(SHELF, place=place) for place in ("One", "Two", "Three")]
    for key in keys:
        change(visitor, f"/shelf/{key}", place=f"Shelf {key}")
    visitor.client.delete(f"/api/shelf/{keys[0]}")
    with visitor.site.database.writing() as connection:
        connection.execute("UPDATE feature__history__changes SET gone_at = '2020-01-01'")
    visitor.client.delete(f"/api/shelf/{keys[1]}")
    assert len(states(visitor)) == 2
    assert len(history(visitor, "shelf", keys[2])) == 1


def test_only_so_many_states_are_kept(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_log, "MOST", 22)
    key = visitor.add(SHELF, place="Shelf")
    with visitor.site.writing("shelf") as records:
        for number in range(30):
            record = records.get(key)
            assert record is not None
            visitor.site.change(records, record, Draft({"place": f"Shelf {number}"}))
    page = visitor.get(f"/-/history/shelf/{key}")
    assert "Page 1 of 2" in page
    assert "Shelf 29" in page
    assert "Shelf 7<" in visitor.get(f"/-/history/shelf/{key}?page=2")
    assert "Shelf 6<" not in visitor.get(f"/-/history/shelf/{key}?page=x")


def test_what_is_unknown_is_told_plainly(visitor: Visitor) -> None:
    key = visitor.add(SHELF, place="Hall")
    visitor.get("/-/history/shelf/99", 404)
    assert visitor.post(f"/-/history/shelf/{key}/99", {}).status_code == 404


def test_fields_that_came_later_are_left_alone(visitor: Visitor) -> None:
    key = visitor.add(THING, name="Lamp", mail="a@b.org")
    with visitor.site.writing("thing") as records:
        record = records.get(key)
        assert record is not None
        older = {name: v for name, v in record.values.items() if name not in ("mail", "home")}
        Log(records).put(replace(record, values=older | {"colour": "red"}))
    assert history(visitor, "thing", key) == [[]]
    assert "Only what is not kept here any more." in visitor.get(f"/thing/{key}")
    visitor.post(f"/-/history/thing/{key}/{states(visitor)[0]}", {})
    assert visitor.client.get(f"/api/thing/{key}").json()["mail"] == "a@b.org"
