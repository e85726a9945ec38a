"""Fields that share words with their neighbours are told one by one."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.in_full import tell_in_full


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "Weight of the lambs before and after summer pasture, ear tag number",
            "Lambs: weight before summer pasture, weight after summer pasture, ear tag number",
        ),
        (
            "Swimmers with pulse before and after each session, name",
            "Swimmers with pulse before each session, pulse after each session, name",
        ),
        (
            "Yoga: date, mood before and after the class, 1 to 5, teacher",
            "Yoga: date, mood before the class from 1 to 5, mood after the class from 1 to 5,"
            " teacher",
        ),
        (
            "log with date, pain before and pain after (0-10)",
            "log with date, pain before (0 to 10), pain after (0 to 10)",
        ),
        (
            "Each pony has a name, feed plan (hay kg, oats kg, supplements) and a box",
            "Each pony has a name, hay in kg, oats in kg, supplements and a box",
        ),
    ],
)
def test_what_shares_words_is_told_in_full(said: str, told: str) -> None:
    assert tell_in_full(said) == told


@pytest.mark.parametrize(
    "said",
    [
        "Clean the oven before and after use.",
        "Blood sugar before and after breakfast, a line per day with date and what I ate",
        "For the nurse: reading before/after food date",
        "days with mood and energy (1-5)",
        "Rooms with a price plan (basic, standard, deluxe) and a floor",
        "Horses with an owner (name, phone) and a box",
        "cheese with packs (250 g, 500 g) and price",
    ],
)
def test_other_words_stay_as_they_are(said: str) -> None:
    assert tell_in_full(said) == said


def test_both_of_a_pair_are_numbers_on_one_scale() -> None:
    (session,) = analyse(
        "Physio: which exercise, date, pain before and after each session, 0 to 10"
    ).entities
    pains = [field for field in session.fields if field.label.startswith("Pain")]
    assert [(one.label, one.type.value, one.minimum, one.maximum) for one in pains] == [
        ("Pain before", "integer", 0, 10),
        ("Pain after", "integer", 0, 10),
    ]


def test_a_scale_in_brackets_makes_no_text_of_the_second() -> None:
    (sleep,) = analyse("Sleep log: date, mood before and mood after (1-5), notes").entities
    kinds = {field.label: field.type.value for field in sleep.fields}
    assert kinds["Mood before"] == kinds["Mood after"] == "rating"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "code, difficulty and terrain 1 to 5, found",
            "code, difficulty (1 to 5) and terrain (1 to 5), found",
        ),
        (
            "wine, smell, taste and body 1-10",
            "wine, smell (1 to 10), taste (1 to 10) and body (1 to 10)",
        ),
        ("title, fewest and most players, minutes", "title, fewest players, most players, minutes"),
    ],
)
def test_what_shares_a_scale_or_a_head_is_told_each(text: str, told: str) -> None:
    assert tell_in_full(text) == told


@pytest.mark.parametrize(
    "text",
    ["name and rating 1 to 5", "beach and mood 1 to 5", "games, the least and most of all"],
)
def test_a_text_has_no_scale(text: str) -> None:
    assert tell_in_full(text) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Dolls: name, measurements (head, arm, body - all cm). Shops",
            "Dolls: name, head in cm, arm in cm, body in cm. Shops",
        ),
        (
            "name, dimensions (width, depth, height, in mm), price",
            "name, width in mm, depth in mm, height in mm, price",
        ),
        ("(name, set-up date+time, place)", "(name, set-up date, set-up time, place)"),
        ("name, arrival (date/time), car", "name, arrival date, arrival time, car"),
        ("name, measurements (tall, short, all good), price", None),
        ("due date, time spent, place", None),
    ],
)
def test_a_unit_or_a_name_is_shared(text: str, told: str | None) -> None:
    assert tell_in_full(text) == (told or text)
