"""What is only named beside what is told has no more than tells which it is."""

import pytest

from activities.understanding.draft import DraftEntity
from activities.understanding.drafting.settling import settle
from activities.understanding.grammar.noting import Reading
from activities.understanding.knowledge.lexicon import load
from tests.unit.activities.understanding.drafts import draft_of


@pytest.mark.parametrize(
    ("thing", "fields"),
    [
        ("flat", ["address", "notes"]),
        ("van", ["name"]),
        ("player", ["name", "email"]),
        ("novel", ["title", "author"]),
    ],
)
def test_what_is_named_in_passing_has_no_prices(thing: str, fields: list[str]) -> None:
    draft = draft_of({"damages": "date, photo"})
    known = load().thing(thing)
    named = DraftEntity(thing, thing, f"{thing}s", known, thing, 0.9)
    draft.entities[thing] = named
    (told, _) = draft.entities.values()
    draft.link(told, named, thing)
    settle(Reading(draft), "")
    assert [name.removeprefix(f"{thing}_") for name in named.names()] == fields


def test_what_is_kept_for_itself_has_its_usual_fields() -> None:
    draft = draft_of({"damages": "date, photo"})
    named = DraftEntity("flat", "Flat", "Flats", load().thing("flat"), "flats", 0.9)
    draft.entities["flat"] = named
    settle(Reading(draft), "")
    assert "price" in named.names()
