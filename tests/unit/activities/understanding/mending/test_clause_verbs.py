"""Verbs of a clause that only says what is done with what is kept."""

import pytest

from activities.understanding.marking.marks import Marked, MarkedField, MarkedThing, Words
from activities.understanding.mending.clause_verbs import without_clause_verbs


def _marked(text: str, head: str, verb: str) -> Marked:
    def words(said: str) -> Words:
        start = text.index(said)
        return Words(start, start + len(said), said)

    field = MarkedField(words("price"), "price", True, "money", "other", "", 1.0)
    return Marked(
        things=(
            MarkedThing(words(head), "head", True, 1.0),
            MarkedThing(words(verb), "other", True, 1.0),
        ),
        fields=(field,),
    )


@pytest.mark.parametrize(
    ("text", "head", "verb"),
    [
        ("Quotes we offer for: price", "Quotes", "offer"),
        ("jobs that they usually bid on: price", "jobs", "bid"),
    ],
)
def test_the_fields_are_of_what_the_clause_is_about(text: str, head: str, verb: str) -> None:
    told = without_clause_verbs(_marked(text, head, verb), text)
    assert [one.name for one in told.things] == ["head"]
    assert [one.owner for one in told.fields] == ["head"]


@pytest.mark.parametrize(
    ("text", "head", "verb"),
    [
        ("Quotes and offers we make: price", "Quotes", "offers"),
        ("Our shop. We order: price", "shop", "order"),
        ("Hens we have eggs of: price", "Hens", "eggs"),
    ],
)
def test_what_is_kept_besides_stays(text: str, head: str, verb: str) -> None:
    marked = _marked(text, head, verb)
    assert without_clause_verbs(marked, text) == marked
