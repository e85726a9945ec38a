"""A way through states is a status with these values, in the person's words."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.ways import tell_ways
from models.conversation import Limit


def _statuses(request_text: str) -> dict[str, tuple[str, ...]]:
    entities = analyse(request_text).entities
    return {e.name: f.choices for e in entities for f in e.fields if f.name == "status"}


@pytest.mark.parametrize(
    ("request_text", "thing", "states"),
    [
        (
            "Bikes come in: owner, phone, what's wrong. "
            "Each goes from waiting to being repaired to fixed or can't be fixed.",
            "bike",
            ("waiting", "being repaired", "fixed", "can't be fixed"),
        ),
        (
            "Claims: policy, date, amount. A claim goes through received, being checked, "
            "waiting for papers, paid and we'd like a board.",
            "claim",
            ("received", "being checked", "waiting for papers", "paid"),
        ),
        (
            "Loans: book, who. A booking passes through new, approved, out and returned. "
            "Bookings: name, date.",
            "booking",
            ("new", "approved", "out", "returned"),
        ),
        (
            "Each order is new, then baked, then iced, then collected. "
            "Orders: customer, cake, date.",
            "order",
            ("new", "baked", "iced", "collected"),
        ),
        (
            "Book proposals move from pitched to accepted or rejected, then published. "
            "Title, author.",
            "book_proposal",
            ("pitched", "accepted", "rejected", "published"),
        ),
        (
            "Vans: plate, driver. A fault is open until the mechanic signs it off.",
            "fault",
            ("open", "signed off"),
        ),
        (
            "A complaint is open until the manager closes it. Complaint: date, who, what about.",
            "complaint",
            ("open", "closed"),
        ),
    ],
)
def test_a_way_is_a_status(request_text: str, thing: str, states: tuple[str, ...]) -> None:
    assert _statuses(request_text) == {thing: states}


def test_a_way_makes_neither_dates_nor_lists() -> None:
    understanding = analyse(
        "A repair cafe. People bring things in: item, owner's name and phone, what's wrong with "
        "it. It goes from waiting to being repaired to fixed or can't be fixed."
    )
    (item,) = understanding.entities
    assert {field.type for field in item.fields} == {"text", "choice"}


def test_whoever_signs_off_asks_for_no_device() -> None:
    understanding = analyse("Faults: van, what. A fault is open until the mechanic signs it off.")
    assert Limit.HARDWARE not in [one.limit for one in understanding.beyond]


@pytest.mark.parametrize(
    ("language", "request_text", "told"),
    [
        (
            "en",
            "A job can go from quote to booked to done",
            "can have a status (quote/booked",
        ),
        ("en", "Leads move from new -> contacted -> won", "have a status (new/contacted/won)"),
        ("en", "An invoice stays unpaid until it's paid", "has a status (unpaid/paid)"),
        (
            "en",
            "Seeds go from sown to planted out to eaten, with",
            "(sown/planted out/eaten),",
        ),
        (
            "de",
            "Aufträge gehen von angefragt über angenommen zu geliefert und bezahlt.",
            "haben einen Status (angefragt/angenommen/geliefert/bezahlt)",
        ),
        ("de", "Jede Reparatur geht von wartend zu repariert zu abgeholt.", "hat einen Status"),
        ("de", "Eine Torte ist neu, dann gebacken, dann abgeholt", "(neu/gebacken/abgeholt)"),
        ("fr", "Chaque vélo passe de reçu à réparé puis à rendu.", "(reçu/réparé/rendu)"),
        ("es", "El pastel está pedido, luego horneado, luego entregado", "tiene un estado"),
    ],
)
def test_ways_are_put_plainly(language: str, request_text: str, told: str) -> None:
    assert told in tell_ways(request_text, language)


@pytest.mark.parametrize(
    ("language", "request_text"),
    [
        ("en", "The hall is open until 6pm"),
        ("en", "The bus goes from home to school to work"),
        ("en", "The van goes from Leeds to York to Hull every day"),
        ("en", "My weight goes from 80 to 75"),
        ("en", "The shop is open until Sunday"),
        ("en", "The pool is open until it is dark"),
        ("en", "Rehearsals go from 7 to 9, then drinks"),
        ("en", "Tickets are sold, then the show starts"),
        ("en", "He is my dad, then my coach, then my friend"),
        ("en", "Trains: from, to, then price"),
        ("en", "The path goes through woods, fields and villages"),
        ("en", "Everybody goes through customs, security and boarding"),
        ("de", "Der Bus geht von Köln nach Bonn nach Ulm"),
        ("de", "Der Weg geht von der Kirche zu dem Bahnhof zu dem Markt"),
        ("fr", "On passe de la gare à la poste puis à la plage"),
        ("es", "El autobús va de Madrid a Toledo y luego a Cuenca"),
    ],
)
def test_other_ways_stay_as_they_are(language: str, request_text: str) -> None:
    assert tell_ways(request_text, language) == request_text
