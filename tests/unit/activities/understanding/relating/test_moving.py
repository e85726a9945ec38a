"""What goes in and out of what each has is a list of its own."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("request_text", "entity", "fields"),
    [
        (
            "each kid: name, birthday, allergies. now the pocket money: kids hand it in on day one "
            "and take some out at the kiosk, so for each kid in and out with date and what for, "
            "and we must always see whats left.",
            "pocket_money_entry",
            {"Date", "What for", "In or out", "Amount"},
        ),
        (
            "Savings for the grandchildren. Children with name and birthday. For each child money "
            "in and out: date, amount, reason",
            "entry",
            {"Date", "Reason", "In or out", "Amount"},
        ),
    ],
)
def test_moves_belong_to_each(request_text: str, entity: str, fields: set[str]) -> None:
    understood = analyse(request_text)
    found = next(one for one in understood.entities if one.name == entity)
    assert {field.label for field in found.fields} == fields
    (child,) = (one for one in understood.entities if one.name == "child")
    assert not fields & {field.label for field in child.fields}
    assert [one.target for one in understood.relations if one.source == entity] == ["child"]
    assert len(understood.entities) == 2


@pytest.mark.parametrize(
    "request_text",
    [
        "Cats with name and age. Each cat goes in and out as it likes.",
        "Employees with name and phone. For each employee in and out with date and time.",
    ],
)
def test_whoever_goes_in_and_out_has_no_moves(request_text: str) -> None:
    labels = {one.label for entity in analyse(request_text).entities for one in entity.fields}
    assert "In or out" not in labels
