"""What is a field is a list of its own, where it was said how many there are of it."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.relating.counted_fields import relate_counted_fields
from tests.unit.activities.understanding.drafts import draft_of


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("We have three vans. I want deliveries with date, customer, van, address and weight.",
         "Van"),
        ("Wir sind 14 Mitarbeiter und brauchen eine Schichtliste: Datum, Mitarbeiter, Beginn, Ende",
         "Mitarbeiter"),
        ("Tennisverein mit drei Plätzen: Reservierungen mit Name, Datum, Uhrzeit, Platz", "Platz"),
        ("Nous avons quatre machines. Les pannes avec la date, la machine, la cause, réparé "
         "oui/non", "Machine"),
        ("Una casa vacanze con cinque camere: prenotazioni con nome, arrivo, partenza, camera. "
         "Nessuno deve prenotare due volte la stessa camera", "Camera"),
        ("Mamy trzy traktory. Naprawy: data, traktor, koszt, opis", "Traktor"),
        ("We hebben vijf vrijwilligers. Ik wil de diensten met datum, vrijwilliger, begin en "
         "einde", "Vrijwilliger"),
    ],
)  # fmt: skip
def test_what_is_counted_and_told_is_related(text: str, label: str) -> None:
    understood = analyse(text)
    (made,) = [one for one in understood.entities if one.label == label]
    (kept,) = [one for one in understood.entities if one is not made]
    assert [(one.source, one.target) for one in understood.relations] == [(kept.name, made.name)]
    assert label not in [field.label for field in kept.fields]


@pytest.mark.parametrize(
    "text",
    [
        "Films: title, genre, language, rating. We speak two languages and like three genres.",
        "Books with title, author, shelf. My two kids read a lot.",
        "Spiele mit Datum, Gegner, Ergebnis. Wir sind zwei Mannschaften.",
        "Visits with date, guest, note. Up to 4 guests come.",
        "Trips with date, van, km",
    ],
)
def test_what_is_a_trait_or_not_counted_stays_a_field(text: str) -> None:
    assert analyse(text).relations == ()


@pytest.mark.parametrize(
    ("text", "related"),
    [
        ("We cook three soups every Friday. Lunches: date, soup", 0),
        ("We cook three soups a week. Lunches: date, soup", 0),
        ("We have three soups. Lunches: date, soup", 1),
    ],
)
def test_how_often_is_not_which_there_are(text: str, related: int) -> None:
    draft = draft_of({"lunches": "date, soup"})
    relate_counted_fields(draft, text, "en")
    assert len(draft.links) == related
