"""What half the words tell of two things is told of each of them."""

import pytest

from activities.understanding.phrasing.shared_nouns import tell_of_each


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        (
            "pl",
            "data, temperatura wody i powietrza, ile minut",
            "data, temperatura wody, temperatura powietrza, ile minut",
        ),
        ("de", "Temperatur von Wasser und Luft", "Temperatur von Wasser, Temperatur von Luft"),
        (
            "de",
            "Tag, Preis des Stoffs und der Arbeit",
            "Tag, Preis des Stoffs, Preis der Arbeit",
        ),
        (
            "fr",
            "lac, température de l'eau et de l'air, durée",
            "lac, température de l'eau, température de l'air, durée",
        ),
        (
            "es",
            "fecha, temperatura del agua y del aire",
            "fecha, temperatura del agua, temperatura del aire",
        ),
        (
            "it",
            "data, temperatura dell'acqua e dell'aria",
            "data, temperatura dell'acqua, temperatura dell'aria",
        ),
        (
            "pt",
            "dia, temperatura da água e do ar",
            "dia, temperatura da água, temperatura do ar",
        ),
        (
            "nl",
            "datum, temperatuur van water en lucht",
            "datum, temperatuur van water, temperatuur van lucht",
        ),
        ("de", "Etappe von, nach, km", "Etappe: von, nach, km"),
        ("nl", "Rit van, naar, km", "Rit: van, naar, km"),
    ],
)
def test_what_shares_a_noun_is_told_in_full(language: str, said: str, told: str) -> None:
    assert tell_of_each(said, language) == told


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("pl", "temperatura wody i czas"),
        ("pl", "Mierzę, jaka jest temperatura wody i powietrza zimą"),
        ("de", "Temperatur von Wasser und Dauer"),
        ("de", "Temperatur des Wassers und Dauer"),
        ("fr", "température de l'eau et durée"),
        ("es", "temperatura del agua y hora"),
        ("it", "prezzo della stoffa e data"),
        ("de", "Urlaub von, bis, wer"),
        ("de", "Fahrten: mit von, nach, km"),
        ("de", "Datum, Zug von, nach Köln, Preis"),
        ("en", "temperature of water and air"),
    ],
)
def test_what_shares_none_stays(language: str, said: str) -> None:
    assert tell_of_each(said, language) == said
