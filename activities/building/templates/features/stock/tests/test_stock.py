"""Records are counted up and down, and what runs low is to be bought."""

from decimal import Decimal

import pytest

from app.features.stock import Stock
from app.model import Entity, Field, Kind
from app.records import Record
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")


def amount(visitor: Visitor, key: int) -> int | str | None:
    with visitor.site.reading("thing") as records:
        record = records.get(key)
        return record.values["amount"] if record else None


def test_a_click_counts_up_and_down(furnish: Furnish) -> None:
    visitor = furnish(Stock(entity="thing", amount="amount"))
    key = visitor.add(THING, amount="")
    page = visitor.get("/thing")
    assert "none left" in page
    assert "+1" in page
    assert "\N{MINUS SIGN}1" not in page
    visitor.client.headers["referer"] = "http://testserver/thing?q=a"
    answer = visitor.post(f"/thing/{key}/stock", {"by": "1"})
    assert answer.headers["location"] == f"/thing?q=a&notice=saved#record-{key}"
    assert amount(visitor, key) == 1
    page = visitor.get(f"/thing/{key}")
    assert "none left" not in page
    assert "\N{MINUS SIGN}1" in page
    for _ in range(2):
        visitor.post(f"/thing/{key}/stock", {"by": "-1"})
    assert amount(visitor, key) == 0
    assert "+1" not in visitor.get(f"/shelf/{visitor.add(EVERYTHING.entity('shelf'))}")


def test_bounds_are_kept_and_nonsense_is_refused(furnish: Furnish) -> None:
    visitor = furnish(Stock(entity="thing", amount="amount"))
    key = visitor.add(THING, amount="1000")
    visitor.post(f"/thing/{key}/stock", {"by": "5"})
    assert amount(visitor, key) == 1000
    for by in ("", "0", "x", "--1", "1.5"):
        assert visitor.post(f"/thing/{key}/stock", {"by": by}).status_code == 400
    assert visitor.post("/thing/99/stock", {"by": "1"}).status_code == 404


def test_what_runs_low_is_bought_and_taken_back(furnish: Furnish) -> None:
    visitor = furnish(Stock(entity="thing", amount="amount", minimum="weight"))
    assert "No things yet" in visitor.get("/thing/to-buy")
    key = visitor.add(THING, name="Milk", amount="1", weight="2.5")
    visitor.add(THING, name="Rice", amount="3", weight="2.5")
    assert "Milk is low" in visitor.get("/")
    page = visitor.get("/thing/to-buy")
    assert "2 ×" in page
    assert "Rice" not in page
    answer = visitor.post(f"/thing/{key}/stock", {"step": "2"})
    assert f"notice=counted&of={key}&was=-2" in answer.headers["location"]
    page = visitor.get(answer.headers["location"])
    assert "Milk: now 3." in page
    assert "There is enough of everything." in page
    visitor.post(f"/thing/{key}/stock", {"step": "-2"})
    assert amount(visitor, key) == 1


def test_without_a_minimum_nothing_left_is_low(furnish: Furnish) -> None:
    visitor = furnish(Stock(entity="thing", amount="amount", minimum="weight"))
    for name in "dcba":
        visitor.add(THING, name=name, amount="0", weight="")
    visitor.add(THING, name="e", amount="1", weight="")
    assert "a, b, c and 1 more are low" in visitor.get("/")


@pytest.mark.parametrize(
    ("there", "least", "missing"), [(0, 0, 0), (500_000, 1, 500_000), (None, None, 1_000_000)]
)
def test_amounts_with_decimals_are_compared(
    there: int | None, least: int | None, missing: int
) -> None:
    fields = [
        Field(name="name", label="Name"),
        Field(name="left", label="Left", kind=Kind.DECIMAL, maximum=Decimal(5)),
        Field(name="least", label="At least", kind=Kind.INTEGER),
    ]
    flour = Entity(name="flour", label="Flour", plural="Flour", title="name", fields=fields)
    record = Record(1, "", "", {"name": "x", "left": there, "least": least})
    stock = Stock(entity="flour", amount="left", minimum="least")
    assert stock.missing(flour, record) == missing
