"""Tests of changes of the unit that a number is told in."""

import time

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import modify
from activities.understanding.modifying.measuring import Measured, measured_in
from models.specification import ApplicationSpecification


@pytest.fixture(scope="module")
def hikes() -> ApplicationSpecification:
    return write_specification(
        analyse("My hikes: title, date, distance in km, pack weight in kg, notes")
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("make the height feet", Measured("height", "ft")),
        ("the depth should be in inches instead of cm", Measured("depth", "inches", "cm")),
        ("miles not km", Measured("", "miles", "km")),
        ("use pounds instead of kg", Measured("", "lb", "kg")),
        ("die Fläche bitte in Hektar", Measured("Fläche", "ha")),
        ("le sel c'est en grammes", Measured("sel", "g")),
        ("la altura es en metros, no en cm", Measured("altura", "m", "cm")),
        ("il peso in grammi", Measured("peso", "g")),
        ("het gewicht moet in gram zijn", Measured("gewicht", "g")),
        ("o peso deve ser em gramas", Measured("peso", "g")),
        ("długość ma być w cm", Measured("długość", "cm")),
    ],
)
def test_the_unit_is_read(said: str, told: Measured) -> None:
    assert told in measured_in(said)


@pytest.mark.parametrize(
    "said",
    [
        "make the height required",
        "the price should be in euros",
        "the photo is in the gallery",
        "apples not pears",
        "der Termin ist in München",
        "add a weight in kg",
    ],
)
def test_other_words_name_no_unit(said: str) -> None:
    assert not measured_in(said)


@pytest.mark.parametrize("said", ["miles not km", "make the distance miles", "distance in miles"])
def test_a_number_gets_another_unit(hikes: ApplicationSpecification, said: str) -> None:
    after = modify(hikes, said, live=False)
    labels = [field.label for field in after.specification.data_model.entities[0].fields]
    assert "Distance (miles)" in labels
    assert "Distance (km)" not in labels
    assert any("not converted" in told for told in after.impact)


def test_hostile_texts_take_no_time() -> None:
    begun = time.perf_counter()
    for text in ("the a " * 26, "in in in " * 17, "make x to be " * 12, "not " * 40):
        measured_in(text)
    assert time.perf_counter() - begun < 2
