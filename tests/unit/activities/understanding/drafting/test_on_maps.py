"""A place that is told with a map is kept, under its own word."""

import pytest

from activities.understanding.analysis import analyse
from models.specification import View


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Funghi con il posto sulla mappa, data, specie, foto", "Posto"),
        ("Vogelwaarnemingen met plek op de kaart, datum, soort, foto", "Plek"),
        ("Pilzfunde mit Ort auf der Karte, Datum, Art, Foto", "Ort"),
    ],
)
def test_the_place_is_kept(text: str, place: str) -> None:
    understood = analyse(text)
    (entity,) = understood.entities
    assert place in [field.label for field in entity.fields]
    assert View.MAP in understood.views


def test_a_menu_is_no_map() -> None:
    understood = analyse("Gerichte auf der Karte: Name, Preis, Allergene")
    assert View.MAP not in understood.views
    assert [field.label for field in understood.entities[0].fields][:1] == ["Name"]


def test_the_name_stays_first() -> None:
    text = "Bäume: Name, Höhe, Foto. Der Ort auf der Karte soll auch dabei sein."
    assert analyse(text).entities[0].fields[0].label == "Name"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("want to see on a map where all our geocaches are hidden and when we last checked them",
         "Location"),
        ("Nest boxes: number, species, last cleaned. show them on a map", "Location"),
        ("Ich will auf einer Karte sehen, wo unsere Nistkästen hängen und wann sie zuletzt "
         "gereinigt wurden", "Standort"),
        ("Je veux voir sur une carte où sont nos ruches", "Emplacement"),
    ],
)  # fmt: skip
def test_what_is_seen_on_a_map_has_a_place(text: str, label: str) -> None:
    (entity,) = analyse(text).entities
    labels = [field.label for field in entity.fields]
    assert label in labels
    assert labels[0] != label


@pytest.mark.parametrize(
    "text",
    [
        "Customers with name and address. show them on a map",
        "Trees: species, height. No need to show them on a map.",
        "Weine, die wir auf der Karte haben, sollen angezeigt werden: Jahrgang, Traube",
        "Loyalty stamps on a card: customer, date",
    ],
)
def test_no_second_place_and_none_without_a_map(text: str) -> None:
    labels = {field.label for one in analyse(text).entities for field in one.fields}
    assert not labels & {"Location", "Ort"}
