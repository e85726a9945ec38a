"""Clauses that ask which of several states something is in are a choice."""

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
