"""Money that was lent and money that is owed is one list that knows the direction."""

import time

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.lent_and_owed import tell_direction, tell_paid_back
from models.fields import FieldType


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "cash i owe and cash i lent to friends: who, how much, when",
            "debts: who, how much, when, direction (lent or owed)",
        ),
        (
            "Track money people owe me and money I owe with name, amount, date.",
            "Track debts with name, amount, date, direction (lent or owed).",
        ),
        ("money i lent to friends: who, how much", None),
        ("what I lent and what I borrowed: who, how much, date", None),
        ("Money I lent and money I owe worry me a lot.", None),
    ],
)
def test_both_directions_are_one_list(text: str, told: str | None) -> None:
    assert tell_direction(text) == (told or text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("who, paid back how much so far", "who, amount paid back so far"),
        ("name, how much has been repaid, date", "name, amount repaid, date"),
        ("how much I paid, paid back yes/no", None),
        ("how much paid, date", None),
    ],
)
def test_what_was_paid_back_is_an_amount(text: str, told: str | None) -> None:
    assert tell_paid_back(text) == (told or text)


def test_a_debt_has_a_direction() -> None:
    request = "money i lent & money i owe. who how much when, paid back how much so far"
    (debt,) = analyse(request).entities
    kinds = {field.label: field.type for field in debt.fields}
    assert FieldType.CHOICE in kinds.values()
    assert list(kinds.values()).count(FieldType.MONEY) == 2


def test_hostile_text_is_read_in_time() -> None:
    begin = time.perf_counter()
    tell_direction("money i lent and money i owe " * 270)
    assert time.perf_counter() - begin < 1
