"""What people enter is read exactly, refused helpfully, and shown again."""

import re
from decimal import Decimal

import pytest

from app.model import Field, Kind
from app.values import InvalidError, read, show, write

CHOICES = ["Yes", "No"]
PHOTO = f"{'0f' * 16}.jpg"


def make(kind: Kind, **more: object) -> Field:
    choices = CHOICES if kind is Kind.CHOICE else ()
    return Field(name="it", label="It", kind=kind, choices=choices, **more)


@pytest.mark.parametrize(
    ("kind", "entered", "stored", "written", "shown"),
    [
        (Kind.TEXT, "  Dune ", "Dune", "Dune", "Dune"),
        (Kind.TEXT, "", None, "", ""),
        (Kind.LONG_TEXT, "a\r\nb", "a\nb", "a\nb", "a\nb"),
        (Kind.INTEGER, "1,234", 1234, "1234", "1,234"),
        (Kind.INTEGER, "1.250", 1250, "1250", "1,250"),
        (Kind.INTEGER, "1.250.000", 1_250_000, "1250000", "1,250,000"),
        (Kind.INTEGER, "1.250,00", 1250, "1250", "1,250"),
        (Kind.INTEGER, "-7", -7, "-7", "-7"),
        (Kind.DECIMAL, "0.1", 100_000, "0.1", "0.1"),
        (Kind.DECIMAL, "1234.5", 1_234_500_000, "1234.5", "1,234.5"),
        (Kind.MONEY, "12,50", 1250, "12.50", "€12.50"),
        (Kind.MONEY, "1,234.5", 123_450, "1234.50", "€1,234.50"),
        (Kind.MONEY, "1.250,50", 125_050, "1250.50", "€1,250.50"),
        (Kind.MONEY, "1,250.50", 125_050, "1250.50", "€1,250.50"),
        (Kind.MONEY, "1.250,00", 125_000, "1250.00", "€1,250.00"),
        (Kind.MONEY, "-1.250.000", -125_000_000, "-1250000.00", "\N{MINUS SIGN}€1,250,000.00"),
        (Kind.DECIMAL, "12.345,6", 12_345_600_000, "12345.6", "12,345.6"),
        (Kind.MONEY, "€12", 1200, "12.00", "€12.00"),
        (Kind.MONEY, "12 €", 1200, "12.00", "€12.00"),
        (Kind.MONEY, "eur 12,5", 1250, "12.50", "€12.50"),
        (Kind.MONEY, "1.250,50\N{NO-BREAK SPACE}EUR", 125_050, "1250.50", "€1,250.50"),
        (Kind.MONEY, "\N{MINUS SIGN}€3.00", -300, "-3.00", "\N{MINUS SIGN}€3.00"),
        (Kind.DECIMAL, "0,500", 500_000, "0.5", "0.5"),
        (Kind.DECIMAL, "-0,125", -125_000, "-0.125", "-0.125"),
        (Kind.MONEY, "0,500", 50, "0.50", "€0.50"),
        (Kind.MONEY, "1,000,000", 100_000_000, "1000000.00", "€1,000,000.00"),
        (Kind.DECIMAL, "1.2340", 1_234_000, "1.2340", "1.234"),
        (Kind.MONEY, "-3", -300, "-3.00", "\N{MINUS SIGN}€3.00"),
        (Kind.DATE, "2026-03-05", "2026-03-05", "2026-03-05", "5 Mar 2026"),
        (Kind.TIME, "7:05", "07:05", "07:05", "07:05"),
        (Kind.YES_NO, "on", 1, "yes", "Yes"),
        (Kind.YES_NO, "", 0, "", "No"),
        (Kind.CHOICE, "Yes", "Yes", "Yes", "Yes"),
        (Kind.EMAIL, "a@b.org", "a@b.org", "a@b.org", "a@b.org"),
        (Kind.URL, "b.org/x", "https://b.org/x", "https://b.org/x", "https://b.org/x"),
        (Kind.RATING, "4", 4, "4", "4 of 5"),
        (Kind.PHOTO, f"/-/photos/{PHOTO}", PHOTO, PHOTO, "Photo"),
    ],
)
def test_round_trip(kind: Kind, entered: str, stored: object, written: str, shown: str) -> None:
    field = make(kind)
    kept = read(field, entered, "EUR")
    assert kept == stored
    assert write(field, kept, "EUR") == written
    assert show(field, kept, "EUR") == shown


