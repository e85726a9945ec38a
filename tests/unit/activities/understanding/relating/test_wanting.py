"""What each of somebody wants of each of something is a list between both."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("text", "one", "fields", "targets"),
    [
        (
            "Food coop: every household says how many they want of each cheese, who has paid and "
            "who has picked up. Cheeses have a price and a supplier.",
            "Order",
            ["Quantity", "Collected", "Paid"],
            {"household", "cheese"},
        ),
        (
            "Jeder Haushalt trägt ein, wie viel er von jedem Gemüse möchte. Gemüse haben Preis "
            "und Einheit.",
            "Bestellung",
            ["Menge"],
            {"household", "vegetable"},
        ),
        (
            "Cada socio apunta cuántas quiere de cada caja; las cajas tienen precio. También "
            "quién ha pagado.",
            "Pedido",
            ["Cantidad", "Pagado"],
            {"member", "box"},
        ),
        (
            "Elk lid geeft door hoeveel het van elke plant wil. Planten hebben een prijs.",
            "Bestelling",
            ["Aantal"],
            {"member", "plant"},
        ),
    ],
)
def test_each_wish_is_a_record(text: str, one: str, fields: list[str], targets: set[str]) -> None:
    understood = analyse(text)
    made = next(entity for entity in understood.entities if entity.label == one)
    assert [field.label for field in made.fields] == fields
    ends = {link.target for link in understood.relations if link.source == made.name}
    assert ends == targets


def test_where_orders_are_kept_wishes_are_theirs() -> None:
    understood = analyse(
        "Per ogni ordine c'è un fornitore e una data di consegna. Ogni socio scrive quanto vuole "
        "di ciascun prodotto. I prodotti hanno prezzo e confezione. Poi chi ha pagato."
    )
    made = next(one for one in understood.entities if one.label == "Richiesta")
    ends = {link.target for link in understood.relations if link.source == made.name}
    assert ends == {"order", "member", "product"}


@pytest.mark.parametrize(
    "text",
    [
        "Each player has a name and number. How many goals each player scored in each match.",
        "Jede Familie hat Name und Telefon. Produkte haben einen Preis.",
        "Chaque membre a un nom et un téléphone, et combien il doit.",
        "Each machine has a number. How much each machine needs of each oil.",
        "Jeder Kuchen hat einen Namen und wie viel er von jeder Zutat braucht.",
    ],
)
def test_other_clauses_tell_of_no_wishes(text: str) -> None:
    labels = {entity.name for entity in analyse(text).entities}
    assert not labels & {"order", "request_record"}
