"""What goes off soon is told, as long as there is some of it."""

from datetime import timedelta

from app.features.expiry import Expiry
from app.site import today
from tests.conftest import Furnish
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")


def day(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def test_what_expires_is_told(furnish: Furnish) -> None:
    visitor = furnish(Expiry(entity="thing", date="due"))
    visitor.add(THING, name="Milk", due=day(5))
    visitor.add(THING, name="Bread", due=day(-1))
    listed = visitor.get("/thing")
    assert "expires in 5 days" in listed
    assert "expired yesterday" in listed
    first = visitor.get("/")
    assert "Milk: expires in 5 days" in first
    assert "Bread: expired yesterday" in first


def test_what_expires_first_stands_first(furnish: Furnish) -> None:
    visitor = furnish(Expiry(entity="thing", date="due"))
    for name, days in {"Rice": 300, "Jam": 20, "Milk": 5, "Eggs": 0, "Bread": -1}.items():
        visitor.add(THING, name=name, due=day(days))
    page = visitor.get("/thing/expiry/due")
    wanted = ["Expired", "Bread", "Today", "Eggs", "Next 7 days", "Milk", "Next 30 days", "Jam"]
    places = [page.index(f">{text}<") for text in [*wanted, "Later", "Rice"]]
    assert places == sorted(places)
    assert ">Expiring<" in visitor.get("/thing")


def test_what_can_not_be_used_up_is_told_for_a_month(furnish: Furnish) -> None:
    visitor = furnish(Expiry(entity="thing", date="due"))
    for name, days in {"Kettle": -30, "Old pipe": -31}.items():
        visitor.add(THING, name=name, due=day(days))
    page = visitor.get("/")
    assert "Kettle: expired 30 days ago" in page
    assert "Old pipe: " not in page
    assert "expired 31 days ago" in visitor.get("/thing/expiry/due")
    of_food = furnish(Expiry(entity="thing", date="due", amount="amount"))
    assert "Old pipe: expired 31 days ago" in of_food.get("/")
    assert ">Use soon<" in of_food.get("/thing")


def test_of_nothing_nothing_expires(furnish: Furnish) -> None:
    visitor = furnish(Expiry(entity="thing", date="due", amount="amount"))
    visitor.add(THING, name="Milk", due=day(2), amount="0")
    visitor.add(THING, name="Eggs", due="", amount="6")
    assert "expires" not in visitor.get("/thing")
    assert "Milk: " not in visitor.get("/")
    assert "Nothing expires" in visitor.get("/thing/expiry/due")
    visitor.add(THING, name="Bread", due=day(2), amount="")
    visitor.add(THING, name="Jam", due=day(2), amount="1")
    page = visitor.get("/thing/expiry/due")
    assert "Bread" in page
    assert "Jam" in page
    assert visitor.get("/thing").count("expires in 2 days") == 2
