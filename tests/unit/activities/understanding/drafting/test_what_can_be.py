"""What something can be is a status with these values."""

import pytest

from activities.understanding.analysis import analyse
from models.specification import FieldType


@pytest.mark.parametrize(
    ("request_text", "states"),
    [
        (
            "I run a dog shelter. Dogs: name, breed, arrival date. A dog can be available, "
            "reserved or adopted.",
            ("available", "reserved", "adopted"),
        ),
        (
            "Gestisco un piccolo canile. I cani: nome, razza, data di arrivo. Un cane può essere "
            "disponibile, prenotato o adottato.",
            ("disponibile", "prenotato", "adottato"),
        ),
        (
            "Ferienzimmer mit Nummer und Preis. Ein Zimmer kann frei, reserviert oder vermietet "
            "sein.",
            ("frei", "reserviert", "vermietet"),
        ),
        (
            "Mesas con número y sitio. Una mesa puede estar libre, reservada u ocupada.",
            ("libre", "reservada", "ocupada"),
        ),
        (
            "Salles: nom, taille. Une salle peut être libre, occupée ou en travaux.",
            ("libre", "occupée", "en travaux"),
        ),
    ],
)
def test_what_it_can_be_is_chosen_from(request_text: str, states: tuple[str, ...]) -> None:
    (entity,) = analyse(request_text).entities
    assert [f.choices for f in entity.fields if f.type is FieldType.CHOICE] == [states]


def test_a_place_is_no_state() -> None:
    (entity,) = analyse(
        "Tools: name, price. A tool can be in the shed, the car or at home."
    ).entities
    assert FieldType.CHOICE not in [field.type for field in entity.fields] or "shed" not in str(
        [field.choices for field in entity.fields]
    )


def test_kinds_in_brackets_are_no_fields() -> None:
    (entity,) = analyse(
        "Couples: names, email, venue, wedding date, package (half day, full day, weekend), price"
    ).entities
    package = next(field for field in entity.fields if field.label == "Package")
    assert package.choices == ("half day", "full day", "weekend")


def test_who_asks_is_not_missed() -> None:
    understood = analyse(
        "A small theatre lends out costumes to schools. Costumes: number, description, size. "
        "Loans of a costume to a school: borrowed, due back, returned. Schools: name, phone."
    )
    assert not [one for one in understood.findings if one.what == "overlooked"]
