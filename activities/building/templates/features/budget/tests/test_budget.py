"""Spending is held against the limits of a month; a thing's price is the limit of its parts."""

from app.features.budget import Budget
from app.features.budget_month import Line
from app.months import Month
from app.site import today
from tests.conftest import Furnish, Visitor

MONTH = Month.at(today())


def furnished(furnish: Furnish) -> Visitor:
    roles = {"amount": "price", "date": "due", "group": "part_of", "limit": "price"}
    return furnish(Budget(entity="thing", **roles))


def limit(visitor: Visitor, name: str, amount: int | None) -> int:
    with visitor.site.writing("thing") as records:
        return records.add({"name": name, "price": amount}, {})


def spend(visitor: Visitor, on: int | None, amount: int, day: str = MONTH.days[0]) -> None:
    with visitor.site.writing("thing") as records:
        records.add({"name": "Spent", "price": amount, "part_of": on, "due": day}, {})


def test_what_is_left_of_each_limit(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    food = limit(visitor, "Food", 10_000)
    spend(visitor, food, 4_005)
    spend(visitor, food, 2_000, MONTH.days[1])
    spend(visitor, food, 9_999, MONTH.before.days[1])
    page = visitor.get("/thing/budget")
    assert "€39.95 left" in page
    assert "€60.05 of €100.00 · 60 %" in page
    assert f'href="/thing?f_part_of={food}"' in page
    assert "€0.01 left" in visitor.get(f"/thing/budget?month={MONTH.before.key}")
    assert MONTH.name in visitor.get("/thing/budget?month=nonsense")


def test_the_first_page_says_what_is_nearly_spent_or_over(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    amounts = {"Fine": 8_999, "Near": 9_000, "Gone": 10_000, "Over": 10_001}
    for name, amount in amounts.items():
        spend(visitor, limit(visitor, name, 10_000), amount)
    page = visitor.get("/")
    assert "Near: €10.00 left of €100.00 this month" in page
    assert "Gone: all of the €100.00 of this month is spent" in page
    assert "Over: €0.01 over the €100.00 of this month" in page
    assert "Fine: " not in page.replace(": Fine", "")
    assert f"Budget, {MONTH.name}" in page


def test_nothing_is_said_without_limits(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    spend(visitor, None, 500)
    page = visitor.get("/thing/budget")
    assert "No part of" in page
    assert "€5.00" in page
    assert "Needs attention" not in visitor.get("/")


def test_what_has_no_limit_is_shown_apart(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    spend(visitor, limit(visitor, "Gifts", None), 700)
    page = visitor.get("/thing/budget")
    assert "Without a limit" in page
    assert "Gifts" in page


def test_a_limit_shows_what_is_left_on_its_own_page(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    food = limit(visitor, "Food", 10_000)
    spend(visitor, food, 2_500)
    assert "€75.00 left" in visitor.get(f"/thing/{food}")
    assert "Spent in" not in visitor.get(f"/thing/{limit(visitor, 'Gifts', None)}")
    with visitor.site.writing("shelf") as shelves:
        shelf = shelves.add({"place": "Attic"}, {})
    assert "Spent in" not in visitor.get(f"/shelf/{shelf}")
    assert "Budget" not in visitor.get("/shelf")


def test_empty_pages_lead_to_the_limits(furnish: Furnish) -> None:
    page = furnished(furnish).get("/thing/budget")
    assert "No limits yet" in page


def test_a_limit_of_nothing_is_over_with_the_first_cent() -> None:
    assert not Line("None", 0, 0).is_over
    assert not Line("None", 0, 0).is_near
    assert Line("None", 1, 0).is_over
    assert (Line("None", 1, 0).percent, Line("None", 0, 0).percent) == (100, 0)
    assert Line("Refund", -500, 1000).percent == 0
