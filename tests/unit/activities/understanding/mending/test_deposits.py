"""A deposit beside a price is an amount, unless it is said to be ticked."""

import pytest

from activities.understanding.analysis import analyse
from models.fields import FieldType


def _type(text: str, label: str) -> FieldType:
    return next(f.type for one in analyse(text).entities for f in one.fields if f.label == label)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Vorrei le prenotazioni con ospite, arrivo, partenza, prezzo totale e acconto versato",
         "Acconto versato"),
        ("Bookings: guest, from, to, price, deposit paid", "Deposit paid"),
        ("Buchungen: Gast, von, bis, Gesamtpreis, Anzahlung geleistet", "Anzahlung geleistet"),
        ("Réservations : client, dates, prix total, acompte versé", "Acompte versé"),
        ("Alquileres: cliente, fechas, precio, señal pagada", "Señal pagada"),
    ],
)  # fmt: skip
def test_it_is_an_amount_beside_a_price(text: str, label: str) -> None:
    assert _type(text, label) is FieldType.MONEY


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Kajaks: wer, von, bis, Preis, Anzahlung bezahlt ja/nein", "Anzahlung bezahlt"),
        ("Stays: guest, from, to, price, deposit in euros, deposit paid yes/no", "Deposit paid"),
        ("Lastenräder: wer, von wann bis wann, Kaution bezahlt ja/nein", "Kaution bezahlt"),
    ],
)
def test_it_is_a_tick_where_that_is_said(text: str, label: str) -> None:
    assert _type(text, label) is FieldType.YES_NO
