"""What features use to keep records beyond their deletion works without any of them."""

import json

import pytest

from app import deletion
from app.export import safe, unsafe
from app.records import Record, Records
from app.site import Site
from app.snapshot import Snapshot
from tests.conftest import Visitor
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")
SHELF = EVERYTHING.entity("shelf")
SIGN = EVERYTHING.entity("sign")


def test_a_record_comes_back_from_text(guest: Visitor, site: Site) -> None:
    key = guest.add(THING, price="12.50", done="yes")
    sign = guest.add(SIGN, owner=str(guest.add(THING)))
    guest.client.patch(f"/api/thing/{key}", json={"marks": [sign]})
    before = guest.client.get(f"/api/thing/{key}").json()
    with site.writing("thing") as records:
        text = Snapshot.of(records, found(records, key)).written()
        site.delete(records, deletion.plan(records.connection, site.schema, THING, key))
        snapshot = Snapshot.read(text)
        records.restore(snapshot.record, snapshot.links)
        assert snapshot.same_as(Snapshot.of(records, found(records, key)))
    assert guest.client.get(f"/api/thing/{key}").json() == before
    led = {r.name: snapshot.ids(r) for r in EVERYTHING.relations if r.source in ("thing", "shelf")}
    assert led == {"home": [], "part_of": [], "guard": None, "marks": [sign]}


def test_what_a_record_is_about_is_kept_where_older_versions_do_not_stumble() -> None:
    snapshot = Snapshot(Record(1, "", "", {"due": "2026-11-01"}, "Ladder"), {})
    kept = json.loads(snapshot.written())
    assert Snapshot.read(snapshot.written()) == snapshot
    assert kept["record"].keys() == {"id", "created_at", "updated_at", "values"}
    del kept["about"]
    assert Snapshot.read(json.dumps(kept)).record.about == ""


def test_what_a_deletion_cuts_is_known(guest: Visitor, site: Site) -> None:
    lamp, dog = guest.add(THING, name="Lamp"), guest.add(THING, name="Dog")
    sign = guest.add(SIGN, owner=str(lamp))
    shelf = guest.add(SHELF, guard=str(dog))
    guest.client.patch(f"/api/thing/{lamp}", json={"marks": [sign]})
    with site.reading("thing") as records:
        for entity, key, expected in (
            (THING, dog, [("guard", shelf, dog)]),
            (SIGN, sign, [("marks", lamp, sign)]),
        ):
            plan = deletion.plan(records.connection, site.schema, entity, key)
            ties = deletion.ties(records.connection, site.schema, plan)
            assert [(t.relation.name, t.source, t.target) for t in ties] == expected


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "''-x", "'tis", "plain", "", "-", "|x"])
def test_what_is_made_safe_can_be_read_back(text: str) -> None:
    assert unsafe(safe(text)) == text
    assert not safe(text).startswith(("=", "+", "-", "@", "|", "%"))


def found(records: Records, key: int) -> Record:
    record = records.get(key)
    assert record is not None
    return record
