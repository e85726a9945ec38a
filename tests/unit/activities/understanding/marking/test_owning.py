"""What is told in parentheses is of the thing before them, and what follows of the whole."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.marking.marks import Words
from activities.understanding.marking.owning import closed_before

_TEXT = "Trips with stops (place, arrival), total cost. Hotels, name"


def _words(text: str) -> Words:
    start = _TEXT.index(text)
    return Words(start, start + len(text), text)


def test_a_thing_has_what_its_parentheses_hold_and_nothing_of_what_follows_them() -> None:
    fields = [_words(text) for text in ("place", "total cost", "name")]
    things = [(_words("Trips"), "trip"), (_words("stops"), "stop")]
    assert closed_before(_TEXT, fields, things) == [{"trip"}, {"stop"}, set()]
    assert closed_before(_TEXT, fields, things[1:]) == [set(), set(), set()]


@pytest.mark.parametrize(
    ("request_text", "whole", "part"),
    [
        (
            "I'd like to collect my grandmother's recipes, each with ingredients (amount and "
            "unit), steps, a photo and who it came from",
            {"steps", "photo"},
            {"amount", "unit"},
        ),
        (
            "Trips with stops (place, arrival, departure), total cost and a rating",
            {"total_cost", "rating"},
            {"place", "arrival_date", "departure"},
        ),
    ],
)
def test_what_follows_parentheses_is_of_the_whole(
    request_text: str, whole: set[str], part: set[str]
) -> None:
    first, second = sorted(
        analyse(request_text).entities, key=lambda e: e.name in ("recipe", "trip")
    )
    assert whole <= {field.name for field in second.fields}
    assert part <= {field.name for field in first.fields}
