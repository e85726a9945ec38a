"""What is done every so many days is due again after them."""

from datetime import timedelta

from app.features.interval import Interval
from app.site import today
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING

CHORE = EVERYTHING.entity("chore")
THING = EVERYTHING.entity("thing")


def day(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def last(visitor: Visitor, key: int) -> str | None:
    found: str | None = visitor.client.get(f"/api/thing/{key}").json()["due"]
    return found


def press(visitor: Visitor, key: int, to: str) -> None:
    assert visitor.post(f"/thing/{key}/interval/due", {"to": to}).status_code == 303


def test_the_next_time_is_counted_from_the_last(furnish: Furnish) -> None:
    visitor = furnish(Interval(entity="thing", last="due", days="amount"))
    visitor.add(THING, name="Fern", due=day(-10), amount="7")
    visitor.add(THING, name="Cactus", due=day(-10), amount="30")
    page = visitor.get("/thing/interval/due")
    assert page.index("3 days overdue") < page.index("due in 20 days")
    assert "Fern: 3 days overdue" in visitor.get("/")
    assert "Cactus: " not in visitor.get("/")


def test_what_never_was_is_due_now(furnish: Furnish) -> None:
    visitor = furnish(Interval(entity="thing", last="due", days="amount"))
    visitor.add(THING, name="Fern", due="", amount="7")
    assert "Fern: not done yet" in visitor.get("/")
    page = visitor.get("/thing/interval/due")
    assert page.index(">Today<") < page.index(">Fern<")


def test_a_click_says_that_it_was_done_today(furnish: Furnish) -> None:
    visitor = furnish(Interval(entity="thing", last="due", days="amount"))
    key = visitor.add(THING, name="Fern", due=day(-10), amount="7")
    assert ">Done today<" in visitor.get("/thing")
    press(visitor, key, "today")
    press(visitor, key, "today")
    assert last(visitor, key) == day(0)
    page = visitor.get("/thing/interval/due")
    assert "due in 7 days" in page
    assert "Not done today" in page


def test_another_click_brings_the_time_before_back(furnish: Furnish) -> None:
    visitor = furnish(Interval(entity="thing", last="due", days="amount"))
    key = visitor.add(THING, name="Fern", due="", amount="7")
    for before in (None, day(-10)):
        if before:
            visitor.post(f"/thing/{key}", visitor.form(THING) | {"due": before, "amount": "7"})
        press(visitor, key, "today")
        assert "Not done today" in visitor.get("/thing")
        press(visitor, key, "before")
        press(visitor, key, "before")
        assert last(visitor, key) == before


def test_what_has_no_interval_is_never_due(furnish: Furnish) -> None:
    visitor = furnish(Interval(entity="thing", last="due", days="amount"))
    visitor.add(THING, due=day(-10), amount="")
    visitor.add(THING, due=day(-10), amount="0")
    visitor.add(THING, due="9999-12-01", amount="1000")
    with visitor.site.writing("thing") as records:
        records.add({"name": "Odd", "due": "soon", "amount": 10**12}, {})
    assert 'class="badge' not in visitor.get("/thing")
    assert "/thing/1/interval" not in visitor.get("/thing")
    assert "Nothing is due" in visitor.get("/thing/interval/due")
    visitor.add(EVERYTHING.entity("shelf"))
    assert 'class="badge' not in visitor.get("/shelf")


def test_a_choice_can_say_how_often(furnish: Furnish) -> None:
    visitor = furnish(Interval(entity="chore", last="finished", days="every"))
    visitor.add(CHORE, name="Filter", finished=day(-16), every="Every two weeks")
    visitor.add(CHORE, name="Roof", finished=day(-16), every="Never")
    visitor.add(CHORE, name="Alarm", finished="2026-01-31", every="Monthly")
    page = visitor.get("/chore/interval/finished")
    assert "2 days overdue" in page
    assert "28 Feb 2026" in page
    assert "Roof" not in page
    assert "Filter: 2 days overdue" in visitor.get("/")
