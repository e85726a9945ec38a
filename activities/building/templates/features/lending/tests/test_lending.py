"""What is away is known, with whom and since when, until it is back."""

import time
from datetime import timedelta

import pytest

from app.features.lending import Lending
from app.features.lending_words import button
from app.site import today
from app.values import show_date
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")
SHELF = EVERYTHING.entity("shelf")
LATE = (today() - timedelta(days=3)).isoformat()


def by_tick(furnish: Furnish) -> Visitor:
    return furnish(Lending(entity="thing", returned="done", due="due", who="notes"))


def by_day(furnish: Furnish) -> Visitor:
    return furnish(Lending(entity="thing", returned="due", who="home"))


def test_nothing_is_away(furnish: Furnish) -> None:
    visitor = by_tick(furnish)
    assert 'href="/thing/away"' in visitor.get("/thing")
    assert "Nothing is away" in visitor.get("/thing/away")
    visitor.add(SHELF)
    assert 'href="/thing/away"' not in visitor.get("/shelf")


def test_what_is_away_is_shown_until_it_is_back(furnish: Furnish) -> None:
    visitor = by_tick(furnish)
    key = visitor.add(THING, name="Ladder", notes="Anna", due=LATE, done="")
    page = visitor.get("/thing/away")
    assert "with Anna" in page
    assert "3 days overdue" in page
    assert "Ladder, with Anna: 3 days overdue" in visitor.get("/")
    answer = visitor.post(f"/thing/{key}/away", {"back": "yes"})
    page = visitor.get(answer.headers["location"])
    assert "“Ladder” is back." in page
    assert "Nothing is away" in page
    assert "overdue" not in visitor.get("/")
    answer = visitor.post(f"/thing/{key}/away", {"back": ""})
    assert "is back" not in visitor.get(answer.headers["location"])
    assert visitor.client.get(f"/api/thing/{key}").json()["done"] is False
    assert visitor.post("/thing/99/away", {"back": "yes"}).status_code == 404


def test_a_day_says_that_it_is_back(furnish: Furnish) -> None:
    visitor = by_day(furnish)
    home = visitor.add(SHELF, place="Ben")
    key = visitor.add(THING, name="Drill", due="", home=str(home))
    assert "with Ben" in visitor.get("/thing/away")
    assert "Give back" in visitor.get("/thing")
    assert "<strong>away</strong>" in visitor.get(f"/shelf/{home}")
    visitor.post(f"/thing/{key}/away", {"back": "yes"})
    assert visitor.client.get(f"/api/thing/{key}").json()["due"] == today().isoformat()
    assert "Still away" in visitor.get(f"/thing/{key}")
    assert "Has borrowed" in visitor.get(f"/shelf/{home}")
    visitor.post(f"/thing/{key}/away", {"back": ""})
    assert visitor.client.get(f"/api/thing/{key}").json()["due"] is None


def test_the_day_on_which_it_came_back_stays(furnish: Furnish) -> None:
    visitor = by_day(furnish)
    key = visitor.add(THING, name="Drill", due=LATE)
    before = visitor.client.get(f"/api/thing/{key}").json()
    for old_page in ("yes", ""):
        assert visitor.post(f"/thing/{key}/away", {"back": old_page}).status_code == 303
        assert visitor.client.get(f"/api/thing/{key}").json() == before


def test_a_second_click_changes_nothing(furnish: Furnish) -> None:
    visitor = by_tick(furnish)
    for wish, done in (("yes", "yes"), ("", "")):
        key = visitor.add(THING, name="Ladder", done=done)
        before = visitor.client.get(f"/api/thing/{key}").json()
        visitor.post(f"/thing/{key}/away", {"back": wish})
        assert visitor.client.get(f"/api/thing/{key}").json() == before


def test_a_thing_has_its_history(furnish: Furnish) -> None:
    visitor = furnish(Lending(entity="thing", returned="done", lent="due", who="notes"))
    home = visitor.add(SHELF, place="Bike")
    visitor.add(THING, name="Loan", notes="Anna", due=LATE, done="yes", home=str(home))
    page = visitor.get(f"/shelf/{home}")
    assert "Lent so far" in page
    assert "Anna · " in page
    visitor.add(THING, name="Loan", notes="Ben", due=LATE, done="", home=str(home))
    page = visitor.get("/thing/away")
    assert "<span>Bike</span>" in page
    assert "(3 days)" in page


