"""Shared costs are settled exactly, with as few payments as possible."""

import itertools
from dataclasses import replace
from typing import Any

import pytest

from app.assembly import assemble
from app.features.settling import Settling
from app.features.settling_reading import Reading
from app.features.settling_shares import fair_shares, payments
from app.model import Kind, Relation, Schema
from app.records import Records
from app.site import Site
from tests.conftest import Direct, Furnish, Visitor, browser
from tests.everything import EVERYTHING

PATH = "/thing/settling"


def pay(visitor: Visitor, **costs: int) -> None:
    with visitor.site.writing("thing") as records:
        for name, price in costs.items():
            records.add({"name": name, "price": price}, {})


def by_name(furnish: Furnish) -> Visitor:
    return furnish(Settling(entity="thing", amount="price", payer="name"))


def test_shares_are_exact_to_the_cent() -> None:
    paid = {"ann": 1000, "ben": 0, "cleo": 0}
    assert fair_shares(paid, 1) == {"ann": 334, "ben": 333, "cleo": 333}
    assert fair_shares(paid, 100) == {"ann": 400, "ben": 300, "cleo": 300}
    assert sum(fair_shares({"ann": -1001, "ben": 50, "cleo": 0}, 100).values()) == -951
    assert fair_shares({}, 1) == {}


def test_groups_that_are_even_among_themselves_are_found() -> None:
    # The one who owes the most and the one who gets the most do not belong together here.
    found = payments({"a": 6, "b": -3, "c": -3, "d": 5, "e": -4, "f": -1})
    assert len(found) == 4
    assert {p.receiver for p in found if p.giver in "bc"} == {"a"}


def balances_of(people: int, number: int, largest: int) -> dict[str, int]:
    """Return different balances for each number."""
    sizes = [(number * 7919 + n * 104729) % (2 * largest + 1) - largest for n in range(people - 1)]
    return {str(n): size for n, size in enumerate([*sizes, -sum(sizes)])}


@pytest.mark.parametrize("people", [2, 5, 9, 13])
def test_payments_make_everything_even(people: int) -> None:
    for number in range(5):
        balances = balances_of(people, number, 9)
        found = payments(balances)
        for made in found:
            assert made.amount > 0
            balances[made.giver] += made.amount
            balances[made.receiver] -= made.amount
        assert not any(balances.values())
        assert len(found) < people


def test_no_fewer_payments_would_do() -> None:
    for number in range(20):
        balances = balances_of(6, number, 4)
        assert len(payments(balances)) == _fewest([b for b in balances.values() if b])


def _fewest(balances: list[int]) -> int:
    """Return the fewest payments by trying every way to divide people into groups."""
    if not balances:
        return 0
    first, rest = balances[0], balances[1:]
    best = len(balances) - 1
    for size in range(1, len(rest) + 1):
        for chosen in itertools.combinations(range(len(rest)), size):
            if first + sum(rest[i] for i in chosen) == 0:
                left = [amount for i, amount in enumerate(rest) if i not in chosen]
                best = min(best, size + _fewest(left))
    return best


def test_the_page_says_who_gives_whom(furnish: Furnish) -> None:
    visitor = by_name(furnish)
    pay(visitor, Ann=3000, Ben=600)
    pay(visitor, **{" ann ": 301})
    page = visitor.get(PATH)
    assert "€39.01 shared by 2" in page
    assert "<strong>Ben</strong> gives <strong>Ann</strong>" in page
    assert "€13.50" in page
    assert "gets €13.50" in page
    assert "€13.50" in visitor.get("/")
    assert "Settle up" in visitor.get("/thing")


def test_a_payment_is_noted_once_and_can_be_undone(furnish: Furnish) -> None:
    visitor = by_name(furnish)
    pay(visitor, Ann=3000, Ben=1000)
    form = {"giver": "ben", "receiver": "ann", "amount": "1000"}
    assert visitor.post(PATH, form).headers["location"] == f"{PATH}?notice=paid"
    assert visitor.post(PATH, form).headers["location"] == f"{PATH}?notice=changed"
    page = visitor.get(f"{PATH}?notice=paid")
    assert "Noted as paid" in page
    assert "Everything is even" in page
    assert "Ben gave Ann €10.00" in page
    assert "Everything is even" in visitor.get("/")
    pay(visitor, Ben=500)
    assert "<strong>Ann</strong> gives <strong>Ben</strong>" in visitor.get(PATH)
    assert visitor.post(f"{PATH}/1/undo", {}).status_code == 303
    assert "€7.50" in visitor.get(PATH)


