"""A list that is named among the fields of another is related to it."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("request_text", "source", "target"),
    [
        (
            "I manage 6 holiday flats. Guests book a flat from, to, number of adults, price. "
            "Broken things: flat, what, reported by, fixed",
            "defect",
            "flat",
        ),
        (
            "Huts with name and beds. Bookings: guest, hut, from, to. Damage: hut, what, fixed.",
            "damage",
            "hut",
        ),
        (
            "Ferienwohnungen mit Name und Betten. Schäden: Ferienwohnung, was, gemeldet am.",
            "damage",
            "flat",
        ),
    ],
)
def test_it_is_related_to_it(request_text: str, source: str, target: str) -> None:
    assert (source, target) in {(one.source, one.target) for one in analyse(request_text).relations}


def test_a_heading_is_no_mention() -> None:
    understood = analyse("Huts with name and beds. Bookings: guest, from, to. Damage: what, fixed.")
    assert ("booking", "damage") not in {(one.source, one.target) for one in understood.relations}


def test_a_relation_is_called_by_what_it_leads_to() -> None:
    understood = analyse(
        "Dance school: courses (style, level, day, time, teacher), dancers (name, phone, parent), "
        "and who is in which course."
    )
    (link,) = understood.relations
    assert (link.source, link.label) == ("dancer", "Course")


def test_times_of_a_day_are_of_what_the_list_is_of() -> None:
    (entity,) = analyse("Blood sugar: morning, noon, evening, insulin dose, remarks.").entities
    types = {field.label: field.type.value for field in entity.fields}
    assert types["Blood sugar morning"] == types["Blood sugar evening"] == "decimal"


@pytest.mark.parametrize(
    ("request_text", "name", "count"),
    [
        ("Carnet de vaccins pour mes 3 chevaux : cheval, vaccin, date, rappel le, vétérinaire,"
         " prix", "horse", 1),
        ("Vendo doces: clientes, encomendas com data de entrega, doce, quantidade, pago sim/não",
         "customer", 2),
    ],
)  # fmt: skip
def test_what_only_stands_among_many_fields_has_just_a_name(
    request_text: str, name: str, count: int
) -> None:
    found = {one.name: one for one in analyse(request_text).entities}
    assert min(len(found[name].fields), 2) == count


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (
            "People buy a voucher: number, buyer, price. A flight is date, launch field. "
            "Passengers on a flight: name, weight in kg (really needed!), phone and their voucher.",
            {("passenger", "flight"), ("passenger", "voucher")},
        ),
        (
            "Bikes: frame number, colour. Repairs of a bike: date, what was done, cost.",
            {("repair", "bike")},
        ),
    ],
)
def test_a_heading_and_its_last_words_relate(text: str, links: set[tuple[str, str]]) -> None:
    assert links <= {(link.source, link.target) for link in analyse(text).relations}


def test_what_only_stands_near_is_not_related() -> None:
    text = "Plants: name, light. Tools at home: name, price and their colour."
    assert not [one for one in analyse(text).relations if one.source == "tool"]
