"""Nothing that is kept is called by the word for the application."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("text", "label", "title"),
    [
        ("Potrzebuję prostej apki do kart wędkarskich: data, łowisko, gatunek ryby, waga",
         "Połów", "Połowy"),
        ("Suche ein kleines Progrämmchen für Kassenbons: Datum, Betrag, Laden",
         "Kassenbon", "Kassenbons"),
        ("Vorrei un programmino per le gite: data, meta, km", "Gita", "Gite"),
        ("Ik zoek een appje voor mijn vangsten: datum, water, soort, gewicht",
         "Vangst", "Vangsten"),
        ("lista do clube para a rifa: quem compra, quantos números, valor", "Entrada", "Rifa"),
    ],
)  # fmt: skip
def test_it_is_called_by_what_it_is_for(text: str, label: str, title: str) -> None:
    understood = analyse(text)
    assert (understood.entities[0].label, understood.title) == (label, title)


def test_an_evening_may_have_a_programme() -> None:
    (entity, *_) = analyse("Programme: Titel, Uhrzeit, wer auftritt").entities
    assert entity.label != "Eintrag"
