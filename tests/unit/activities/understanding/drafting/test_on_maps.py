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
