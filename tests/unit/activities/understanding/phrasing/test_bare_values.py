"""Values told in passing are a choice."""

import pytest

from activities.understanding.phrasing.bare_values import tell_bare_values


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("outgoings: what, date, category like food fuel clothes gifts.",
         "outgoings: what, date, category (food, fuel, clothes, gifts)."),
        ("which bin, black green brown, whose turn",
         "which bin, colour (black, green, brown), whose turn"),
        ("title, difficulty 1-5 stars, notes", "title, difficulty from 1 to 5 stars, notes"),
        ("date, price, paid card or cash, done", "date, price, payment (card/cash), done"),
        ("the date and whether they paid card, cash or still owe us.",
         "the date and payment (card/cash/still owe us)."),
    ],
)  # fmt: skip
def test_bare_values_stand_in_brackets(text: str, told: str) -> None:
    assert tell_bare_values(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "a category like the one that we had before",
        "cars: colour, black or white, price",
        "colour (black, green, brown), name",
        "chapters 1-5, notes",
        "whether they paid cash or not",
    ],
)
def test_other_words_stay(text: str) -> None:
    assert tell_bare_values(text) == text
