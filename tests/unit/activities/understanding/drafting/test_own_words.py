"""Fields are called by the words that told them."""

import pytest

from activities.understanding.analysis import analyse


def _fields(request_text: str) -> dict[str, str]:
    entities = analyse(request_text).entities
    return {field.label: field.type.value for entity in entities for field in entity.fields}


@pytest.mark.parametrize(
    ("request_text", "label"),
    [
        ("Complaints at our bakery: date, who took it, product, solved or open", "Who took it"),
        ("Complaints: date, product, what was wrong, solved or open", "What was wrong"),
        ("Tools: name, who took it, when returned", "Borrower"),
        ("Patients: name, phone, how they heard of us", "How they heard of us"),
    ],
)
def test_a_label_is_what_was_said(request_text: str, label: str) -> None:
    assert label in _fields(request_text)


@pytest.mark.parametrize(
    ("request_text", "label", "kind"),
    [
        ("Dart players: name, nickname, points, games played", "Games played", "integer"),
        ("Stall sales: date, jars sold, takings", "Jars sold", "integer"),
        ("Repairs: date, parts used, price", "Parts used", "text"),
        ("Boiler log: coal used per day, temperature in the morning and who was on duty",
         "Coal used", "decimal"),
        ("Boiler log: coal used per day, temperature in the morning and who was on duty",
         "Temperature in the morning", "decimal"),
        ("Kids in the swimming group: need names, age, level", "Name", "text"),
        ("Lambs: ear tag, weight, how much they gained", "How much they gained", "decimal"),
        ("Weight of the lambs before and after summer pasture, ear tag number, and how much they"
         " gained", "How much they gained", "decimal"),
    ],
)  # fmt: skip
def test_a_field_has_the_type_that_it_is_told_with(
    request_text: str, label: str, kind: str
) -> None:
    assert _fields(request_text).get(label) == kind


@pytest.mark.parametrize(
    ("request_text", "without"),
    [
        ("Firewood. how many cubic metres, what kind (beech, oak, birch), price", "What"),
        ("Kids in the swimming group: need names, age, level", "Names"),
        ("Boiler log: coal used per day, temperature in the morning and who was on duty",
         "Morning"),
    ],
)  # fmt: skip
def test_no_field_is_made_of_what_belongs_to_another(request_text: str, without: str) -> None:
    assert without not in _fields(request_text)
