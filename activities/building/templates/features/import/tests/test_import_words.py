"""Cells are read as people write them, and not at all where they could mean two things."""

from decimal import Decimal

import pytest

from app.features.import_words import Column
from app.model import Field, Kind
from app.values import InvalidError, Stored


def column(kind: Kind, *cells: str, currency: str = "EUR") -> list[Stored]:
    field = Field(name="x", label="X", kind=kind, choices=["In use"], maximum=_top(kind))
    found = Column.of(field, currency, cells)
    return [found.read(cell) for cell in cells]


def _top(kind: Kind) -> Decimal | None:
    return Decimal(5) if kind is Kind.RATING else None


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05",
        "2026/3/5",
        "2026-03-05 00:00:00",
        "5.3.2026",
        "05.03.26",
        "5. März 2026",
        "5 Mar 2026",
        "March 5, 2026",
        "Mar 5th 2026",
        "05-03-2026",
    ],
)
def test_dates_of_both_languages(text: str) -> None:
    assert column(Kind.DATE, text) == ["2026-03-05"]


def test_one_date_tells_how_the_others_are_written() -> None:
    assert column(Kind.DATE, "5/3/2026", "25/3/2026") == ["2026-03-05", "2026-03-25"]
    assert column(Kind.DATE, "3/5/2026", "3/25/26", "") == ["2026-03-05", "2026-03-25", None]
    assert column(Kind.DATE, "3/3/2026") == ["2026-03-03"]
    assert column(Kind.DATE, "1.2.69", "1.2.70") == ["2069-02-01", "1970-02-01"]


@pytest.mark.parametrize("text", ["5/3/2026", "31.2.2026", "5. Quark 2026", "soon", "13/13/2026"])
def test_dates_that_could_be_two_or_none(text: str) -> None:
    with pytest.raises(InvalidError):
        column(Kind.DATE, text)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("12", 1200),
        ("12.5", 1250),
        ("12,50 €", 1250),
        ("€ 1.234,50", 123450),
        ("1,234.50", 123450),
        ("1.234", 123400),
        ("1'234.50", 123450),
        ("1 234,50", 123450),
        ("1.234.567", 123456700),
        ("EUR -3", -300),
        ("\N{MINUS SIGN}3,00", -300),
    ],
)
def test_amounts_of_both_languages(text: str, cents: int) -> None:
    assert column(Kind.MONEY, text) == [cents]


def test_one_decimal_tells_how_the_others_are_written() -> None:
    assert column(Kind.DECIMAL, "1.234", "0.5") == [1_234_000, 500_000]
    assert column(Kind.DECIMAL, "1.234", "0,5") == [1_234_000_000, 500_000]
    assert column(Kind.DECIMAL, "1,234", "12.5") == [1_234_000_000, 12_500_000]
    assert column(Kind.DECIMAL, "0.125") == [125_000]
    assert column(Kind.INTEGER, "1.234", "5") == [1234, 5]
    assert column(Kind.INTEGER, "1,234") == [1234]
    weight = Field(name="x", label="X", kind=Kind.DECIMAL)
    assert Column.of(weight, "EUR", ["1.234"], ours=True).read("1.234") == 1_234_000
    assert Column.of(weight, "EUR", ["1,234", "1.5"], ours=True).read("1,234") == 1_234_000_000


@pytest.mark.parametrize(
    ("kind", "text"),
    [(Kind.DECIMAL, "1.234"), (Kind.MONEY, "$5"), (Kind.INTEGER, "1.5"), (Kind.INTEGER, "--")],
)
def test_numbers_that_could_be_two_or_none(kind: Kind, text: str) -> None:
    with pytest.raises(InvalidError):
        column(kind, text)


def test_times_answers_choices_and_stars() -> None:
    times = column(Kind.TIME, "18:30", "6:30 pm", "12 am", "18.30 Uhr", "7 Uhr", "18:30:00", "")
    assert times == ["18:30", "18:30", "00:00", "18:30", "07:00", "18:30", None]
    assert column(Kind.YES_NO, "Ja", "x", "nein", "", "TRUE", "wahr") == [1, 1, 0, 0, 1, 1]
    assert column(Kind.CHOICE, "in use", "") == ["In use", None]
    assert column(Kind.RATING, "4", "4/5", "3 of 5", "★★☆☆☆") == [4, 4, 3, 2]
    for kind, text in ((Kind.TIME, "7"), (Kind.YES_NO, "perhaps"), (Kind.CHOICE, "away")):
        with pytest.raises(InvalidError):
            column(kind, text)


def test_what_was_made_safe_is_read_as_it_was() -> None:
    assert column(Kind.TEXT, "'=1+1", "'tis", "''=x") == ["=1+1", "'tis", "'=x"]
