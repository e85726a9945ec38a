"""What a field is called has no article, no scale and no "which"."""

import pytest

from activities.understanding.languages.bare import bare, is_loose, without_article


@pytest.mark.parametrize(
    ("words", "language", "name"),
    [
        ("welche Kamera", "de", "Kamera"),
        ("quel jour", "fr", "jour"),
        ("quale corso", "it", "corso"),
        ("qual turma", "pt", "turma"),
        ("welk boek", "nl", "boek"),
        ("która klasa", "pl", "klasa"),
        ("welche Kamera er hat", "de", "welche Kamera er hat"),
        ("à quelle heure", "fr", "à quelle heure"),
        ("qué comió", "es", "qué comió"),
        ("welche", "de", "welche"),
        ("the day", "en", "the day"),
        ("die Note von 1 bis 6", "de", "Note"),
        ("su vencimiento para que no", "es", "vencimiento"),
        ("leur rappel", "fr", "rappel"),
        ("i giorni per", "it", "giorni"),
        ("termin żeby nie zapomnieć", "pl", "termin"),
        ("Frist, damit ich sie einhalte", "de", "Frist"),
        ("para quién", "es", "para quién"),
        ("wer mit", "de", "wer mit"),
        ("si está pagado o no", "es", "si está pagado"),
    ],
)
def test_a_noun_tells_a_field_on_its_own(words: str, language: str, name: str) -> None:
    assert bare(words, language) == name


def test_without_its_article_the_rest_stays() -> None:
    assert without_article("le lieu", "fr") == "lieu"
    assert without_article("welchen Platz", "de") == "welchen Platz"


@pytest.mark.parametrize(
    ("words", "language", "loose"),
    [
        ("al", "es", True),
        ("sa", "fr", True),
        ("del", "it", True),
        ("na", "pt", True),
        ("von", "de", False),
        ("na", "nl", False),
        ("antes", "es", False),
        ("data", "pl", False),
        ("no", "en", False),
    ],
)
def test_what_only_leads_on_to_a_noun_is_no_field(words: str, language: str, loose: bool) -> None:
    assert is_loose(words, language) is loose


@pytest.mark.parametrize(
    ("words", "language", "name"),
    [
        ("Quittung als Foto", "de", "Quittung"),
        ("Foto vom Beleg", "de", "Beleg"),
        ("ticket en photo", "fr", "ticket"),
        ("foto dello scontrino", "it", "scontrino"),
        ("paragon jako zdjęcie", "pl", "paragon"),
        ("Foto vom Hund", "de", "Foto vom Hund"),
        ("Foto", "de", "Foto"),
    ],
)
def test_how_something_is_kept_is_no_part_of_it(words: str, language: str, name: str) -> None:
    assert bare(words, language) == name
