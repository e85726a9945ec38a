"""A store has one list, with its kinds, and what is taken out is borrowed."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.stores import tell_stores


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "en",
            "Drums, flutes and stands: how many, which room",
            "Items: kind (drums/flutes/stands), how many, which room",
        ),
        (
            "en",
            "Chairs, benches, parasols - condition, how many",
            "Items: kind (chairs/benches/parasols), condition, how many",
        ),
        (
            "en",
            "The choir's cupboard: drums, flutes, stands: how many, which room",
            "The choir's cupboard. Items: kind (drums/flutes/stands), how many, which room",
        ),
        ("en", "For each room: date, hours, notes: how many", None),
        ("en", "Helpers can sign out kit and bring it back", "Helpers can borrow kit"),
        ("en", "Date, hours, notes: how many", None),
        ("en", "Books, films, games: how many, rating", None),
        ("en", "Volunteers take dogs out and bring them back", None),
        ("en", "Chairs, benches, parasols: colour, price", None),
        ("en", "Walkers take them out and bring them back", None),
        ("fr", "Adultes, enfants, seniors : combien, date", None),
        ("de", "Frauen, Männer und Kinder: wie viele, Datum", None),
        ("es", "Fecha, hora, lugar: cuántas, estado", None),
        (
            "de",
            "Zelte, Kocher und Seile: wie viele, Regal",
            "Gegenstände: Art (Zelte/Kocher/Seile), wie viele, Regal",
        ),
        (
            "fr",
            "Tentes, cordes et casques : combien, état",
            "Objets: type (Tentes/cordes/casques), combien, état",
        ),
        (
            "es",
            "Sillas, mesas, toldos: cuántas, estado",
            "Artículos: tipo (Sillas/mesas/toldos), cuántas, estado",
        ),
        (
            "it",
            "Tende, corde, caschi: quanti, stato",
            "Oggetti: tipo (Tende/corde/caschi), quanti, stato",
        ),
        (
            "pt",
            "Cadeiras, mesas, cabos: quantas, estado",
            "Itens: tipo (Cadeiras/mesas/cabos), quantas, estado",
        ),
        (
            "nl",
            "Tenten, touwen, helmen: hoeveel, plank",
            "Artikelen: soort (Tenten/touwen/helmen), hoeveel, plank",
        ),
        (
            "pl",
            "Namioty, liny, kaski: ile, półka",
            "Przedmioty: rodzaj (Namioty/liny/kaski), ile, półka",
        ),
    ],
)
def test_kinds_of_one_list(language: str, text: str, told: str | None) -> None:
    assert tell_stores(text, language) == (told or text)


def test_what_is_taken_out_is_lent() -> None:
    found = analyse("Drums, flutes, stands: how many, which room. Players take gear out for a gig.")
    ends = {(one.source, one.target) for one in found.relations}
    assert ("loan", "item") in ends
