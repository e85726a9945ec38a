"""Days in a row are counted, and a click says that a habit was kept up today."""

from datetime import date, timedelta

from app.features.streak import Streak
from app.features.streak_runs import runs
from app.site import today
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING

SHELF = EVERYTHING.entity("shelf")
THING = EVERYTHING.entity("thing")
WEDNESDAY = date(2026, 11, 25)


def furnished(furnish: Furnish) -> Visitor:
    return furnish(Streak(entity="thing", date="due", habit="home"))


def days(*ago: int) -> list[date]:
    return [WEDNESDAY - timedelta(days=number) for number in ago]


def test_runs_are_counted_up_to_today() -> None:
    found = runs(days(0, 1, 2, 5, 6, 7, 8, -1), WEDNESDAY)
    assert (found.current, found.longest, found.today) == (3, 4, True)
    assert (runs(days(1, 2), WEDNESDAY).current, runs(days(2, 3), WEDNESDAY).current) == (2, 0)
    assert (runs([], WEDNESDAY).current, runs([], WEDNESDAY).longest) == (0, 0)


def test_the_calendar_has_four_whole_weeks() -> None:
    shown = runs(days(0), WEDNESDAY).days
    assert (len(shown), shown[0].day.weekday()) == (28, 0)
    assert [day.day for day in shown if day.done] == [WEDNESDAY]
    assert sum(day.ahead for day in shown) == 4


def test_streaks_stand_beside_both_lists(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    assert "No shelves yet" in visitor.get("/thing/streaks")
    for path in ("/thing", "/shelf"):
        assert 'href="/thing/streaks"' in visitor.get(path)
    assert 'href="/thing/streaks"' not in visitor.get("/sign")


def test_a_click_says_done_and_another_one_takes_it_back(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    habit = visitor.add(SHELF, place="Running")
    yesterday = (today() - timedelta(days=1)).isoformat()
    visitor.add(THING, home=str(habit), due=yesterday)
    assert "<strong>1 day</strong> in a row, up to yesterday" in visitor.get("/thing/streaks")
    for _ in range(2):
        answer = visitor.post(f"/thing/streaks/{habit}", {"done": "yes"})
        assert answer.headers["location"].endswith(f"of={habit}#habit-{habit}")
    assert "<strong>2 days</strong> in a row" in visitor.get("/thing/streaks")
    assert "Not done today" in visitor.get(f"/shelf/{habit}")
    assert visitor.client.get("/api/thing").json()["items"][0]["name"] == "Running"
    visitor.post(f"/thing/streaks/{habit}", {"done": ""})
    assert visitor.client.get("/api/thing").json()["total"] == 1
    assert visitor.post("/thing/streaks/99", {"done": "yes"}).status_code == 404


def test_what_says_more_is_not_deleted_with_a_click(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    habit = visitor.add(SHELF, place="Running")
    key = visitor.add(THING, home=str(habit), due=today().isoformat(), notes="In the rain")
    answer = visitor.post(f"/thing/streaks/{habit}", {"done": ""})
    assert answer.headers["location"] == f"/thing/{key}"


def test_the_form_asks_for_what_else_is_needed(furnish: Furnish) -> None:
    visitor = furnish(Streak(entity="sign", date="level", habit="owner"))
    thing = visitor.add(THING)
    answer = visitor.post(f"/sign/streaks/{thing}", {"done": "yes"})
    assert answer.headers["location"].startswith("/sign/new?level=")


def test_many_habits_have_pages(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    with visitor.site.writing("shelf") as records:
        for count in range(30):
            records.add({"place": f"Habit {count:02}"}, {})
    assert "Page 1 of 2" in visitor.get("/thing/streaks")
    assert "Habit 29" in visitor.get("/thing/streaks?page=2")
