"""A sheet on which so many people sign up for a day keeps the day and the people."""

import time

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.sheets import tell_sheets


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "en",
            "Need a sign-up sheet for the beach clean, Sundays, three volunteers each time",
            "Beach clean duties: date, volunteer 1, volunteer 2, volunteer 3",
        ),
        (
            "en",
            "We need a rota for the bar, two people every night, with phone number.",
            "Bar duties: date, person 1, person 2, with phone number.",
        ),
        (
            "en",
            "A rota for the shop, Tuesday, Thursday and Saturday, two helpers each shift.",
            "Shop duties: date, helper 1, helper 2.",
        ),
        ("en", "I'd like a rota for the tea hut, Saturday mornings", "Tea hut duties: date, who"),
        (
            "de",
            "Wir brauchen einen Dienstplan für den Weltladen, samstags, zwei Leute pro Termin",
            "Weltladen: Datum, Person 1, Person 2",
        ),
        (
            "fr",
            "Feuille d'inscription pour la buvette, les samedis, deux bénévoles à chaque fois",
            "Buvette: date, bénévole 1, bénévole 2",
        ),
        (
            "es",
            "Necesito una hoja de inscripción para la limpieza, los sábados, dos personas cada vez",
            "Limpieza: fecha, persona 1, persona 2",
        ),
        (
            "it",
            "Mi serve una lista dei turni per la pulizia, il sabato, due persone ogni volta",
            "Pulizia: data, persona 1, persona 2",
        ),
        (
            "pt",
            "Preciso de uma escala para a limpeza, aos sábados, duas pessoas de cada vez",
            "Limpeza: data, pessoa 1, pessoa 2",
        ),
        (
            "nl",
            "Rooster voor de schoonmaak, zaterdagen, twee mensen per keer",
            "Schoonmaak: datum, persoon 1, persoon 2",
        ),
        (
            "pl",
            "Lista zapisów na sprzątanie, w soboty, dwie osoby za każdym razem",
            "Sprzątanie: data, osoba 1, osoba 2",
        ),
    ],
)
def test_a_sheet_has_a_date_and_people(language: str, text: str, told: str) -> None:
    assert tell_sheets(text, language) == told


@pytest.mark.parametrize(
    "text",
    [
        "a rota for the kids' chores with points",
        "Rota for three people: morning, evening",
        "Sign-in sheet for the pottery class, Mondays",
        "A rota for our flat, every Sunday: who hoovers, who washes up",
        "Rota for the shop, two boxes each day",
        "Our club has 40 members and a rota for the bar, two people each night",
    ],
)
def test_other_rotas_stay(text: str) -> None:
    assert tell_sheets(text, "en") == text


def test_a_list_of_people_is_no_list_of_duties() -> None:
    text = "Feuille d'inscription pour les enfants, les samedis"
    assert tell_sheets(text, "fr") == text


def test_the_day_of_the_week_is_no_field() -> None:
    understood = analyse("Sign up sheet for the hall cleaning, saturdays, two people each time")
    (duty,) = understood.entities
    assert [field.label for field in duty.fields] == ["Date", "Person 1", "Person 2"]
    assert understood.title == "Hall cleaning duties"


@pytest.mark.parametrize("piece", ["please ", "a rota for ", "rota for a saturdays and ", ". a "])
def test_hostile_texts_are_read_in_time(piece: str) -> None:
    begun = time.monotonic()
    for language in ("en", "de", "nl"):
        tell_sheets((piece * 8_000)[:8_000], language)
    assert time.monotonic() - begun < 2
