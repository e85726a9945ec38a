"""One and several of what is kept, in other languages."""

import pytest

from activities.understanding.languages.numbers import one_of, several_of


@pytest.mark.parametrize(
    ("language", "many", "one"),
    [
        ("de", "Fahrstunden", "Fahrstunde"),
        ("de", "Pilzfunde", "Pilzfund"),
        ("de", "Mietverträge", "Mietvertrag"),
        ("es", "Premios", "Premio"),
        ("es", "Quinielas", "Quiniela"),
        ("pt", "Sorteios", "Sorteio"),
        ("fr", "Kermesses", "Kermesse"),
        ("nl", "Oppasuren", "Oppasuur"),
        ("nl", "Voordeuren", "Voordeur"),
    ],
)
def test_a_plural_that_is_sure_is_taken_back(language: str, many: str, one: str) -> None:
    assert one_of(many, language) == one


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("de", "Montage"),
        ("de", "Garten"),
        ("es", "Cumpleaños"),
        ("es", "Gafas"),
        ("es", "Lunes"),
        ("pt", "Óculos"),
        ("fr", "Repas"),
        ("fr", "Souris"),
        ("fr", "Accès"),
        ("it", "Uliveto"),
        ("de", "Loks und Wagen"),
    ],
)
def test_what_only_ends_like_a_plural_stays(language: str, word: str) -> None:
    assert one_of(word, language) == word


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("es", "Artículo", "Artículos"),
        ("pt", "Peça", "Peças"),
        ("fr", "Carnet", "Carnets"),
        ("fr", "Kermesse", "Kermesses"),
        ("it", "Uliveto", "Uliveti"),
        ("it", "Foto", "Foto"),
        ("es", "Moto", "Motos"),
        ("fr", "Cheval", "Cheval"),
        ("fr", "Bateau", "Bateau"),
        ("de", "Uhr", "Uhr"),
        ("es", "GPS", "GPS"),
        ("es", "Caos", "Caos"),
    ],
)
def test_a_plural_is_made_where_it_is_sure(language: str, one: str, many: str) -> None:
    assert several_of(one, language) == many
