"""A number is on its way to another."""

from decimal import Decimal

import pytest

from app.features.progress import Progress
from app.features.progress_state import State
from app.measure import Measure
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")


def furnished(furnish: Furnish, current: str = "amount", goal: str = "weight") -> Visitor:
    return furnish(Progress(entity="thing", current=current, goal=goal))


def put(visitor: Visitor, name: str, **values: int | None) -> int:
    with visitor.site.writing("thing") as records:
        return records.add({"name": name, **values}, {})


def test_a_badge_says_how_far_a_record_is(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    put(visitor, "Half", amount=5, weight=10_500_000)
    put(visitor, "Done", amount=11, weight=10_500_000)
    put(visitor, "Aimless", amount=11)
    page = visitor.get("/thing")
    assert "47 %, 5.5 left" in page
    assert "Reached" in page
    assert page.count('class="badge') == 2
    assert 'class="badge' not in visitor.get("/shelf")


def test_the_page_begins_with_what_is_nearest(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    for name, amount in (("Far", 1), ("Near", 9), ("Done", 12)):
        put(visitor, name, amount=amount, weight=10_000_000)
    page = visitor.get("/thing/progress")
    assert page.index("Near") < page.index("Far") < page.index("Done")
    assert "Reached, 2 more" in page
    first = visitor.get("/")
    assert "Things under way" in first
    assert "1 left · 90 %" in first


def test_more_is_added_to_a_record(furnish: Furnish) -> None:
    visitor = furnished(furnish, "price", "price")
    key = put(visitor, "Holiday", price=1000)
    answer = visitor.post(f"/thing/{key}/progress", {"by": "20.50"})
    assert answer.headers["location"] == f"/thing/{key}?notice=saved"
    assert "€30.50 of €30.50" in visitor.get(f"/thing/{key}")
    listed = visitor.post(f"/thing/{key}/progress", {"by": "-20.50", "list": "yes"})
    assert listed.headers["location"] == "/thing/progress?notice=saved"
    assert "€10.00" in visitor.get("/thing/progress?notice=saved")


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("much", "Enter a number"),
        ("", "A number is needed"),
        ("996", "That would make it 1001. Enter 1,000 or less"),
        ("-6", "That would make it -1. Enter 0 or more"),
    ],
)
def test_what_cannot_be_added_stays_in_the_form(furnish: Furnish, by: str, said: str) -> None:
    visitor = furnished(furnish)
    key = put(visitor, "Pages", amount=5, weight=10_000_000)
    answer = visitor.post(f"/thing/{key}/progress", {"by": by})
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{by}"' in answer.text
    assert visitor.client.get(f"/api/thing/{key}").json()["amount"] == 5


def test_nothing_is_added_to_what_is_gone(furnish: Furnish) -> None:
    assert furnished(furnish).post("/thing/9/progress", {"by": "1"}).status_code == 404


def test_a_rating_grows_step_by_step(furnish: Furnish) -> None:
    visitor = furnished(furnish, "stars", "amount")
    key = put(visitor, "Piano", stars=2, amount=4)
    visitor.post(f"/thing/{key}/progress", {"by": "1"})
    assert "3 of 4 · 75 %" in visitor.get(f"/thing/{key}")


def test_nothing_has_a_goal_yet(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    key = put(visitor, "Aimless")
    assert "No goals yet" in visitor.get("/thing/progress")
    assert "under way" not in visitor.get("/")
    assert "Progress" not in visitor.get(f"/thing/{key}")


@pytest.mark.parametrize(
    ("current", "goal", "percent"),
    [("0", "0", 100), ("-5", "10", 0), ("-5", "-1", 0), ("999999", "1000000", 99), ("3", "2", 100)],
)
def test_a_whole_hundred_is_only_said_when_the_goal_is_reached(
    current: str, goal: str, percent: int
) -> None:
    state = State(Decimal(current), Decimal(goal), Measure.of(THING, "amount", "EUR"))
    assert state.percent == percent
    assert state.is_reached == (percent == 100)
