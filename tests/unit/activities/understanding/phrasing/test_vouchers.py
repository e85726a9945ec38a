"""What is told behind vouchers for several classes is told of the vouchers."""

import pytest

from activities.understanding.phrasing.vouchers import tell_vouchers


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        (
            "es",
            "compra bonos de 10 clases (fecha, precio, pagado) y viene",
            "compra bonos (fecha, precio, número de clases, pagado) y viene",
        ),
        (
            "it",
            "pacchetti da 5 lezioni (data, prezzo)",
            "pacchetti (data, prezzo, numero di lezioni)",
        ),
        ("fr", "cartes de 10 cours (date, prix)", "cartes (date, prix, nombre de cours)"),
        ("de", "Karten für 10 Stunden (Datum, Preis)", "Karten (Datum, Preis, Anzahl Stunden)"),
        ("pl", "karnety na 8 zajęć (data, cena)", "karnety (data, cena, liczba zajęć)"),
    ],
)
def test_fields_behind_them_are_theirs(language: str, said: str, told: str) -> None:
    assert tell_vouchers(said, language) == told


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", "equipos de 5 jugadores (nombre, edad)"),
        ("es", "bonos de 10 clases con fecha"),
        ("es", "bonos de 10 clases (caducan)"),
        ("en", "vouchers for 10 classes (date, price)"),
    ],
)
def test_fields_of_others_stay_theirs(language: str, said: str) -> None:
    assert tell_vouchers(said, language) == said