@pytest.mark.parametrize(
    ("kind", "entered"),
    [
        (Kind.TEXT, "x" * 501),
        (Kind.TEXT, "a\0b"),
        (Kind.TEXT, "\ud800"),
        (Kind.INTEGER, "1.5"),
        (Kind.INTEGER, "0,500"),
        (Kind.INTEGER, "12 €"),
        (Kind.INTEGER, "1.250,50"),
        (Kind.MONEY, "€"),
        (Kind.MONEY, "$12"),
        (Kind.MONEY, "€12€"),
        (Kind.MONEY, "1.25,50"),
        (Kind.MONEY, "1.250,50.1"),
        (Kind.MONEY, "1.250.00"),
        (Kind.INTEGER, "0,500,000"),
        (Kind.INTEGER, "twelve"),
        (Kind.INTEGER, "1e5"),
        (Kind.INTEGER, "9" * 400),
        (Kind.INTEGER, "1" + "0" * 13),
        (Kind.DECIMAL, "0.1234567"),
        (Kind.DECIMAL, "nan"),
        (Kind.DATE, "5 March"),
        (Kind.DATE, "2026-02-30"),
        (Kind.TIME, "25:00"),
        (Kind.TIME, "noon"),
        (Kind.YES_NO, "perhaps"),
        (Kind.CHOICE, "Maybe"),
        (Kind.EMAIL, "nobody"),
        (Kind.URL, "javascript://x"),
        (Kind.URL, "https://[x"),
        (Kind.RATING, "6"),
        (Kind.RATING, "0"),
        (Kind.PHOTO, "../app.db"),
        (Kind.PHOTO, f"https://example.org/{PHOTO}"),
    ],
)
def test_refusal(kind: Kind, entered: str) -> None:
    with pytest.raises(InvalidError):
        read(make(kind), entered, "EUR")


@pytest.mark.parametrize(
    ("kind", "entered", "currency", "told"),
    [
        (Kind.MONEY, "15.000", "EUR", "Write 15000 or 15.00."),
        (Kind.MONEY, "-1,250", "EUR", "Write -1250 or -1.25."),
        (Kind.MONEY, "€ 1,250", "EUR", "Write 1250 or 1.25."),
        (Kind.MONEY, "1,234", "KWD", "Write 1234 or 1.234."),
        (Kind.DECIMAL, "1.500", "EUR", "Write 1500 or 1.5."),
        (
            Kind.DECIMAL,
            "1,234",
            "EUR",
            "Write 1234 or 1.2340; the zero shows that these are decimals.",
        ),
    ],
)
def test_three_digits_that_could_be_thousands_or_decimals(
    kind: Kind, entered: str, currency: str, told: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        read(make(kind), entered, currency)
    assert str(refused.value) == told
    for text in re.findall(r"-?\d[\d.]*\d", told):
        read(make(kind), text, currency)


def test_bounds_are_told() -> None:
    field = make(Kind.MONEY, minimum=Decimal("0.5"), maximum=Decimal(1000))
    with pytest.raises(InvalidError, match=r"0\.5 or more"):
        read(field, "0.49", "EUR")
    with pytest.raises(InvalidError, match="1,000 or less"):
        read(field, "1000.01", "EUR")


def test_required_fields_are_needed() -> None:
    with pytest.raises(InvalidError, match="It is needed"):
        read(make(Kind.TEXT, required=True), " ", "EUR")


@pytest.mark.parametrize(
    ("currency", "entered", "shown"),
    [
        ("JPY", "1200", "¥1,200"),
        ("JPY", "15.000", "¥15,000"),
        ("KWD", "1.234", "KWD 1.234"),
        ("KWD", "KWD 1.234", "KWD 1.234"),
        ("CHF", "CHF 5", "CHF 5.00"),
        ("USD", "5", "$5.00"),
    ],
)
def test_currencies_have_their_own_decimals(currency: str, entered: str, shown: str) -> None:
    field = make(Kind.MONEY)
    assert show(field, read(field, entered, currency), currency) == shown


def test_what_is_no_date_is_shown_as_it_is() -> None:
    assert show(make(Kind.DATE), "soon", "EUR") == "soon"


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        *((text, "2015") for text in ("Year", "year built", "Birth year", "Year of release")),
        *((text, "2015") for text in ("Jahr", "Baujahr", "Jahrgang", "Erscheinungsjahr")),
        *((text, "2015") for text in ("Vintage", "Année", "Año", "Anno", "Ano", "Bouwjaar", "Rok")),
        *((text, "2,015") for text in ("Years", "Pages", "Pages per year", "Km pro Jahr")),
        *((text, "2,015") for text in ("Visitors this year", "Yearly income", "Piano")),
    ],
)
def test_years_have_no_thousands(label: str, shown: str) -> None:
    assert show(Field(name="it", label=label, kind=Kind.INTEGER), 2015, "EUR") == shown


def test_bounds_of_years_have_no_thousands() -> None:
    field = Field(name="it", label="Year", kind=Kind.INTEGER, minimum=Decimal(1900))
    with pytest.raises(InvalidError, match="1900 or more"):
        read(field, "190", "EUR")
