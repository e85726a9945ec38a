"""Sayings name nothing to keep, and are left out; the same words elsewhere are not."""

import pytest

from activities.understanding.phrasing.idioms import without_idioms


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("trip for six so every cent counts! Who, amount", "en", "trip for six! Who, amount"),
        ("shed build, money's tight: part, price", "en", "shed build: part, price"),
        ("Our move. time is money! Item, quote", "en", "Our move. Item, quote"),
        (
            "Umbau, denn jeder Cent zählt: Gewerk, Betrag",
            "de",
            "Umbau: Gewerk, Betrag",
        ),
        ("Bal, chaque euro compte : quoi, prix", "fr", "Bal : quoi, prix"),
        ("Obra, que cada céntimo cuenta: gremio, precio", "es", "Obra: gremio, precio"),
        ("Kamp, want elke cent telt: wat, bedrag", "nl", "Kamp: wat, bedrag"),
    ],
)
def test_a_saying_is_left_out(text: str, language: str, told: str) -> None:
    assert without_idioms(text, language) == told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("pennies: year, mint, condition", "en"),
        ("cats I look after: name, food. like herding cats at times", "en"),
        ("Cent-Münzen: Jahr, Land, jeder Cent mit Foto", "de"),
    ],
)
def test_what_is_no_saying_stays(text: str, language: str) -> None:
    assert without_idioms(text, language) == text


def test_a_request_of_nothing_else_stays() -> None:
    assert without_idioms("time is money!", "en") == "time is money!"
