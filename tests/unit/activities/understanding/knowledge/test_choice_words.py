"""What can be chosen is told whole."""

import pytest

from activities.understanding.knowledge.choice_words import exclude_each_other
from activities.understanding.knowledge.inference import infer, read_choices
from models.fields import FieldType


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        ("4, 8 or 12 weeks", ("4 weeks", "8 weeks", "12 weeks")),
        ("1 or 2 hours", ("1 hour", "2 hours")),
        ("10, 20 or 30%", ("10%", "20%", "30%")),
        ("$ to $$$$", ("$", "$$", "$$$", "$$$$")),
        ("4 days, 2 weeks", ("4 days", "2 weeks")),
        ("small, medium or 12 weeks", ("small", "medium", "12 weeks")),
        ("1, 2 or 3", ("1", "2", "3")),
        ("3/4, 4/4 or 6/8", ("3/4", "4/4", "6/8")),
        ("full, 2/3 or 1/3", ("full", "2/3", "1/3")),
        ("1/2/3", ("1", "2", "3")),
        ("raw/boiled, or fried", ("raw", "boiled", "fried")),
        ("low to high", ("low to high",)),
    ],
)
def test_what_can_be_chosen_has_its_unit_and_all_steps(
    words: str, choices: tuple[str, ...]
) -> None:
    assert read_choices(words) == choices


def test_steps_of_a_sign_are_a_choice() -> None:
    hint = infer("price level $ to $$$")
    assert (hint.label, hint.type, hint.choices) == (
        "price level",
        FieldType.CHOICE,
        ("$", "$$", "$$$"),
    )
    assert infer("price in $").type is FieldType.MONEY


@pytest.mark.parametrize(
    ("words", "alternatives"),
    [("home/away", True), ("Girl / boy", True), ("phone/email", False), ("home", False)],
)
def test_only_one_of_two_can_be_so(words: str, alternatives: bool) -> None:
    assert exclude_each_other(words) is alternatives


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        ("a digiuno/dopo pranzo", ("a digiuno", "dopo pranzo")),
        ("a mediodía, por la noche", ("a mediodía", "por la noche")),
        ("a card, a call or a present", ("card", "call", "present")),
    ],
)
def test_a_time_keeps_its_preposition_and_a_thing_loses_its_article(
    words: str, choices: tuple[str, ...]
) -> None:
    assert read_choices(words) == choices


def test_what_is_still_to_be_done_keeps_its_preposition() -> None:
    assert read_choices("a pagar, pago") == ("a pagar", "pago")
    assert read_choices("a car, a bike") == ("car", "bike")
