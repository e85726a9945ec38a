"""When it is done, it is the next one's turn."""

from datetime import date, timedelta

from fastapi import FastAPI

from app.feature import Feature
from app.features.rotation import Rotation
from app.features.rotation_table import definition, table
from app.features.rotation_turns import Turns
from app.forms import Draft
from app.records import Record, Records
from app.site import Site, today
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING

SHELF = EVERYTHING.entity("shelf")
CHOICES = Rotation(entity="thing", who="state", done="done")
PEOPLE = Rotation(entity="thing", who="home", done="done")


class Renewing(Feature):
    """Adds the next record when one is done, as other features do."""

    renews = "thing"

    def follow_up(self, site: Site, records: Records, before: Record | None, after: Record) -> None:
        if before is not None and after.values["done"] and not before.values["done"]:
            site.add(records, Draft(values={**after.values, "done": 0}))


def add(visitor: Visitor, name: str = "Dishes", **values: object) -> int:
    answer = visitor.client.post("/api/thing", json={"name": name, **values})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def kept(visitor: Visitor, key: int, name: str) -> object:
    return visitor.client.get(f"/api/thing/{key}").json()[name]


def change(visitor: Visitor, key: int, **values: object) -> None:
    assert visitor.client.patch(f"/api/thing/{key}", json=values).status_code == 200


def press(visitor: Visitor, key: int, what: str) -> str:
    answer = visitor.post(f"/thing/{key}/turns", {"what": what})
    assert answer.status_code == 303
    return str(answer.headers["location"])


def family(visitor: Visitor) -> list[int]:
    return [visitor.add(SHELF, place=name) for name in ("Anna", "Ben", "Cem")]


def test_turns_stand_beside_the_list(furnish: Furnish) -> None:
    visitor = furnish(PEOPLE)
    assert 'href="/thing/turns"' in visitor.get("/thing")
    assert 'href="/thing/turns"' not in visitor.get("/shelf")
    add(visitor)
    assert 'href="/shelf/new">Add shelf' in visitor.get("/thing/turns")
    press(visitor, 1, "done")
    assert kept(visitor, 1, "done") is True


def test_done_gives_the_turn_on_and_is_open_again(furnish: Furnish) -> None:
    visitor = furnish(PEOPLE)
    anna, ben, _ = family(visitor)
    key = add(visitor, home=anna)
    place = press(visitor, key, "done")
    page = visitor.get(place)
    assert "“Dishes” is done." in page
    assert (kept(visitor, key, "home"), kept(visitor, key, "done")) == (ben, False)
    assert "<dt>Anna</dt><dd>1 time</dd>" in page
    assert "then Cem, Anna" in page
    change(visitor, key, done=True)
    assert "<dt>Ben</dt><dd>1 time</dd>" in visitor.get("/thing/turns")


def test_done_is_undone(furnish: Furnish) -> None:
    visitor = furnish(CHOICES)
    key = add(visitor, state="New")
    press(visitor, key, "done")
    visitor.post(f"/thing/{key}/turns", {"what": "undo", "of": "done", "was": "New|"})
    assert kept(visitor, key, "state") == "New"
    assert "1 time<" not in visitor.get("/thing/turns")
    assert visitor.post(f"/thing/{key}/turns", {"what": "dance"}).status_code == 400
    assert visitor.post("/thing/99/turns", {"what": "done"}).status_code == 404


def test_turns_are_skipped_and_swapped(furnish: Furnish) -> None:
    visitor = furnish(PEOPLE)
    anna, ben, cem = family(visitor)
    key = add(visitor, home=anna)
    press(visitor, key, "swap")
    order = [kept(visitor, key, "home")]
    for _ in range(3):
        press(visitor, key, "done")
        order.append(kept(visitor, key, "home"))
    assert order == [ben, anna, cem, anna]
    place = press(visitor, key, "skip")
    assert kept(visitor, key, "home") == ben
    assert "was skipped" in visitor.get(place)
    press(visitor, key, "swap")
    press(visitor, key, "swap")
    visitor.post(f"/thing/{key}/turns", {"what": "undo", "of": "swap", "was": f"{anna}|"})
    assert kept(visitor, key, "home") == anna
    assert "then Ben, Cem" in visitor.get("/thing/turns")


def test_who_did_it_least_is_next_when_that_is_unclear(furnish: Furnish) -> None:
    visitor = furnish(PEOPLE)
    anna, ben, cem = family(visitor)
    key = add(visitor)
    assert kept(visitor, key, "home") == anna
    other = add(visitor, "Bins")
    assert kept(visitor, other, "home") == ben
    for _ in range(2):
        press(visitor, key, "done")
    change(visitor, key, home=None)
    assert "Cem’s turn" in visitor.get("/thing/turns")
    press(visitor, key, "done")
    assert kept(visitor, key, "home") == anna
    assert cem != kept(visitor, other, "home")


def test_who_has_left_takes_no_turns(furnish: Furnish) -> None:
    visitor = furnish(PEOPLE)
    anna, ben, cem = family(visitor)
    key = add(visitor, home=anna)
    press(visitor, key, "swap")
    change(visitor, key, home=cem)
    assert visitor.client.delete(f"/api/shelf/{ben}").status_code == 204
    assert visitor.client.delete(f"/api/shelf/{anna}").status_code == 204
    dora = visitor.add(SHELF, place="Dora")
    press(visitor, key, "done")
    assert kept(visitor, key, "home") == dora


