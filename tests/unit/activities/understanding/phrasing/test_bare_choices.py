"""Values that nothing but their place tells are one choice."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.bare_choices import tell_bare_choices


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a date and a result 1-0, 0-1 or draw.", "a date and a result (1-0/0-1/draw)."),
        ("age group 3-5, 6-8 or 9-11, coach", "age group (3-5/6-8/9-11), coach"),
        (
            "time, left breast, right breast or bottle, ml",
            "time, kind (left breast/right breast/bottle), ml",
        ),
        ("day, left knee, right knee or both", "day, side (left knee/right knee/both)"),
        ("colour, material PLA PETG ABS and grams", "colour, material (PLA/PETG/ABS) and grams"),
        ("book, language EN DE, price", "book, language (EN/DE), price"),
        ("time, diaper wet dirty both", "time, diaper (wet/dirty/both)"),
        ("time, diaper wet, dirty or both", "time, diaper (wet/dirty/both)"),
        ("species, male female or can't tell, day", "species, sex (male/female/can't tell), day"),
        ("row, and is it apple pear or plum. Then", "row, and kind (apple/pear/plum). Then"),
        (
            "Name, kind, and is it apple, pear or plum",
            "Name, kind, and type (apple/pear/plum)",
        ),
        ("and whether they get a card, a call or a present", "and kind (card/call/present)"),
        ("name, whether they want tea, coffee or water", "name, kind (tea/coffee/water)"),
        ("phone, whether they take cash, card or cheque", "phone, payment (cash/card/cheque)"),
        ("what I charged and if it was cash or by bank", "what I charged and payment (cash/bank)"),
        (
            "pilot, and it is planned, flown or called off because of wind. Then",
            "pilot, and it has a status (planned/flown/called off). Then",
        ),
        ("act, whether it is hired, sewn or borrowed", "act, status (hired/sewn/borrowed)"),
        (
            "each child is in a group (bears, foxes or owls) and has a key",
            "each child has a name, a group (bears/foxes/owls) and has a key",
        ),
        ("name, and is in a team (red or blue)", "name, and a team (red/blue)"),
        ("streets (name, priority 1-3)", "streets (name, priority (1/2/3))"),
    ],
)
def test_values_stand_in_brackets(text: str, told: str) -> None:
    assert tell_bare_choices(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "name, address, phone or email",
        "first name, last name or nickname",
        "name, address, both",
        "open from 9-12, 14-16 or 18-20",
        "we deliver to USA UK DE",
        "shoe left right both, size",
        "name, is it possible or not",
        "name, whether they want a call or visit",
        "it is late, cold or dark outside",
        "what it was docked for, paid in cash or onto the card",
        "what is broken, how it is stored, shown or lent",
        "Groups have a name. Each child is in a group (bears, foxes or owls)",
        "each child is in a class (name, teacher)",
        "trick difficulty, priority 1-5",
        "title, scent strong/weak/none",
    ],
)
def test_what_is_no_choice_stays(text: str) -> None:
    assert tell_bare_choices(text) == text


@pytest.mark.parametrize(
    ("request_text", "label", "choices"),
    [
        (
            "Newborn feeding, time, left breast, right breast or bottle, ml if bottle",
            "Kind",
            ("left breast", "right breast", "bottle"),
        ),
        (
            "I clean windows for a living. Need my customers, address, how many windows, and then "
            "when I was there, what I charged and if it was cash or by bank.",
            "Payment",
            ("cash", "bank"),
        ),
        (
            "Tooth fairy book for Mia and Ben: which tooth, fell out on, what the fairy paid",
            "For whom",
            ("Mia", "Ben"),
        ),
    ],
)
def test_they_can_be_chosen(request_text: str, label: str, choices: tuple[str, ...]) -> None:
    fields = [field for entity in analyse(request_text).entities for field in entity.fields]
    (chosen,) = [field for field in fields if field.label == label]
    assert chosen.choices == choices


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tests: date, outcome pass or fail, notes", "Tests: date, outcome (pass/fail), notes"),
        ("Doors (no, state open or closed)", "Doors (no, state (open/closed))"),
        ("Tasks: who, done by (date), notes", "Tasks: who, done by date, notes"),
        ("Tests: date, it is good or bad, notes", "Tests: date, it is good or bad, notes"),
        ("Tasks: who, birthday (date), notes", "Tasks: who, birthday (date), notes"),
        ("Tasks: who, done by (name), notes", "Tasks: who, done by (name), notes"),
    ],
)
def test_two_ends_are_a_choice_and_a_type_in_brackets_is_no_field(text: str, told: str) -> None:
    assert tell_bare_choices(text) == told
