"""What each of something has is told of that."""

import pytest

from activities.understanding.marking.marks import Marked, MarkedField, MarkedThing, Words
from activities.understanding.mending.each_has import owned_by_each


def _owner(text: str, field: str, noun: str, thing: str) -> str:
    def words(piece: str) -> Words:
        start = text.index(piece)
        return Words(start, start + len(piece), piece)

    things = (("trip", "trips"), (thing, noun))
    marked = Marked(
        things=tuple(MarkedThing(words(said), name, False, 0.9) for name, said in things),
        fields=(MarkedField(words(field), "seats", False, "integer", "trip", "", 0.9),),
    )
    return owned_by_each(marked, text).fields[0].owner


@pytest.mark.parametrize(
    ("text", "field", "noun", "owner"),
    [
        ("boats, trips, how many berths each boat has", "how many berths", "boats", "boat"),
        ("boats, trips, wie viele Plätze jedes Boot hat: Boot", "wie viele Plätze", "Boot", "boat"),
        ("trips, bateau, combien de places chaque bateau a", "combien de places", "bateau", "boat"),
        ("boats, trips, how many miles each trip", "how many miles", "boats", "trip"),
        ("boats, trips, how many guests each day has", "how many guests", "boats", "trip"),
    ],
)
def test_a_field_belongs_to_what_has_it(text: str, field: str, noun: str, owner: str) -> None:
    assert _owner(text, field, noun, "boat") == owner


@pytest.mark.parametrize(
    "text",
    [
        "trips on a day, how many sandwiches each guest gets",
        "trips on a day, how many sandwiches each guest needs",
    ],
)
def test_what_each_gets_on_a_day_is_told_of_that(text: str) -> None:
    def words(piece: str) -> Words:
        start = text.index(piece)
        return Words(start, start + len(piece), piece)

    marked = Marked(
        things=tuple(
            MarkedThing(words(said), name, False, 0.9)
            for said, name in (("trips", "trip"), ("guest", "guest"))
        ),
        fields=(
            MarkedField(words("day"), "day", False, "date", "trip", "", 0.9),
            MarkedField(words("how many sandwiches"), "n", False, "integer", "trip", "", 0.9),
        ),
    )
    assert {one.owner for one in owned_by_each(marked, text).fields} == {"trip"}
