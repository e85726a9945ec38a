"""Numbers add up exactly and are shown as people read them; months follow each other."""

from datetime import date
from decimal import Decimal

import pytest

from app.groups import Grouping
from app.measure import Measure, shares
from app.months import Month
from app.site import Site
from app.sql import quoted
from app.sums import Sum, added_up, between, month_of
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")


def measure(name: str) -> Measure:
    return Measure.of(THING, name, "EUR")


def test_sums_are_exact_however_large(site: Site) -> None:
    with site.writing("thing") as records:
        for due in ("2026-11-01", "2026-11-30", "2026-12-01"):
            records.add({"name": "x", "price": 99999999999999, "due": due, "state": "New"}, {})
        records.add({"name": "x", "price": -1, "due": "2026-11-05"}, {})
        records.add({"name": "x", "due": "2026-11-05"}, {})
        november = between("due", *Month(date(2026, 11, 1)).days)
        rows = added_up(records, "price", [month_of("due"), quoted("state")], november)
        whole = added_up(records, "")[0].sum
    assert {row.keys: row.sum for row in rows} == {
        ("2026-11", "New"): Sum(199999999999998, 2),
        ("2026-11", None): Sum(-1, 1),
    }
    assert whole == Sum(0, 5)


def test_groups_have_names_that_differ(site: Site) -> None:
    with site.writing("thing") as records:
        keys = [records.add({"name": name}, {}) for name in ("Twin", "Twin", "One")]
        names = Grouping(records, "part_of").names([*keys, None, 99])
        ticked = Grouping(records, "done")
        states = Grouping(records, "state")
        assert list(names.values()) == [
            "Twin (1)",
            "Twin (2)",
            "One",
            "Without part of",
            "Part of 99",
        ]
        odd = "Without state"
        assert states.names([odd, None]) == {odd: f"{odd} ({odd})", None: f"{odd} (empty)"}
        assert ticked.names([0, 1]) == {0: "No", 1: "Yes"}
        assert (ticked.link(1), states.link(None)) == ("/thing?f_done=1", "")
        assert states.link("A & B") == "/thing?f_state=A+%26+B"


@pytest.mark.parametrize(
    ("name", "total", "mean"),
    [
        ("price", Sum(1001, 2), "€5.00"),
        ("weight", Sum(10_000_000, 3), "3.33"),
        ("amount", Sum(-9, 2), "−4.5"),
        ("stars", Sum(9, 2), "4.5 of 5"),
        ("", Sum(0, 0), "0"),
    ],
)
def test_averages_are_rounded(name: str, total: Sum, mean: str) -> None:
    assert measure(name).rounded(measure(name).mean(total)) == mean


def test_changes_have_a_sign() -> None:
    assert measure("price").change(Decimal("-0.5")) == "−€0.50"
    assert measure("weight").change(Decimal("0.000001")) == "+0.000001"
    assert measure("weight").change(Decimal(1) / 3) == "+0.33"
    assert measure("stars").change(Decimal(2)) == "+2"
    assert measure("").change(Decimal(0)) == "no change"
    assert measure("").shown(1200) == "1,200"


def test_edges_of_charts_are_short() -> None:
    texts = [measure("").short(Decimal(n)) for n in ("0.50", "-1200", "10000", "2500000", "1e12")]
    assert texts == ["0.5", "−1,200", "10k", "2.5M", "1tn"]


def test_shares_add_up() -> None:
    assert shares([1, 1, 1]) == [34, 33, 33]
    assert shares([2, 0]) == [100, 0]
    assert shares([0]) == [0]


def test_months_follow_each_other() -> None:
    month = Month.read("2024-02")
    assert month is not None
    assert (month.before.key, month.after.key) == ("2024-01", "2024-03")
    assert month.days == ("2024-02-01", "2024-02-29")
    assert month.name == "February 2024"
    assert [Month.read(text) for text in ("2024-13", "x", "0000-01", "2024-1")] == [None] * 4
    ends = Month.at(date(1900, 1, 5)), Month.at(date(2999, 12, 5))
    assert (ends[0].before, ends[1].after) == ends
