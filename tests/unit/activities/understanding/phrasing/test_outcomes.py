"""Clauses that ask which of several states something is in are a choice."""

import time

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.outcomes import tell_outcomes
from models.fields import FieldType


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "en",
            "Orders: customer, date, whether it was sent, returned or got stuck.",
            "Orders: customer, date, status (sent/returned/stuck).",
        ),
        (
            "en",
            "I have to note if a patient came, was late or was excused, because it counts.",
            "Each patient has a status (came/late/excused), because it counts.",
        ),
        (
            "en",
            "Guests with name and whether they are a day, a weekend or a weekly guest",
            "Guests with name and kind (day/weekend/weekly guest)",
        ),
        (
            "en",
            "Shops: name, whether it is a bakery or a butcher or a dairy",
            "Shops: name, kind (bakery/butcher/dairy)",
        ),
        ("en", "Films: title, whether I watched or was bored", None),
        ("en", "Bikes: whether it was sold or not, price", None),
        ("en", "If it is wet, cold or windy we stay at home.", None),
        ("en", "Tell me whether it rains, snows or hails", None),
        (
            "de",
            "Pakete: ob es ankam, verloren ging oder liegt",
            "Pakete: Status (ankam/verloren ging/liegt)",
        ),
        ("de", "Tee: ob mild, herb oder süß, Preis", "Tee: Art (mild/herb/süß), Preis"),
        ("de", "ob möglich, Ort, Tag oder Preis", None),
        ("de", "Status, ob es ankam, fehlt oder liegt", None),
        ("fr", "s'il est arrivé, perdu ou cassé", "statut (arrivé/perdu/cassé)"),
        ("en", "a photo, whether its lent, sold or kept", "a photo, status (lent/sold/kept)"),
        ("en", "whether they paid cash, card or still owe", None),
        ("de", "ob er kommt, wer da ist oder was er bringt", None),
        ("fr", "si le colis est arrivé, perdu ou retourné", "statut (arrivé/perdu/retourné)"),
        (
            "es",
            "si la cita fue confirmada, cancelada o aplazada",
            "estado (confirmada/cancelada/aplazada)",
        ),
        (
            "it",
            "se la visita è confermata, annullata o rinviata",
            "stato (confermata/annullata/rinviata)",
        ),
        ("pt", "se a visita foi feita, adiada ou cancelada", "estado (feita/adiada/cancelada)"),
        ("nl", "of het pakket bezorgd, verloren of terug is", "status (bezorgd/verloren/terug)"),
        ("nl", "naam of merk, kleur of maat", None),
        ("pl", "czy paczka doszła, zaginęła czy wróciła", "status (doszła/zaginęła/wróciła)"),
    ],
)
def test_what_of_several_it_is(language: str, text: str, told: str | None) -> None:
    assert tell_outcomes(text, language) == (told or text)


def test_it_is_a_field_that_can_be_chosen() -> None:
    found = analyse("Repairs: device, date, and whether it was fixed, was scrapped or got lost.")
    (status,) = [f for e in found.entities for f in e.fields if f.type is FieldType.CHOICE]
    assert status.choices == ("fixed", "scrapped", "lost")


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
