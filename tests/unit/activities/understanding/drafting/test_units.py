"""The unit that a number was told in stands in its label."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.drafting.units import without_unit


@pytest.mark.parametrize(
    ("request_text", "labels"),
    [
        ("Log my lifts: exercise, weight in kg, reps, date", {"Weight (kg)", "Reps"}),
        (
            "running log with date, distance (km), time in minutes and heart rate bpm",
            {"Distance (km)", "Time (min)", "Heart rate (bpm)"},
        ),
        ("Plots: number, how big it is in square metres, shed yes/no", {"Area (m²)"}),
        ("every loaf: hydration %, oven temperature in °C, crumb photo", {"Hydration (%)"}),
        ("Gewichtstagebuch: Datum, Gewicht in kg, Bauchumfang in cm", {"Gewicht (kg)"}),
        ("journal de course: date, distance en km, durée (minutes)", {"Durée (min)"}),
        ("fuel log: date, litres, odometer km", {"Litres", "Mileage (km)"}),
        ("Diary of my son: temperature in °C every 4 hours, notes", {"Temperature (°C)"}),
    ],
)
def test_numbers_say_their_unit(request_text: str, labels: set[str]) -> None:
    found = {field.label for one in analyse(request_text).entities for field in one.fields}
    assert labels <= found


def test_a_unit_is_no_field_of_its_own() -> None:
    (run,) = analyse("running log: date, distance (km) and heart rate bpm").entities
    assert "Bpm" not in {field.label for field in run.fields}


def test_money_and_texts_have_no_unit() -> None:
    understood = analyse("Sales at the market: date, what I sold, price in pounds, who bought it")
    labels = [field.label for one in understood.entities for field in one.fields]
    assert not any("(" in label for label in labels)


@pytest.mark.parametrize(
    ("label", "bare"),
    [("Weight (kg)", "Weight"), ("Weight", "Weight"), ("Title (as printed)", "Title (as printed)")],
)
def test_a_label_is_known_without_its_unit(label: str, bare: str) -> None:
    assert without_unit(label) == bare


@pytest.mark.parametrize("article", ["l'année", "l\u2019année"])
def test_an_elided_article_is_no_unit(article: str) -> None:
    request = f"je collectionne les capsules, il me faut la maison, {article}, la couleur"
    labels = {field.label for one in analyse(request).entities for field in one.fields}
    assert "Année" in labels
