"""Records are named by their title; where that is a mere day, by what they are about too."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from app.model import Entity
from app.records import Query, Records
from app.site import Site
from tests.everything import EVERYTHING

DATED = replace(EVERYTHING.entity("thing"), title="due")
KEPT = {"due": "2026-11-01", "name": "Ladder", "state": "Old"}


@contextmanager
def things(site: Site, dated: Entity = DATED) -> Iterator[Records]:
    """Give things that are called after their day."""
    entities = [dated if e.name == "thing" else e for e in EVERYTHING.entities]
    schema = replace(EVERYTHING, entities=entities)
    with site.database.writing() as connection:
        yield Records(connection, schema, dated)


def attic(site: Site) -> int:
    """Keep a shelf that things can be on."""
    with site.writing("shelf") as shelves:
        return shelves.add({"place": "Attic"}, {})


def named(records: Records, key: int) -> str:
    """Return what a record is called, by whichever way."""
    record = records.get(key)
    assert record is not None
    title = records.named(record).title
    assert records.titles([key]) == {key: title}
    assert next(option for option in records.options() if option.id == key).title == title
    assert [records.named(r).title for r in records.all(Query()) if r.id == key] == [title]
    return title


def test_a_day_is_told_with_the_first_that_is_known_beside_it(site: Site) -> None:
    home = attic(site)
    with things(site) as records:
        assert named(records, records.add(KEPT | {"home": home}, {})) == "Attic, 1 Nov 2026"
        assert named(records, records.add(KEPT, {})) == "Ladder, 1 Nov 2026"
        assert named(records, records.add(KEPT | {"name": ""}, {})) == "Old, 1 Nov 2026"
        assert named(records, records.add({"due": "2026-11-01"}, {})) == "Thing, 1 Nov 2026"
        assert named(records, records.add({"name": "Ladder"}, {})) == "Ladder"
        last = records.add({}, {})
        assert named(records, last) == f"Thing {last}"


def test_what_has_no_words_is_named_by_its_kind(site: Site) -> None:
    bare = [field for field in DATED.fields if field.name == "due"]
    with things(site, replace(DATED, fields=bare)) as records:
        assert named(records, records.add({"due": "2026-11-01"}, {})) == "Thing, 1 Nov 2026"


def test_on_the_page_of_a_thing_others_are_not_named_by_it(site: Site) -> None:
    home = attic(site)
    with things(site) as records:
        records.add(KEPT | {"home": home}, {})
        found, total = records.referring(records.references[0], home, 5)
    assert ([one.title for one in found], total) == (["Ladder, 1 Nov 2026"], 1)


def test_where_its_day_can_be_seen_no_second_day_is_named(site: Site) -> None:
    with things(site) as records:
        record = records.get(records.add(KEPT, {}))
        assert record is not None
        assert records.named_on_its_day(record) == "Ladder"
        bare = records.get(records.add({"due": "2026-11-01"}, {}))
        assert bare is not None
        assert records.named_on_its_day(bare) == "Thing"
