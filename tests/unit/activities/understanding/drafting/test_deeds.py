"""What each of somebody does with one of something is a record of its own."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("text", "act", "ends", "fields"),
    [
        (
            "Each student picks a company: start date, mentor",
            "choice",
            {"student", "company"},
            {"start_date", "mentor"},
        ),
        (
            "Every household orders from a farm: quantity, price, collected",
            "order",
            {"household", "farm"},
            {"quantity", "price", "collected"},
        ),
        (
            "Each volunteer adopts a tree: date, remarks",
            "adoption",
            {"volunteer", "tree"},
            {"adoption_date", "remarks"},
        ),
        (
            "Members borrow bikes: date out, date back",
            "loan",
            {"member", "bike"},
            {"date_out", "date_back"},
        ),
        (
            "Every customer books a table: date, time, people",
            "booking",
            {"customer", "table_name"},
            {"booking_date", "booking_time", "people"},
        ),
        (
            "Siamo un gruppo di acquisto solidale. I produttori hanno nome, prodotti e giorno di "
            "consegna. Ogni famiglia ordina da un produttore: quantità, prezzo, ritirato sì o no.",
            "order",
            {"family", "maker"},
            {"quantity", "price"},
        ),
        (
            "Jede Familie bestellt bei einem Hof: Menge, Preis, abgeholt",
            "order",
            {"family", "farm"},
            {"quantity", "price"},
        ),
        (
            "Chaque membre emprunte un vélo: date de sortie, date de retour",
            "loan",
            {"member", "bike"},
            {"start_date", "return_date"},
        ),
        (
            "Cada familia pide a un productor: cantidad, precio",
            "order",
            {"family", "producer"},
            {"quantity", "price"},
        ),
        (
            "Elk gezin bestelt bij een boer: hoeveelheid, prijs",
            "order",
            {"family", "grower"},
            {"quantity", "price"},
        ),
    ],
)
def test_a_deed_is_related_to_both(text: str, act: str, ends: set[str], fields: set[str]) -> None:
    understood = analyse(text)
    links = {(link.source, link.target) for link in understood.relations}
    assert links == {(act, end) for end in ends}
    names = {one.name: {field.name for field in one.fields} for one in understood.entities}
    assert set(names) == {act, *ends}
    assert fields <= names[act]
    assert not any(fields & names[end] for end in ends)


def test_what_is_ordered_is_told_of_the_order() -> None:
    understood = analyse("Customers order cakes: flavour, size, collection date")
    assert [one.plural_label for one in understood.entities] == ["Orders", "Customers"]
    assert [(link.source, link.target) for link in understood.relations] == [("order", "customer")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Each member has a locker: number, key", {"member", "locker"}),
        ("Each volunteer works a shift in the shop: date, hours", {"volunteer", "shift"}),
        ("Each order: date, customer, total", {"order"}),
        ("Each room holds a desk: size, age", {"room"}),
        ("Book orders: title, author, price", {"book_order"}),
    ],
)
def test_what_is_no_deed_stays_as_it_is(text: str, names: set[str]) -> None:
    assert {one.name for one in analyse(text).entities} <= names | {"order"}
