"""Whether somebody has a piece, needs it or has it twice is one choice."""

import pytest

from activities.understanding.phrasing.having import tell_having


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "stickers: number, team, have it / need it / double.",
         "stickers: number, team, status (have it/need it/double)."),
        ("en", "lego: series, got/want/spare, price",
         "lego: series, status (got/want/spare), price"),
        ("de", "Karten: Name, hab ich / fehlt mir / doppelt",
         "Karten: Name, Status (hab ich/fehlt mir/doppelt)"),
        ("it", "figurine: numero, ce l'ho / mi manca / doppia",
         "figurine: numero, stato (ce l'ho/mi manca/doppia)"),
        ("pl", "panini: numer, mam / brakuje / podwójna",
         "panini: numer, status (mam/brakuje/podwójna)"),
    ],
)  # fmt: skip
def test_the_values_are_told_in_brackets(language: str, text: str, told: str) -> None:
    assert tell_having(text, language) == told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "photos: front / back / side, date"),
        ("en", "rooms: single / double, price"),
        ("de", "Foto: vorne / hinten, Datum"),
        ("en", "things I have and need"),
        ("en", "expenses: what, amount, need / want, date"),
    ],
)
def test_other_values_and_fields_stay_as_they_are(language: str, text: str) -> None:
    assert tell_having(text, language) == text
