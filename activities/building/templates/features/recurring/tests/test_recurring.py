"""What is done comes again on its next day."""

from datetime import date, timedelta

import pytest

from app.features.recurring import Recurring
from app.period import Period
from app.site import today
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING

CHORE = EVERYTHING.entity("chore")
THING = EVERYTHING.entity("thing")
LONG_AGO = date(2020, 1, 1)
CHORES = Recurring(entity="chore", date="due", every="every", done="done")
THINGS = Recurring(entity="thing", date="due", every="amount", done="done")


def day(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def tick(visitor: Visitor, entity: str, key: int, to: str = "yes") -> None:
    assert visitor.post(f"/{entity}/{key}/set/done", {"to": to}).status_code == 303


def all_of(visitor: Visitor, entity: str) -> list[dict[str, object]]:
    """Return all records in the order in which they were added."""
    path = f"/api/{entity}?sort=created_at"
    return sorted(visitor.client.get(path).json()["items"], key=lambda item: item["id"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Daily", "every day"),
        ("täglich", "every day"),
        ("Weekly (Mondays)", "every week"),
        ("jede Woche", "every week"),
        ("Every two weeks", "every 2 weeks"),
        ("every other week", "every 2 weeks"),
        ("Alle zwei Wochen", "every 2 weeks"),
        ("14-tägig", "every 2 weeks"),
        ("every 10 days", "every 10 days"),
        ("Monthly", "every month"),
        ("einmal im Monat", "every month"),
        ("Every 3 months", "every 3 months"),
        ("Quarterly", "every 3 months"),
        ("vierteljährlich", "every 3 months"),
        ("Half-yearly", "every 6 months"),
        ("Every half year", "every 6 months"),
        ("Yearly", "every year"),
        ("Jährlich", "every year"),
        ("once a year", "every year"),
        ("alle 2 Jahre", "every 2 years"),
    ],
)
def test_periods_are_understood(text: str, words: str) -> None:
    assert str(Period.of(text)) == words


@pytest.mark.parametrize(
    "stored",
    ["Never", "Once", "", None, "twice a week", "every 0 days", "every 99999 years", 0, -7],
)
def test_what_is_no_period_is_none(stored: str | int | None) -> None:
    assert Period.of(stored) is None


def test_months_end_on_their_last_day() -> None:
    monthly, yearly = Period(1, 0), Period(12, 0)
    assert monthly.after(date(2026, 1, 31), 31, LONG_AGO) == date(2026, 2, 28)
    assert monthly.after(date(2028, 1, 31), 31, LONG_AGO) == date(2028, 2, 29)
    assert monthly.after(date(2026, 2, 28), 31, LONG_AGO) == date(2026, 3, 31)
    assert monthly.after(date(2026, 12, 31), 31, LONG_AGO) == date(2027, 1, 31)
    assert yearly.after(date(2028, 2, 29), 29, LONG_AGO) == date(2029, 2, 28)
    assert yearly.after(date(2031, 2, 28), 29, LONG_AGO) == date(2032, 2, 29)
    assert yearly.after(date(9999, 5, 5), 5, LONG_AGO) is None


def test_days_that_are_over_are_left_out() -> None:
    assert Period(1, 0).after(date(2020, 1, 31), 31, date(2026, 2, 28)) == date(2026, 2, 28)
    assert Period(1, 0).after(date(2020, 1, 15), 15, date(2026, 2, 28)) == date(2026, 3, 15)
    assert Period(0, 7).after(date(2026, 3, 2), 2, date(2026, 3, 20)) == date(2026, 3, 23)
    assert Period(0, 7).after(date(2026, 3, 2), 2, date(2026, 3, 2)) == date(2026, 3, 9)


def test_the_next_one_has_all_that_this_one_has(furnish: Furnish) -> None:
    visitor = furnish(THINGS)
    shelf = visitor.add(EVERYTHING.entity("shelf"), place="Kitchen")
    owner = visitor.add(THING, name="Owner")
    sign = visitor.add(EVERYTHING.entity("sign"), owner=str(owner))
    form = visitor.form(THING) | {"due": day(0), "amount": "10", "done": "", "home": str(shelf)}
    location = visitor.post("/thing", form | {"marks": [str(sign)]}).headers["location"]
    key = int(location.partition("?")[0].rpartition("/")[2])
    tick(visitor, "thing", key)
    *_, before, after = all_of(visitor, "thing")
    for own in ("id", "created_at", "updated_at"):
        del before[own], after[own]
    assert after == before | {"due": day(10), "done": False}
    assert after["marks"] == [sign]


def test_a_record_goes_on_once(furnish: Furnish) -> None:
    visitor = furnish(CHORES)
    key = visitor.add(CHORE, name="Rent", due=day(0), every="Every two weeks", done="")
    tick(visitor, "chore", key)
    tick(visitor, "chore", key)
    form = {"name": "Rent", "due": day(0), "every": "Every two weeks", "done": "yes"}
    visitor.post(f"/chore/{key}", form)
    first, second = all_of(visitor, "chore")
    assert (first["due"], second["due"], second["done"]) == (day(0), day(14), False)
    visitor.client.patch(f"/api/chore/{second['id']}", json={"name": "Lease"})
    visitor.post(f"/chore/{key}", form | {"done": ""})
    visitor.post(f"/chore/{key}", form)
    assert len(all_of(visitor, "chore")) == 2


def test_a_slip_takes_the_next_one_away_again(furnish: Furnish) -> None:
    visitor = furnish(CHORES)
    key = visitor.add(CHORE, due=day(0), every="Monthly", done="")
    tick(visitor, "chore", key)
    tick(visitor, "chore", key, "no")
    assert len(all_of(visitor, "chore")) == 1
    tick(visitor, "chore", key)
    assert len(all_of(visitor, "chore")) == 2


def test_what_somebody_needs_is_not_taken_away(furnish: Furnish) -> None:
    visitor = furnish(THINGS)
    key = visitor.add(THING, due=day(0), amount="7", done="")
    tick(visitor, "thing", key)
    visitor.add(EVERYTHING.entity("sign"), owner=str(all_of(visitor, "thing")[-1]["id"]))
    tick(visitor, "thing", key, "no")
    assert len(all_of(visitor, "thing")) == 2


def test_a_series_returns_to_the_day_that_it_began_with(furnish: Furnish) -> None:
    visitor = furnish(CHORES)
    begins = date(today().year + 1, 1, 31)
    visitor.add(CHORE, due=begins.isoformat(), every="Monthly", done="")
    for _ in range(2):
        tick(visitor, "chore", int(str(all_of(visitor, "chore")[-1]["id"])))
    days = [date.fromisoformat(str(chore["due"])) for chore in all_of(visitor, "chore")]
    assert [(found.month, found.day) for found in days][0::2] == [(1, 31), (3, 31)]
    assert days[1] == date(begins.year, 3, 1) - timedelta(days=1)


def test_names_that_only_one_may_have_get_the_day(furnish: Furnish) -> None:
    visitor = furnish(CHORES)
    visitor.add(CHORE, name="Rent", due="2090-01-05", every="Monthly", done="")
    for _ in range(2):
        tick(visitor, "chore", int(str(all_of(visitor, "chore")[-1]["id"])))
    names = [chore["name"] for chore in all_of(visitor, "chore")]
    assert names == ["Rent", "Rent (5 Feb 2090)", "Rent (5 Mar 2090)"]


def test_nothing_is_added_when_the_name_is_taken_already(furnish: Furnish) -> None:
    visitor = furnish(CHORES)
    visitor.add(CHORE, name="Rent (5 Feb 2090)", due="", done="")
    key = visitor.add(CHORE, name="Rent", due="2090-01-05", every="Monthly", done="")
    tick(visitor, "chore", key)
    assert len(all_of(visitor, "chore")) == 2


def test_what_has_no_period_ends(furnish: Furnish) -> None:
    visitor = furnish(CHORES)
    key = visitor.add(CHORE, due=day(0), every="Never", done="")
    tick(visitor, "chore", key)
    assert len(all_of(visitor, "chore")) == 1
    assert "Comes again" not in visitor.get(f"/chore/{key}")


def test_history_that_is_entered_adds_nothing(furnish: Furnish) -> None:
    visitor = furnish(CHORES)
    visitor.add(CHORE, 1, due=day(-90), every="Monthly", done="yes")
    assert len(all_of(visitor, "chore")) == 1
    visitor.add(CHORE, 2, due=day(-1), every="Monthly", done="yes")
    assert len(all_of(visitor, "chore")) == 3


def test_a_record_says_when_it_comes_again(furnish: Furnish) -> None:
    visitor = furnish(CHORES)
    key = visitor.add(CHORE, name="Rent", due="2090-01-31", every="Monthly", done="")
    page = visitor.get(f"/chore/{key}")
    assert "Every month." in page
    assert "When this is done, the next one is added for" in page
    assert "28 Feb 2090" in page
    tick(visitor, "chore", key)
    following = all_of(visitor, "chore")[-1]["id"]
    added = visitor.get(f"/chore/{key}").partition("The next one was added for")[2]
    assert added.startswith(' <time datetime="2090-02-28">')
    assert f'<a href="/chore/{following}">Rent (28 Feb 2090)</a>' in added
    visitor.post(f"/chore/{following}/delete", {})
    assert "Comes again" not in visitor.get(f"/chore/{key}")


def test_others_can_tell_what_comes_again() -> None:
    assert (CHORES.renews, THINGS.renews) == ("chore", "thing")


def test_other_records_are_left_alone(furnish: Furnish) -> None:
    visitor = furnish(CHORES)
    key = visitor.add(THING, due=day(0), amount="7", done="")
    visitor.post(f"/thing/{key}", visitor.form(THING) | {"done": "yes"})
    assert len(all_of(visitor, "thing")) == 1
    assert "Comes again" not in visitor.get(f"/thing/{key}")