def test_what_is_lent_from_a_later_day_on_is_not_away_yet(furnish: Furnish) -> None:
    visitor = furnish(Lending(entity="thing", returned="done", lent="due", who="notes"))
    home = visitor.add(SHELF, place="Bike")
    later = (today() + timedelta(days=400)).isoformat()
    loan = {"notes": "Anna", "done": "", "home": str(home)}
    visitor.add(THING, name="Loan", due=later, **loan)
    assert "Nothing is away" in visitor.get("/thing/away")
    listed = visitor.get("/thing")
    assert f'<span class="badge plain">from {show_date(later)}</span>' in listed
    assert "Mark as" not in listed
    assert "<strong>away</strong>" not in visitor.get(f"/shelf/{home}")
    visitor.add(THING, name="Loan", due=LATE, **loan)
    assert "Away <span" in visitor.get("/thing/away")
    assert "<strong>away</strong>" in visitor.get(f"/shelf/{home}")


def test_what_is_lent_twice_at_once_is_told(furnish: Furnish) -> None:
    visitor = furnish(Lending(entity="thing", returned="done", lent="due", who="home"))
    drill, saw = (visitor.add(THING, name=name, done="yes") for name in ("Drill", "Saw"))
    later = (today() + timedelta(days=5)).isoformat()
    for part_of, due, done in (
        *((drill, LATE, ""), (drill, LATE, "yes"), (drill, later, "")),
        *((saw, LATE, ""), (saw, LATE, "")),
    ):
        visitor.add(THING, name="Loan", due=due, done=done, part_of=str(part_of))
    page = visitor.get("/")
    assert "Saw: lent 2 times at once" in page
    assert "Drill: lent" not in page


def test_loans_stand_on_the_page_of_a_thing_once(furnish: Furnish) -> None:
    visitor = furnish(Lending(entity="thing", returned="done", lent="due", who="notes"))
    home = visitor.add(SHELF, place="Bike")
    assert "None yet." in visitor.get(f"/shelf/{home}")
    with visitor.site.writing("thing") as records:
        for number in range(14):
            records.add({"name": f"Loan {number}", "due": LATE, "home": home}, {})
    page = visitor.get(f"/shelf/{home}")
    assert page.count('">Loan 13</a>') == 1
    assert page.count(f'href="/thing/new?home={home}"') == 1
    assert f'href="/thing?f_home={home}">Show all 14 things' in page


def test_what_has_no_day_is_away_since_the_day_it_was_added_here(
    furnish: Furnish, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = by_tick(furnish)
    visitor.add(THING, name="Ladder", done="")
    with visitor.site.database.writing() as connection:
        connection.execute("UPDATE thing SET created_at = '2026-03-05T23:30:00.000+00:00'")
    monkeypatch.setenv("TZ", "FAR-13")
    time.tzset()
    try:
        assert 'since <time datetime="2026-03-06">6 Mar 2026' in visitor.get("/thing/away")
    finally:
        monkeypatch.undo()
        time.tzset()


def test_many_things_are_away(furnish: Furnish) -> None:
    visitor = by_tick(furnish)
    with visitor.site.writing("thing") as records:
        for count in range(60):
            records.add({"name": f"Thing {count}", "due": LATE}, {})
    assert "Page 1 of 2" in visitor.get("/thing/away")
    assert "Page 2 of 2" in visitor.get("/thing/away?page=2")
    assert "And 12 more" in visitor.get("/")


def test_the_button_is_called_after_the_field() -> None:
    labels = ("Returned on", "Date returned", "Back?", "Given back", "Ended", "Return date")
    assert [button(label) for label in labels] == [
        *("Mark as returned", "Mark as returned", "Mark as back", "Mark as given back"),
        *("Mark as ended", "Give back"),
    ]
