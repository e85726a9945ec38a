"""Words around a list of fields that are no part of it."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.chatter import tell_for_whom, without_chatter


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "been applying for jobs like crazy, need company, position, date sent",
            "been applying for jobs: company, position, date sent",
        ),
        ("we bake like mad and sell it", "we bake and sell it"),
        (
            "I train for a marathon - want date, km, shoes",
            "I train for a marathon: date, km, shoes",
        ),
    ],
)
def test_what_is_only_said_with_vigour_is_left_out(text: str, told: str) -> None:
    assert without_chatter(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "We like crazy golf, course, score, date",
        "name, phone, need help, notes",
        "Children: name, need medication, age, notes",
        "When a jacket is cleaned, note date, what was done, cost",
        "Our bees are sold out, need a new list, date, price",
    ],
)
def test_what_is_told_stays(text: str) -> None:
    assert without_chatter(text) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Tooth book for Mia and Ben: which tooth, lost on",
            "Tooth book for Mia and Ben: for whom (Mia/Ben), which tooth, lost on",
        ),
        (
            "Pocket money for Anna, Tom & Lea - date, amount",
            "Pocket money for Anna, Tom & Lea - for whom (Anna/Tom/Lea), date, amount",
        ),
    ],
)
def test_each_entry_is_for_one_of_those_that_are_named(text: str, told: str) -> None:
    assert tell_for_whom(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Planner for Monday and Tuesday: task, done",
        "Book club for Smith and Sons: book, date",
        "Tooth book for Mia and Ben: which child, tooth, lost on",
        "A diary for mum and dad: date, mood",
    ],
)
def test_who_else_is_named_is_no_choice(text: str) -> None:
    assert tell_for_whom(text) == text


def test_nothing_is_called_crazy_or_needed() -> None:
    understanding = analyse(
        "been applying for jobs like crazy, need company, position, date sent and salary"
    )
    labels = {field.label for entity in understanding.entities for field in entity.fields}
    assert {"Company", "Position", "Date sent", "Salary"} <= labels
    assert not labels & {"Crazy", "Need company"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Boats: name, berth. Need a list of who is away",
            "Boats: name, berth. I need a list of who is away",
        ),
        ("Boats: name. Want to see the sums", "Boats: name. I want to see the sums"),
        ("Boats: name, needs. Need: paint, rope", "Boats: name, needs. Need: paint, rope"),
        ("Boats: name, need a list, berth", "Boats: name, need a list, berth"),
    ],
)
def test_a_wish_in_a_sentence_of_its_own_has_somebody_who_has_it(text: str, told: str) -> None:
    assert without_chatter(text) == told
