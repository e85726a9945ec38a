"""How many of one thing go with how many of another, told in passing."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.many_of_many import tell_both_ways


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("One singer - many payments obviously.", "One singer has many payments."),
        ("Hens, eggs (one hen: several eggs)", "Hens, eggs (one hen has many eggs)"),
        (
            "Each walk needs several guides & they each do lots of walks.",
            "each walk has several guides and each guide can take several walks.",
        ),
        (
            "A course has many trainers, and they can teach in several courses",
            "each course has several trainers and each trainer can take several courses",
        ),
    ],
)
def test_both_sides_are_told(text: str, told: str) -> None:
    assert tell_both_ways(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "One reason: many people forget their keys",
        "One thing - many happy returns",
        "Each walk needs several guides and they bring lots of snacks",
        "Each hall has several seats, they are red",
    ],
)
def test_what_tells_no_number_of_each_stays(text: str) -> None:
    assert tell_both_ways(text) == text


def test_they_who_each_have_several_are_related_both_ways_once() -> None:
    read = analyse(
        "Guides - name, phone. Walks - date, start, length. Each walk has several guides & they "
        "each lead lots of walks."
    )
    assert [one.kind for one in read.relations] == ["many_to_many"]
