"""What a field is called has no article, no scale and no "which"."""

import pytest

from activities.understanding.languages.bare import bare, without_article


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
    ],
)
def test_a_noun_tells_a_field_on_its_own(words: str, language: str, name: str) -> None:
    assert bare(words, language) == name


def test_without_its_article_the_rest_stays() -> None:
    assert without_article("le lieu", "fr") == "lieu"
    assert without_article("welchen Platz", "de") == "welchen Platz"
