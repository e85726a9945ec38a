"""How somebody went or ended something is no wish, neither for a view nor against one."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.languages.glossing import gloss
from activities.understanding.wishes.boundaries import beyond_limits
from activities.understanding.wishes.views import views_declined, views_said
from models.specification import View


@pytest.mark.parametrize(
    "text",
    [
        "Staff: name, who went home without logging in.",
        "Volunteers: name, whether they left without reminding the manager.",
        "Guests: name, date, walked out without signing in.",
        "Citas: nombre, fecha, si faltó sin avisar.",
        "Clases: alumno, fecha. Quiero ver los que se fueron sin avisar.",
        "Consultas: nome, data, se faltou sem avisar.",
    ],
)
def test_how_somebody_went(text: str) -> None:
    english = gloss(text).english
    assert not views_declined(english)
    assert not {View.REMINDER, View.LOGIN} & set(views_said(english))


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("Tools: name. Anyone can use it without logging in.", View.LOGIN),
        ("Members: name, joined on. Without reminding anybody please.", View.REMINDER),
        ("I used it without logging in and want it so.", View.LOGIN),
        ("Clases: alumno, fecha. Sin avisos.", View.REMINDER),
        ("Clases: alumno, fecha. Sin recordatorios, por favor.", View.REMINDER),
    ],
)
def test_what_is_said_no_to(text: str, view: View) -> None:
    assert view in views_declined(gloss(text).english)


@pytest.mark.parametrize(
    "text",
    [
        "Faults: date, van, what. A fault is open until the mechanic signs it off.",
        "Fleet of vans. Drivers check the van each morning: tyres ok, mileage. A fault gets "
        "reported and is open until the mechanic signs it off.",
    ],
)
def test_who_ends_what_is_open_is_no_device(text: str) -> None:
    assert not analyse(text).beyond


def test_a_device_is_still_one() -> None:
    assert beyond_limits("The barcode should be scanned with the phone.")
