"""What is due is told until it is done."""

from datetime import timedelta

from app.features.reminder import Reminder
from app.site import today
from tests.conftest import Furnish
from tests.everything import EVERYTHING

CHORE = EVERYTHING.entity("chore")


def day(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def test_what_is_not_done_is_due(furnish: Furnish) -> None:
    visitor = furnish(Reminder(entity="chore", date="due", done="done"))
    visitor.add(CHORE, name="Sweep", due=day(-2), done="")
    visitor.add(CHORE, name="Dust", due=day(3), done="yes")
    listed = visitor.get("/chore")
    assert "2 days overdue" in listed
    assert "due in 3 days" not in listed
    first = visitor.get("/")
    assert "Sweep: 2 days overdue" in first
    assert "Dust: " not in first


def test_what_is_done_leaves_and_can_come_back(furnish: Furnish) -> None:
    visitor = furnish(Reminder(entity="chore", date="due", done="done"))
    key = visitor.add(CHORE, name="Sweep", due=day(0), done="")
    page = visitor.get("/chore/reminder/due")
    assert "due today" in page
    assert "Done lately" not in page
    visitor.post(f"/chore/{key}/set/done", {"to": "yes"})
    page = visitor.get("/chore/reminder/due")
    assert page.index("Nothing is due") < page.index("Done lately")
    page = visitor.get("/chore/reminder/due?notice=saved")
    assert page.index("Saved.") < page.index("Done lately") < page.index("Nothing is due")
    visitor.post(f"/chore/{key}/set/done", {"to": "no"})
    assert "due today" in visitor.get("/chore/reminder/due")


def test_a_date_or_a_choice_can_say_that_it_is_done(furnish: Furnish) -> None:
    visitor = furnish(
        Reminder(entity="chore", date="due", done="finished"),
        Reminder(entity="chore", date="finished", done="state"),
    )
    visitor.add(CHORE, due=day(-1), finished=day(-3), state="Open")
    assert "1 day overdue" not in visitor.get("/chore")
    assert "3 days overdue" in visitor.get("/chore/reminder/finished")


def test_buttons_stand_beside_the_records_they_are_about(furnish: Furnish) -> None:
    visitor = furnish(Reminder(entity="chore", date="due", done="done"))
    visitor.add(CHORE, done="")
    visitor.add(EVERYTHING.entity("thing"), due=day(-2))
    assert "/set/done" in visitor.get("/chore")
    assert "/set/done" not in visitor.get("/thing")
    assert "overdue" not in visitor.get("/thing")


def test_what_nobody_can_do_is_forgotten_after_a_while(furnish: Furnish) -> None:
    visitor = furnish(Reminder(entity="chore", date="due"))
    visitor.add(CHORE, 1, name="Fair", due=day(-31))
    visitor.add(CHORE, 2, name="Concert", due=day(-30))
    page = visitor.get("/chore/reminder/due")
    assert "Concert" in page
    assert "Fair" not in page
    assert "31 days overdue" not in visitor.get("/chore")
    assert "/set/" not in page
