"""The days until something begins are counted."""

from datetime import timedelta

from app.features.countdown import Countdown
from app.site import today
from tests.conftest import Furnish
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")


def day(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def test_records_say_how_many_days_are_left(furnish: Furnish) -> None:
    visitor = furnish(Countdown(entity="thing", date="due"))
    for days in (12, 1, 0, -3, -31):
        visitor.add(THING, due=day(days))
    visitor.add(THING, due="")
    page = visitor.get("/thing")
    for text in ("12 days left", "tomorrow", "today", "3 days ago"):
        assert f">{text}<" in page
    assert "31 days" not in page


def test_the_first_page_counts_down_to_the_next_ones(furnish: Furnish) -> None:
    visitor = furnish(Countdown(entity="thing", date="due"))
    visitor.add(THING, name="Past", due=day(-1))
    assert "Things ahead" not in visitor.get("/")
    for name, days in {"Trip": 1200, "Fair": 1, "Concert": 0}.items():
        visitor.add(THING, name=name, due=day(days))
    page = visitor.get("/").partition("Things ahead")[2].partition("</section>")[0]
    assert page.index("Today") < page.index("Concert") < page.index("Fair") < page.index("1,200")
    assert "</span> day<" in page
    assert "Past" not in page


def test_other_records_are_left_alone(furnish: Furnish) -> None:
    visitor = furnish(Countdown(entity="thing", date="due"))
    visitor.add(EVERYTHING.entity("chore"), due=day(3))
    assert "days left" not in visitor.get("/chore")
