"""What became of something, told in a clause of several values, is one choice."""

import time

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.outcomes import tell_outcomes


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "en",
            "Chairs: maker, whether its stripped, painted or waiting, price",
            "Chairs: maker, status (stripped/painted/waiting), price",
        ),
        (
            "en",
            "name and whether they are a full or a junior or an honorary member",
            "name and kind (full/junior/honorary)",
        ),
        (
            "de",
            "Stühle: Holz, ob sie verliehen, verkauft oder verschenkt sind",
            "Stühle: Holz, Status (verliehen/verkauft/verschenkt)",
        ),
        ("de", "ob es ein Hund, eine Katze oder ein Pferd ist", "Art (Hund/Katze/Pferd)"),
        ("fr", "valeur et s'il est vendu, gardé ou donné", "valeur et statut (vendu/gardé/donné)"),
        (
            "es",
            "valor y si está vendido, guardado o regalado",
            "valor y estado (vendido/guardado/regalado)",
        ),
        (
            "it",
            "valore e se è venduto, tenuto o regalato",
            "valore e stato (venduto/tenuto/regalato)",
        ),
        (
            "pt",
            "valor e se foi vendido, guardado ou doado",
            "valor e estado (vendido/guardado/doado)",
        ),
        (
            "nl",
            "waarde en of het verkocht, gehouden of weggegeven is",
            "waarde en status (verkocht/gehouden/weggegeven)",
        ),
        (
            "pl",
            "wartość i czy został sprzedany, zatrzymany czy oddany",
            "wartość i status (sprzedany/zatrzymany/oddany)",
        ),
    ],
)
def test_values_of_a_clause_stand_in_brackets(language: str, text: str, told: str) -> None:
    assert tell_outcomes(text, language) == told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "whether I went, she came or nobody did"),
        ("en", "whether it rains, snows or hails"),
        ("en", "whether it is working or broken"),
        ("en", "and whether the kids, mum or dad drove"),
        ("de", "ob er bezahlt hat"),
        ("de", "ob Oma krank, müde oder fit ist"),
        ("fr", "si je veux, tu peux ou il part"),
        ("nl", "appels, peren of pruimen"),
        ("en", "Loans: who, date, and if the book is late, torn or lost, remind me."),
        ("fr", "Adhérents : nom. Si le membre est absent, malade ou excusé, on l'appelle."),
        ("pt", "Chaves: nome, guarda-se na gaveta, no cofre ou na mala."),
        ("nl", "Leden: naam, of het lid half betaald, helemaal betaald of te laat is"),
    ],
)
def test_other_clauses_stay(language: str, text: str) -> None:
    assert tell_outcomes(text, language) == text


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "nl",
            "Leden: naam, of het lid contant, met pas of via bank betaald heeft",
            "Leden: naam, betaalwijze (contant/met pas/via bank)",
        ),
        ("de", "Käse: Name, ob weich, hart oder cremig", "Käse: Name, Art (weich/hart/cremig)"),
        ("fr", "Pilules : nom, si matin, midi ou soir", "Pilules : nom, Moment de la journée"),
        ("en", "Dives: date, whether the sea was calm, choppy or rough", "Dives: date, sea"),
        ("en", "Dives: date. I note whether the sea was calm, choppy or rough", "note the sea ("),
        (
            "en",
            "Trips: place, whether the trip is planned, booked or done and whether the visa is "
            "asked, paid or refused",
            "status (planned/booked/done) and visa status (asked/paid/refused)",
        ),
    ],
)
def test_it_is_called_by_what_it_tells_of(language: str, text: str, told: str) -> None:
    assert told in tell_outcomes(text, language)


def test_it_is_a_field_to_choose_from() -> None:
    (camera,) = analyse(
        "Old cameras: make, year, whether they're working, broken or for parts"
    ).entities
    assert camera.fields[-1].choices == ("working", "broken", "for parts")


@pytest.mark.parametrize("piece", ["whether it is a, ", "ob sie oder ", "s'il est a, ", "of "])
def test_hostile_texts_are_read_in_time(piece: str) -> None:
    begun = time.monotonic()
    for language in ("en", "de", "fr", "nl"):
        tell_outcomes((piece * 8_000)[:8_000], language)
    assert time.monotonic() - begun < 2
