"""Words between names are no fields, and fields do not end with them."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.marking.marks import Marked, MarkedField, Words
from activities.understanding.mending.tidying import tidied


def _labels(text: str, *marked: str) -> list[str]:
    fields = []
    for words in marked:
        start = text.index(words)
        place = Words(start, start + len(words), words)
        fields.append(MarkedField(place, words, True, "text", "guest", "", 1))
    return [field.words.text for field in tidied(Marked(fields=tuple(fields)), text).fields]


@pytest.mark.parametrize(
    ("text", "marked", "labels"),
    [
        ("books: title and the shelf", ("title", "the", "shelf"), ["title", "shelf"]),
        ("photo before and after", ("photo before and", "after"), ["photo before", "after"]),
        ("guests: who's invited and coming", ("who's",), ["who's invited"]),
        ("guests: whos coming, food", ("whos", "food"), ["whos coming", "food"]),
        ("trips: from, to, by whom", ("from", "to", "by whom"), ["from", "to", "by whom"]),
        ("visits: who, when, what", ("who", "when", "what"), ["who", "when", "what"]),
        ("who's", ("who's",), ["who's"]),
    ],
)
def test_marks_are_tidied(text: str, marked: tuple[str, ...], labels: list[str]) -> None:
    assert _labels(text, *marked) == labels


@pytest.mark.parametrize(
    ("text", "marked", "labels"),
    [
        (
            "helpers with name and phone sign up for a shift",
            ("name", "phone sign up"),
            ["name", "phone"],
        ),
        ("guests with email can book a room", ("email can book",), ["email"]),
        ("books: can borrow, title", ("can borrow", "title"), ["can borrow", "title"]),
        ("guests: date of sign up, food", ("date of sign up", "food"), ["date of sign up", "food"]),
    ],
)
def test_what_they_do_next_is_no_part_of_a_field(
    text: str, marked: tuple[str, ...], labels: list[str]
) -> None:
    assert _labels(text, *marked) == labels


@pytest.mark.parametrize(
    ("text", "marked", "told"),
    [
        (
            "about the piece the fabric she chose, and the fabric at so and so much a metre",
            "much a metre",
            ("price a metre", "piece"),
        ),
        ("how much a metre", "much a metre", ("", "hour")),
        ("it is so much a day, piece and fabric", "much a day", ("", "hour")),
    ],
)
def test_an_open_price_is_told_of_what_it_is_paid_for(
    text: str, marked: str, told: tuple[str, str]
) -> None:
    fields = []
    for words, owner in (("fabric", "piece"), (marked, "hour")):
        start = text.find(words)
        place = Words(start, start + len(words), words)
        fields.append(MarkedField(place, words, True, "money", owner, "", 1))
    price = tidied(Marked(fields=tuple(fields)), text).fields[-1]
    assert (price.said, price.owner) == told


def test_how_many_of_what_is_one_field() -> None:
    assert _labels("per tree how many kilos", "how many", "kilos") == ["kilos"]


def test_what_is_said_again_is_one_thing() -> None:
    found = analyse(
        "Community garden: beds (number, who looks after it) and plantings, i.e. what was sown in "
        "which bed, when, harvested on, yield in kg."
    )
    assert {one.name for one in found.entities} == {"bed", "planting"}


def test_two_things_that_happen_stay_two() -> None:
    found = analyse("Beds with number. Sowings: bed, date, seed. Harvests: bed, date, kilos.")
    assert {"sowing", "harvest"} <= {one.name for one in found.entities}
