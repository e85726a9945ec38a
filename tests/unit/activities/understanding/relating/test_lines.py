"""The lines of an order are a list, each of one article."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("text", "lines", "ware"),
    [
        (
            "Factures avec numéro, date et client, lignes de facture avec quantité et remise, "
            "produits avec prix",
            "Lignes de facture",
            "Produits",
        ),
        (
            "Ordini con data e fornitore, righe con quantità, prodotti con prezzo e giacenza",
            "Righe",
            "Prodotti",
        ),
        (
            "Bestellungen mit Datum, Status (offen, geliefert) und den Positionen mit Menge. "
            "Artikel mit Einheit und Preis.",
            "Positionen",
            "Artikel",
        ),
        (
            "Bestellingen met datum en klant; bestelregels met aantal; producten met naam en prijs",
            "Bestelregels",
            "Producten",
        ),
        (
            "Orders with date and customer. Order lines with quantity. Dishes with name, price.",
            "Order lines",
            "Dishes",
        ),
    ],
)
def test_a_line_is_of_an_order_and_of_an_article(text: str, lines: str, ware: str) -> None:
    understood = analyse(text)
    labels = {one.name: one.plural_label for one in understood.entities}
    line = next(name for name, label in labels.items() if label == lines)
    ends = {labels[one.target] for one in understood.relations if one.source == line}
    assert ware in ends
    assert len(ends) > 1


@pytest.mark.parametrize(
    "text",
    [
        "Bus lines with stops and timetable",
        "Weine: Name, Jahrgang, Preis und Position im Regal",
        "Spieler mit Name, Nummer und Position",
    ],
)
def test_other_lines_and_positions_are_none(text: str) -> None:
    assert len(analyse(text).entities) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Orders with date and customer, product lines with name and colour.",
        "Invoices with number and date. Bus lines with stops and length.",
        "Bestellungen mit Datum. Ersatzteile: Name, Position (Regal, Fach).",
    ],
)
def test_lines_of_something_else_are_none_of_an_order(text: str) -> None:
    assert "order_line" not in {one.name for one in analyse(text).entities}
