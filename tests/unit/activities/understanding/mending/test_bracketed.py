"""Values with a decimal point are read whole, and a note in brackets is no field."""

import pytest

from activities.understanding.analysis import analyse
from models.specification import FieldSpecification


def _fields(request: str) -> dict[str, FieldSpecification]:
    return {field.label: field for one in analyse(request).entities for field in one.fields}


@pytest.mark.parametrize(
    ("request_", "label", "choices"),
    [
        ("Screws: size (2.5 mm, 3 mm, 3.5 mm), how many", "Size", ("2.5 mm", "3 mm", "3.5 mm")),
        ("Bottles: name, size (0.75l, 1.5l, 3l), year", "Size", ("0.75l", "1.5l", "3l")),
        (
            "Cars: make, engine (1.2, 1.6 or 2.0 litres), colour",
            "Engine",
            ("1.2 litres", "1.6 litres", "2.0 litres"),
        ),
        (
            "Paint pots: colour, size 0.5l, 0.75l or 1.5l, shelf",
            "Size",
            ("0.5l", "0.75l", "1.5l"),
        ),
        (
            "I run a driving school. Pupils: name, phone, licence number. Lessons belong to a pupil"
            " and an instructor and have a date, start time, duration (1h, 1.5h, 2h), topics"
            " covered and whether it's been paid.",
            "Duration",
            ("1h", "1.5h", "2h"),
        ),
        ("Flaschen: Name, Größe (0.75 l, 1.5 l), Jahrgang", "Größe", ("0.75 l", "1.5 l")),
    ],
)
def test_values_are_read_whole(request_: str, label: str, choices: tuple[str, ...]) -> None:
    assert _fields(request_)[label].choices == choices


@pytest.mark.parametrize(
    ("request_", "labels"),
    [
        (
            "Flights: date, aircraft reg, from (ICAO), to (ICAO), pilot",
            {"From (ICAO)", "To (ICAO)"},
        ),
        ("Trips: date, from (village), to (village), km", {"From (village)", "To (village)"}),
    ],
)
def test_a_word_in_brackets_behind_a_field_is_a_note(request_: str, labels: set[str]) -> None:
    told = set(_fields(request_))
    assert labels <= told
    assert not told & {"ICAO", "Icao", "Village"}
    assert all(label.count("(") == label.count(")") for label in told)


@pytest.mark.parametrize(
    ("request_", "label", "kind"),
    [
        ("Parcels: weight (kg), height (cm), sender", "Weight (kg)", "decimal"),
        ("Cats: name, chip (number), vaccinated (yes/no)", "Vaccinated", "yes_no"),
        ("Visits: date, sessions left, rating (1 to 5)", "Rating", "rating"),
        ("Yoga classes: date, lasts 10, 20 or 30 minutes, teacher", "Teacher", "text"),
    ],
)
def test_units_and_scales_stay_what_they_are(request_: str, label: str, kind: str) -> None:
    assert _fields(request_)[label].type == kind


@pytest.mark.parametrize(
    ("request_", "labels"),
    [
        ("Kundinnen: Name, Telefon, Maße (Brust, Taille, Hüfte)", {"Brust", "Taille", "Hüfte"}),
        ("socias (nombre, teléfono, medidas: pecho, cintura, cadera)", {"Pecho", "Cintura"}),
        ("klientki (imię, telefon, wymiary: biust, talia, biodra)", {"Biust", "Talia", "Biodra"}),
    ],
)
def test_each_measure_is_a_number(request_: str, labels: set[str]) -> None:
    told = _fields(request_)
    assert {told[label].type for label in labels} == {"decimal"}


def test_sizes_are_chosen_and_not_measured() -> None:
    told = _fields("camisetas (color, medidas: pequeña, mediana, grande)")
    assert "decimal" not in {field.type for field in told.values()}


def test_values_behind_a_colon_end_a_list() -> None:
    told = _fields("gatos (nome, idade, estado: em casa, em família de acolhimento, adotado)")
    assert told["Estado"].choices == ("em casa", "em família de acolhimento", "adotado")
