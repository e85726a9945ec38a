"""What is to be written down each time that it happens is a log."""

import time

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.occasions import tell_occasions


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "en",
            "Whenever the heat pump loses pressure we want to note it and see a graph",
            "Heat pump log: date, pressure, notes and see a graph",
        ),
        (
            "en",
            "Every time the freezer alarm goes off I want to make a note of it, with what I did",
            "Freezer alarm log: date, notes, what I did",
        ),
        (
            "de",
            "Jedes Mal, wenn die Heizung Druck verliert, möchte ich das notieren",
            "Heizung: Datum, Druck, Notizen",
        ),
        (
            "fr",
            "Chaque fois que la chaudière perd de la pression je veux le noter",
            "Chaudière : date, pression, remarques",
        ),
        (
            "es",
            "Cada vez que la caldera pierde presión quiero apuntarlo",
            "Caldera: fecha, presión, observaciones",
        ),
        (
            "it",
            "Ogni volta che la caldaia perde pressione voglio annotarlo",
            "Caldaia: data, pressione, osservazioni",
        ),
        (
            "nl",
            "Elke keer dat de ketel druk verliest wil ik het noteren",
            "Ketel: datum, druk, notities",
        ),
        (
            "pl",
            "Za każdym razem, gdy kocioł traci ciśnienie, chcę to zapisać",
            "Kocioł: data, ciśnienie, notatki",
        ),
    ],
)
def test_it_is_told_as_a_log(language: str, text: str, told: str) -> None:
    assert tell_occasions(text, language) == told


@pytest.mark.parametrize(
    "text",
    [
        "Every time the dog has a fit I want to write it down, with how long it lasted.",
        "Whenever the car needs oil I'd like to note it",
        "Each time our neighbour plays loud music we write it down",
        "Every time I have a headache I want to log it with the strength",
        "Every time the alarm goes off I want to write down the room and who came",
        "Whenever the boiler is serviced it costs a lot",
    ],
)
def test_what_has_records_of_its_own_stays(text: str) -> None:
    assert tell_occasions(text, "en") == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Whenever there is a water leak I want to log it."),
        ("en", "Whenever the kiln is fired I write it down: date, hours"),
        ("pt", "Sempre que abro o furo quero anotar a hora."),
        ("es", "Cada vez que lavo la furgoneta quiero apuntarlo."),
        ("it", "Ogni volta che la mia bambina tossisce voglio annotarlo"),
        ("de", "Jedes Mal wenn die alte Pumpe ausfällt, möchte ich das notieren."),
        ("de", "Jedes Mal wenn dieses Licht blinkt, möchte ich das notieren."),
        ("pl", "Za każdym razem gdy boli mnie ząb, chcę to zapisać."),
    ],
)
def test_words_that_name_no_thing_make_no_log(language: str, text: str) -> None:
    assert tell_occasions(text, language) == text


def test_what_is_measured_is_a_number() -> None:
    (boiler,) = analyse(
        "Every time the boiler loses pressure I want to jot it down and see it on a graph."
    ).entities
    assert [field.label for field in boiler.fields] == ["Date", "Pressure", "Notes"]
    assert boiler.fields[1].type == "decimal"


@pytest.mark.parametrize("piece", ["whenever the ", "every time the a b c ", "jedes mal die a "])
def test_hostile_texts_are_read_in_time(piece: str) -> None:
    begun = time.monotonic()
    for language in ("en", "de", "fr"):
        tell_occasions((piece * 8_000)[:8_000], language)
    assert time.monotonic() - begun < 2