def test_a_day_stays_when_the_turn_goes_on(furnish: Furnish) -> None:
    visitor = furnish(Rotation(entity="thing", who="state", done="due"))
    key = add(visitor, state="New")
    yesterday = (today() - timedelta(days=1)).isoformat()
    change(visitor, key, due=yesterday)
    assert (kept(visitor, key, "state"), kept(visitor, key, "due")) == ("Old", yesterday)
    press(visitor, key, "done")
    assert (kept(visitor, key, "state"), kept(visitor, key, "due")) == ("New", today().isoformat())
    assert "last done" in visitor.get("/thing/turns")
    visitor.post(f"/thing/{key}/turns", {"what": "undo", "of": "done", "was": f"Old|{yesterday}"})
    assert (kept(visitor, key, "state"), kept(visitor, key, "due")) == ("Old", yesterday)
    change(visitor, key, due=date.max.isoformat())
    assert kept(visitor, key, "state") == "Old"


def test_what_comes_again_as_a_new_record_goes_to_the_next(furnish: Furnish) -> None:
    for features in ((Renewing(), PEOPLE), (PEOPLE, Renewing())):
        visitor = furnish(*features)
        names = [visitor.add(SHELF, place=f"{len(features)}{features[0].renews}{n}") for n in "ab"]
        key = add(visitor, f"Dishes {features[0].renews}", home=names[0])
        change(visitor, key, done=True)
        there = visitor.client.get("/api/thing?sort=-created_at").json()["items"]
        newest = max(there, key=lambda item: item["id"])
        assert (kept(visitor, key, "home"), kept(visitor, key, "done")) == (names[0], True)
        assert newest["home"] == names[1]
        assert newest["created_at"] == newest["updated_at"]
        with visitor.site.reading("thing") as records:
            record = records.get(newest["id"])
            assert record is not None
            assert Turns.of(records, "home", today()).done(record) == {str(names[0]): 1}
        change(visitor, key, done=False)
        with visitor.site.reading("thing") as records:
            assert Turns.of(records, "home", today()).done(record) == {}


def test_a_new_record_that_is_done_is_nobodys_turn(furnish: Furnish) -> None:
    visitor = furnish(CHOICES)
    key = add(visitor, done=True)
    assert kept(visitor, key, "state") is None
    assert "Nothing to do" in visitor.get("/thing/turns")


def test_turns_outlast_a_deletion_that_is_undone(furnish: Furnish) -> None:
    visitor = furnish(PEOPLE)
    anna, ben, _ = family(visitor)
    key = add(visitor, home=anna)
    press(visitor, key, "done")
    press(visitor, key, "swap")
    before = visitor.get("/thing/turns")
    assert "<dt>Anna</dt><dd>1 time</dd>" in before
    with visitor.site.reading("thing") as records:
        record = records.get(key)
        assert record is not None
    assert visitor.client.delete(f"/api/thing/{key}").status_code == 204
    assert "1 time<" not in visitor.get("/thing/turns")
    with visitor.site.writing("thing") as records:
        records.restore(record, {})
    assert visitor.get("/thing/turns") == before
    press(visitor, key, "done")
    assert kept(visitor, key, "home") == ben


def test_earlier_tables_are_made_anew_once(furnish: Furnish) -> None:
    visitor = furnish(PEOPLE)
    anna, *_ = family(visitor)
    key = add(visitor, home=anna)
    turns = table("thing")
    reference = '"record_id" INTEGER NOT NULL REFERENCES "thing" ("id") ON DELETE CASCADE'
    with visitor.site.database.writing() as connection:
        connection.execute(" ".join(["DROP TABLE", turns]))
        made = definition("thing").replace('"record_id" INTEGER NOT NULL', reference)
        connection.execute(made)
    press(visitor, key, "done")
    press(visitor, key, "swap")
    there = " ".join(["SELECT id, record_id, person, day FROM", turns])
    with visitor.site.database.reading() as connection:
        before = [tuple(row) for row in connection.execute(there)]
    for _ in range(2):
        PEOPLE.install(FastAPI(), visitor.site)
        with visitor.site.database.reading() as connection:
            assert [tuple(row) for row in connection.execute(there)] == before
    assert visitor.client.delete(f"/api/thing/{key}").status_code == 204
    with visitor.site.database.reading() as connection:
        assert [tuple(row) for row in connection.execute(there)] == before
        names = connection.execute("SELECT name FROM sqlite_schema WHERE name LIKE 'rotation%'")
        assert [row[0] for row in names] == [turns]


def test_who_did_what_is_gone_is_not_one_of_the_people(furnish: Furnish) -> None:
    visitor = furnish(Rotation(entity="thing", who="notes", done="done"))
    add(visitor, "Bins", notes="Ben")
    dishes = add(visitor, "Dishes", notes="Anna")
    press(visitor, dishes, "done")
    assert "Anna" in visitor.get("/thing/turns")
    assert visitor.client.delete(f"/api/thing/{dishes}").status_code == 204
    assert "Anna" not in visitor.get("/thing/turns")


def test_many_turns_have_pages(furnish: Furnish) -> None:
    visitor = furnish(CHOICES)
    with visitor.site.writing("thing") as records:
        for count in range(30):
            records.add({"name": f"Duty {count:02}", "state": "New"}, {})
    assert "Page 1 of 2" in visitor.get("/thing/turns")
    assert "Duty 29" in visitor.get("/thing/turns?page=2")


def test_names_that_are_written_take_turns_too(furnish: Furnish) -> None:
    visitor = furnish(Rotation(entity="thing", who="notes", done="done"))
    dishes = add(visitor, "Dishes", notes="Anna")
    bins = add(visitor, "Bins", notes="ben ")
    add(visitor, "Cat", notes="BEN")
    press(visitor, dishes, "done")
    assert str(kept(visitor, dishes, "notes")).casefold().strip() == "ben"
    press(visitor, bins, "done")
    assert kept(visitor, bins, "notes") == "Anna"  # who has nothing now is still one of them
