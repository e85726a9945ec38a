"""Kinds of what is left are a choice of what is kept."""

import pytest

from activities.understanding.phrasing.in_stock import tell_stock


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        (
            "I want to know what I have left of oils, lye and scents. Name, quantity, supplier",
            "en",
            "I want to know what I have left. Items: kind (oils/lye/scents), "
            "Name, quantity, supplier",
        ),
        (
            "was ich noch auf Lager habe an Wolle, Knöpfen, Garn: Name, Farbe, Menge",
            "de",
            "was ich noch auf Lager habe. Artikel: Art (Wolle/Knöpfen/Garn), Name, Farbe, Menge",
        ),
        (
            "ce qui me reste en stock de farine, sucre, levure. nom, fournisseur, quantité",
            "fr",
            "ce qui me reste en stock. Articles: type (farine/sucre/levure), "
            "nom, fournisseur, quantité",
        ),
        (
            "qué me queda de cera, mechas y aromas: nombre, proveedor, cantidad",
            "es",
            "qué me queda. Artículos: tipo (cera/mechas/aromas), nombre, proveedor, cantidad",
        ),
        (
            "cosa mi resta di farina, zucchero e lievito: nome, quantità, scadenza",
            "it",
            "cosa mi resta. Articoli: tipo (farina/zucchero/lievito), nome, quantità, scadenza",
        ),
    ],
)
def test_kinds_are_told_as_a_choice(text: str, language: str, told: str) -> None:
    assert tell_stock(text, language) == told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("what I have left of name, quantity, price. Date, shop, notes", "en"),
        ("what I have left of oils, lye and scents. Remind me.", "en"),
        ("what I have left of oils, lye and scents. Name, kind, quantity", "en"),
        ("the items that are left, oils, lye and scents. Name, quantity, supplier", "en"),
        ("en stock de farine, sucre, levure. nom, catégorie, quantité", "fr"),
        ("co zostało z mąki, cukru, drożdży. nazwa, ilość, dostawca", "pl"),
    ],
)
def test_other_lists_stay_as_they_are(text: str, language: str) -> None:
    assert tell_stock(text, language) == text
