"""How a fee is paid, if it is paid, is one field of who pays it."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.fees import tell_fees


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "Members: name, phone, subs cash, card or not yet, birthday",
            "Members: name, phone, subs paid (cash/card/not yet), birthday",
        ),
        (
            "Members: name, phone. Subs paid (cash, card, not yet).",
            "Members: name, phone, subs paid (cash/card/not yet).",
        ),
        (
            "Quiz. Teams with captain. Evenings with date. Fee paid cash or card. Who still owes?",
            "Quiz. Teams with captain, fee paid (cash/card). Evenings with date. Who still owes?",
        ),
        (
            "Pupils with name. Lunch money: cash, bank or nothing",
            "Pupils with name, lunch money paid (cash/bank/nothing)",
        ),
    ],
)
def test_the_ways_to_pay_a_fee_stand_behind_it(said: str, told: str) -> None:
    assert tell_fees(said) == told


@pytest.mark.parametrize(
    "said",
    [
        "A diary: date, mood. I pay my rent in cash or by card.",
        "Sales: customer, price, cash, card or not yet",
        "Gifts: voucher, card or cash",
        "Fees: name, amount, paid",
        "Members: name, subs cash, cash or cash",
    ],
)
def test_what_names_no_fee_stays(said: str) -> None:
    assert tell_fees(said) == said


@pytest.mark.parametrize(
    "request_text",
    [
        "Teams with captain and phone. Fee paid cash, card or not yet. Which teams still owe?",
        "Teams with captain, phone, fee paid (cash/card/not yet). Evenings with date and venue.",
    ],
)
def test_a_fee_is_a_choice_of_who_pays_it(request_text: str) -> None:
    entities = analyse(request_text).entities
    assert "fee" not in [entity.name for entity in entities]
    team = next(entity for entity in entities if entity.name == "team")
    choices = {field.label: field.choices for field in team.fields if field.choices}
    assert choices == {"Fee paid": ("cash", "card", "not yet")}
