"""Examples that are named, kinds that are told twice, and whom something was done by."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.examples_named import tell_examples
from models.fields import FieldType


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "the courts (north court, south court, each with surface and price) and players",
            "the courts with surface and price and players",
        ),
        (
            "Trainer and doctor appointments: date, type (trainer, doctor), cost",
            "Appointments: date, type (trainer, doctor), cost",
        ),
        (
            "photo, and whether it was handed out and to whom.",
            "photo, and handed out (yes/no), handed out to whom.",
        ),
    ],
)
def test_turns_are_told_plainly(text: str, plain: str) -> None:
    assert tell_examples(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "players (name, phone, with a photo)",
        "a box (red, blue, with a lid)",
        "Trainer and doctor appointments: date, cost",
        "Plant and tool orders: date, type (seed, tool)",
        "whether it rained and who was there",
    ],
)
def test_other_turns_stay(text: str) -> None:
    assert tell_examples(text) == text


def test_kinds_behind_a_heading_are_one_choice() -> None:
    (reading,) = analyse("meter readings. electricity, gas, water. date + reading").entities
    kind = next(field for field in reading.fields if field.type is FieldType.CHOICE)
    assert kind.choices == ("electricity", "gas", "water")


def test_fields_behind_a_heading_stay_fields() -> None:
    (wine,) = analyse("Wine list. Name, grower, vintage. Notes + stars").entities
    assert {"grower", "vintage"} <= {field.name for field in wine.fields}
