"""What was deleted comes back as it was, or it is said what can't."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from app.assembly import assemble
from app.deletion import plan
from app.features.undo import Undo
from app.features.undo_bin import Bin
from app.model import Entity
from app.site import Site, today
from tests.conftest import Direct, Furnish, Visitor, browser
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")
SHELF = EVERYTHING.entity("shelf")
SIGN = EVERYTHING.entity("sign")


@pytest.fixture
def visitor(furnish: Furnish) -> Visitor:
    return furnish(Undo())


def delete(visitor: Visitor, path: str) -> str:
    answer = visitor.post(f"{path}/delete", {})
    assert answer.status_code == 303
    return answer.headers["location"]


def back(visitor: Visitor, path: str, **form: str) -> str:
    answer = visitor.post(f"/-/deleted{path}", form)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def kept(visitor: Visitor, path: str) -> dict[str, object]:
    return visitor.client.get(f"/api{path}").json()


def test_the_notice_of_a_deletion_offers_to_undo_it(visitor: Visitor) -> None:
    key = visitor.add(THING, name="Lamp", price="12.50", due="2026-03-05", done="yes")
    before = kept(visitor, f"/thing/{key}")
    question = visitor.get(f"/thing/{key}/delete")
    assert "You can bring it back for 30 days." in question
    assert "be undone" not in question
    page = visitor.get(delete(visitor, f"/thing/{key}"))
    assert f'action="/-/deleted/thing/{key}"' in page
    assert ">Undo</button>" in page
    assert back(visitor, f"/thing/{key}") == f"/thing/{key}?notice=back"
    assert "Brought back." in visitor.get(f"/thing/{key}?notice=back")
    assert kept(visitor, f"/thing/{key}") == before


def test_who_saves_what_was_deleted_can_bring_it_back(visitor: Visitor) -> None:
    key = visitor.add(SHELF, place="Hall")
    delete(visitor, f"/shelf/{key}")
    answer = visitor.post(f"/shelf/{key}", {"place": "Great hall"})
    assert f'action="/-/deleted/shelf/{key}" target="_blank"' in answer.text
    assert "Save again" in answer.text
    assert 'value="Great hall"' in answer.text
    back(visitor, f"/shelf/{key}")
    assert visitor.post(f"/shelf/{key}", {"place": "Great hall"}).status_code == 303


def test_what_went_with_a_record_comes_back_with_it(visitor: Visitor) -> None:
    part = visitor.add(THING, name="Part")
    whole = visitor.add(THING, name="Whole")
    visitor.client.patch(f"/api/thing/{part}", json={"part_of": whole})
    sign = visitor.add(SIGN, owner=str(visitor.add(THING, name="Other")))
    shelf = visitor.add(SHELF, place="Vault", guard=str(whole))
    visitor.client.patch(f"/api/thing/{part}", json={"marks": [sign], "home": shelf})
    before = [kept(visitor, f"/thing/{key}") for key in (whole, part)]
    delete(visitor, f"/thing/{whole}")
    assert kept(visitor, f"/shelf/{shelf}")["guard"] is None
    page = visitor.get("/-/deleted")
    assert "Whole <" in page
    assert "and 1 more" in page
    back(visitor, f"/thing/{whole}")
    assert [kept(visitor, f"/thing/{key}") for key in (whole, part)] == before
    assert kept(visitor, f"/shelf/{shelf}")["guard"] == whole
    assert "Nothing was deleted" in visitor.get("/-/deleted")


def test_links_from_records_that_stayed_are_knotted_again(visitor: Visitor) -> None:
    thing = visitor.add(THING, name="Lamp")
    sign = visitor.add(SIGN, owner=str(thing))
    other = visitor.add(SIGN, owner=str(thing))
    visitor.client.patch(f"/api/thing/{thing}", json={"marks": [sign, other]})
    delete(visitor, f"/sign/{sign}")
    assert kept(visitor, f"/thing/{thing}")["marks"] == [other]
    back(visitor, f"/sign/{sign}")
    assert kept(visitor, f"/thing/{thing}")["marks"] == [sign, other]


def test_deletions_by_programs_come_back_too(visitor: Visitor) -> None:
    key = visitor.add(SHELF, place="Hall")
    assert visitor.client.delete(f"/api/shelf/{key}").status_code == 204
    assert "Hall" in visitor.get("/-/deleted")
    back(visitor, f"/shelf/{key}")
    assert kept(visitor, f"/shelf/{key}")["place"] == "Hall"


def test_what_is_missing_by_now_is_said_before(visitor: Visitor) -> None:
    shelf = visitor.add(SHELF, place="Hall")
    lamp = visitor.add(THING, name="Lamp", home=str(shelf))
    sign = visitor.add(SIGN, owner=str(visitor.add(THING, name="Other")))
    visitor.client.patch(f"/api/thing/{lamp}", json={"marks": [sign]})
    vault = visitor.add(SHELF, place="Vault", guard=str(lamp))
    for path in (f"/thing/{lamp}", f"/shelf/{shelf}", f"/sign/{sign}"):
        delete(visitor, path)
    other = visitor.add(THING, name="Dog")
    visitor.client.patch(f"/api/shelf/{vault}", json={"guard": other})
    answer = visitor.post(f"/-/deleted/thing/{lamp}", {})
    assert answer.status_code == 409
    assert "“Lamp” comes back without Home" in answer.text
    assert "without 1 of its Marks" in answer.text
    assert "“Vault” has another Guard by now" in answer.text
    assert back(visitor, f"/thing/{lamp}", anyway="yes") == f"/thing/{lamp}?notice=back"
    assert kept(visitor, f"/thing/{lamp}")["home"] is None
    assert kept(visitor, f"/thing/{lamp}")["marks"] == []
    assert kept(visitor, f"/shelf/{vault}")["guard"] == other


def test_a_value_that_is_taken_by_now_is_in_the_way(visitor: Visitor) -> None:
    hall = visitor.add(SHELF, place="Hall")
    attic = visitor.add(SHELF, place="Attic")
    delete(visitor, f"/shelf/{hall}")
    visitor.client.patch(f"/api/shelf/{attic}", json={"place": "HALL"})
    answer = visitor.post(f"/-/deleted/shelf/{hall}", {"anyway": "yes"})
    assert answer.status_code == 409
    assert "another shelf by now whose Place is “Hall”" in answer.text
    assert "Bring back the rest" not in answer.text


def test_a_place_that_is_taken_is_in_the_way(visitor: Visitor) -> None:
    key = visitor.add(SHELF, place="Hall")
    delete(visitor, f"/shelf/{key}")
    assert visitor.add(SHELF, place="Attic") == key  # these tables use numbers again
    answer = visitor.post(f"/-/deleted/shelf/{key}", {})
    assert "Its place was taken" in answer.text


def test_a_second_click_says_so(visitor: Visitor) -> None:
    key = visitor.add(SHELF, place="Hall")
    location = delete(visitor, f"/shelf/{key}")
    assert "Undo" not in visitor.get("/shelf?notice=deleted&gone=x")
    assert "Undo" in visitor.get(location)
    assert back(visitor, "/shelf/99") == "/shelf?notice=gone"
    back(visitor, f"/shelf/{key}")
    assert back(visitor, f"/shelf/{key}") == f"/shelf/{key}?notice=gone"
    assert "brought back before" in visitor.get(f"/shelf/{key}?notice=gone")


def test_after_thirty_days_it_is_gone(visitor: Visitor) -> None:
    keys = [visitor.add(SHELF, place=place) for place in ("Old", "Older")]
    for key in keys:
        delete(visitor, f"/shelf/{key}")
    with visitor.site.database.writing() as connection:
        connection.execute(
            "UPDATE feature__undo__deletions SET deleted_at = '2020-01-01' WHERE title = 'Older'"
        )
        assert Bin(connection).find("shelf", keys[1], today()) is None
    page = visitor.get("/-/deleted")
    assert ">Old<" in page
    assert "Older" not in page
    visitor.add(THING, name="Lamp")
    with visitor.site.database.reading() as connection:
        count = connection.execute("SELECT count(*) FROM feature__undo__deletions").fetchone()
    assert count[0] == 1


def test_many_deletions_stand_on_several_pages(visitor: Visitor) -> None:
    with visitor.site.writing("shelf") as records:
        for number in range(55):
            key = records.add({"place": f"Shelf {number}"}, {})
            found = plan(records.connection, records.schema, SHELF, key)
            visitor.site.delete(records, found)
    assert "Shelf 54" in visitor.get("/-/deleted")
    assert "Older" in visitor.get("/-/deleted?page=x")
    assert "Shelf 4<" in visitor.get("/-/deleted?page=2")


def test_what_is_not_kept_any_more_can_not_come_back(visitor: Visitor) -> None:
    shelf = visitor.add(SHELF, place="Hall")
    whole = visitor.add(THING, name="Whole", mail="a@b.org")
    visitor.add(THING, name="Part", part_of=str(whole))
    sign = visitor.add(SIGN, owner=str(visitor.add(THING, name="Lamp")))
    visitor.add(SHELF, place="Vault", guard=str(whole))
    for path in (f"/shelf/{shelf}", f"/sign/{sign}", f"/thing/{whole}"):
        delete(visitor, path)
    with visitor.site.database.writing() as connection:
        connection.execute(
            "UPDATE feature__undo__deletions"
            " SET content = json_set(content, '$.records[1][0]', 'part')"
        )
    fields = [field for field in THING.fields if field.name != "mail"]
    with later(visitor, replace(THING, fields=fields), SHELF) as heir:
        assert "Not kept here any more" in heir.get("/-/deleted")
        answer = heir.post(f"/-/deleted/thing/{whole}", {})
        assert "comes back without mail, which is not kept here any more" in answer.text
        assert "1 of the records belongs to what is not kept here any more" in answer.text
        back(heir, f"/thing/{whole}", anyway="yes")
        assert kept(heir, f"/thing/{whole}")["name"] == "Whole"


@contextmanager
def later(visitor: Visitor, *entities: Entity) -> Iterator[Visitor]:
    """Give a visitor of a version that keeps less."""
    names = {entity.name for entity in entities}
    relations = [
        r for r in EVERYTHING.relations if {r.source, r.target} <= names and r.name != "guard"
    ]
    schema = replace(EVERYTHING, entities=entities, relations=relations)
    site = Site(schema, visitor.site.database, 2, visitor.site.features)
    with browser(Direct(assemble(site))) as client:
        yield Visitor(client, site)