@pytest.mark.parametrize("amount", ["", "-5", "x", "9" * 30, "999"])
def test_payments_that_nobody_needs_are_refused(furnish: Furnish, amount: str) -> None:
    visitor = by_name(furnish)
    pay(visitor, Ann=3000, Ben=1000)
    answer = visitor.post(PATH, {"giver": "ben", "receiver": "ann", "amount": amount})
    assert answer.headers["location"] == f"{PATH}?notice=changed"
    assert "gives" in visitor.get(PATH)


def test_everybody_who_can_be_chosen_takes_part(furnish: Furnish) -> None:
    visitor = furnish(Settling(entity="thing", amount="price", payer="state"))
    with visitor.site.writing("thing") as records:
        records.add({"name": "Pizza", "price": 1000, "state": "New"}, {})
        records.add({"name": "Wine", "price": 700}, {})
    page = visitor.get(PATH)
    assert "<strong>Old</strong> gives <strong>New</strong>" in page
    assert "Left out: 1 thing without a payer, €7.00 together" in page


def test_people_may_be_records_and_may_leave(furnish: Furnish) -> None:
    visitor = furnish(Settling(entity="thing", amount="price", payer="home"))
    with visitor.site.writing("shelf") as shelves:
        ann, ben = (shelves.add({"place": name}, {}) for name in ("Ann", "Ben"))
    with visitor.site.writing("thing") as records:
        records.add({"name": "Pizza", "price": 1000, "home": ann}, {})
    form = {"giver": str(ben), "receiver": str(ann), "amount": "500"}
    assert "paid" in visitor.post(PATH, form).headers["location"]
    assert visitor.post(f"/shelf/{ben}/delete", {}).status_code == 303
    page = visitor.get(PATH)
    assert f"Home {ben}" in page
    assert "€5.00" in page


def test_what_else_names_people_has_no_say_and_the_page_tells_so(
    furnish: Furnish, site: Site
) -> None:
    feature = Settling(entity="thing", amount="price", payer="state")
    pay(furnish(feature), Pizza=1000)
    assert "divided evenly among all." in by_name(furnish).get(PATH)
    schema = changed(name={"label": "For whom", "kind": Kind.CHOICE, "choices": ["New", "Old"]})
    other = Site(schema, site.database, 1, [feature])
    with site.writing("thing") as records:
        records.add({"name": "New", "price": 1000, "state": "New"}, {})
    transport = Direct(assemble(other))
    page = browser(transport).get(PATH).text
    transport.close()
    assert "divided evenly among all, whoever stands under “For whom”." in page
    assert "<strong>Old</strong> gives <strong>New</strong>" in page


def test_a_second_reference_to_people_has_no_say(site: Site) -> None:
    bears = Relation(name="bears", label="For whom", source="thing", target="shelf", many=True)
    schema = replace(EVERYTHING, relations=[*EVERYTHING.relations, bears])
    with site.database.reading() as connection:
        records = Records(connection, schema, schema.entity("thing"))
        assert Reading(records, "price", "home").others() == ["For whom"]
        assert Reading(records, "price", "part_of").others() == []
        assert Reading(records, "price", "name").others() == []


def changed(**fields: dict[str, Any]) -> Schema:
    """Return the schema with fields of things changed."""
    thing = EVERYTHING.entity("thing")
    found = [replace(f, **fields.get(f.name, {})) for f in thing.fields]
    entities = [replace(e, fields=found) if e is thing else e for e in EVERYTHING.entities]
    return replace(EVERYTHING, entities=entities)


def test_nothing_is_shared_yet(furnish: Furnish) -> None:
    visitor = by_name(furnish)
    assert "Nothing to share yet" in visitor.get(PATH)
    pay(visitor, Ann=1)
    assert "nobody else is known yet" in visitor.get(PATH)
    assert payments({}) == []
