"""One and several of what is kept, in other languages."""

import pytest

from activities.understanding.languages.numbers import as_called, labels_of, one_of, several_of


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
        ("de", "Einsätze", "Einsatz"),
        ("de", "Vögel", "Vogel"),
        ("de", "Loks", "Lok"),
        ("fr", "Arrêts", "Arrêt"),
        ("fr", "Chevaux", "Cheval"),
        ("es", "Peces", "Pez"),
        ("es", "Herramientas compartidas", "Herramienta compartida"),
        ("es", "Plantas medicinales", "Planta medicinal"),
        ("it", "Famiglie", "Famiglia"),
        ("pt", "Animais", "Animal"),
        ("nl", "Huizen", "Huis"),
        ("pl", "Naprawy", "Naprawa"),
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
        ("it", "Serie"),
        ("es", "Ratones"),
        ("de", "Wagen"),
        ("fr", "Fils"),
        ("fr", "Déposante"),
        ("es", "Clienta"),
        ("it", "Maestra"),
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
        ("fr", "Cheval", "Chevaux"),
        ("fr", "Bateau", "Bateaux"),
        ("de", "Uhr", "Uhr"),
        ("de", "Parzelle", "Parzellen"),
        ("de", "Haus", "Häuser"),
        ("de", "Apfel", "Äpfel"),
        ("de", "Wagen", "Wagen"),
        ("es", "Lápiz", "Lápices"),
        ("it", "Famiglia", "Famiglie"),
        ("it", "Città", "Città"),
        ("pt", "Lição", "Lições"),
        ("nl", "Huis", "Huizen"),
        ("pl", "Roślina", "Rośliny"),
        ("pl", "Klient", "Klienci"),
        ("pl", "Członkini", "Członkinie"),
        ("pl", "Gospodyni", "Gospodynie"),
        ("es", "GPS", "GPS"),
        ("es", "Caos", "Caos"),
    ],
)
def test_a_plural_is_made_where_it_is_sure(language: str, one: str, many: str) -> None:
    assert several_of(one, language) == many


@pytest.mark.parametrize(
    ("language", "words", "labels"),
    [
        ("pl", "Roślin doniczkowych", ("Roślina doniczkowa", "Rośliny doniczkowe")),
        ("pl", "Książek", ("Książka", "Książki")),
        ("pl", "Rower", ("Rower", "Rowery")),
        ("de", "Einsätze", ("Einsatz", "Einsätze")),
        ("it", "Famiglia", ("Famiglia", "Famiglie")),
    ],
)
def test_one_and_several_are_told_by_either(
    language: str, words: str, labels: tuple[str, str]
) -> None:
    assert labels_of(words, language) == labels


@pytest.mark.parametrize(
    ("said", "called"),
    [
        ("telefonem", "telefon"),
        ("datą", "data"),
        ("numerami", "numery"),
        ("problem", "problem"),
        ("uwagi", "uwagi"),
        ("kto pożyczył", "kto pożyczył"),
        ("telefonem rodzica", "telefon rodzica"),
        ("datą urodzenia", "data urodzenia"),
        ("którą imprezę", "którą imprezę"),
        ("razem sztuk", "razem sztuk"),
        ("problem z autem", "problem z autem"),
    ],
)
def test_a_polish_field_is_called_in_its_first_case(said: str, called: str) -> None:
    assert as_called(said, "pl") == called


@pytest.mark.parametrize(
    ("language", "words", "one"),
    [
        ("nl", "Bardiensten", "Bardienst"),
        ("nl", "tapdiensten", "tapdienst"),
        ("nl", "bierbrouwen", "bierbrouwen"),
        ("nl", "bardienst", "bardienst"),
        ("pl", "morsowanie", "morsowanie"),
        ("pl", "Zebranie", "Zebranie"),
        ("pl", "książki", "książka"),
    ],
)
def test_compounds_are_singular_and_what_is_done_stays_a_noun(
    language: str, words: str, one: str
) -> None:
    assert one_of(words, language) == one


@pytest.mark.parametrize(
    ("language", "words", "one", "many"),
    [
        ("pt", "famílias de acolhimento", "família de acolhimento", "famílias de acolhimento"),
        ("es", "botellas de vino", "botella de vino", "botellas de vino"),
        ("it", "diario di bordo", "diario di bordo", "diario di bordo"),
        ("it", "barattolo o bottiglia", "barattolo o bottiglia", "barattoli e bottiglie"),
        ("de", "Buch oder Zeitschrift", "Buch oder Zeitschrift", "Bücher und Zeitschriften"),
        ("nl", "huis of tuin", "huis of tuin", "huizen en tuinen"),
    ],
)
def test_phrases_are_declined_where_they_can_be(
    language: str, words: str, one: str, many: str
) -> None:
    assert labels_of(words, language) == (one, many)
