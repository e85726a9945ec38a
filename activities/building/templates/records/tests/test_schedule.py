"""What is due is told beside records, on the first page and on a page of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from app.agenda import PAGE_SIZE, Agenda, turned
from app.dates import day_of
from app.feature import Notice
from app.model import Entity
from app.records import Record, Records
from app.schedule import Schedule, Words
from app.site import today
from app.sql import Condition
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING

CHORE = EVERYTHING.entity("chore")


class Dues(Schedule):
    """Every chore that has a date."""

    words = Words("Dates", "In their order.", "Nothing there", "Add one.")

    def __init__(self) -> None:
        super().__init__("chore", "/chore/dates")

    def agenda(self, records: Records, today: date) -> Agenda:
        return Agenda(records, Condition('"due"'))

    def day(self, entity: Entity, record: Record, today: date) -> date | None:
        return day_of(record.values["due"])


def fill(visitor: Visitor, *days: int) -> None:
    """Add a chore for each number of days from today."""
    with visitor.site.writing("chore") as records:
        for number, days_left in enumerate(days):
            due = (today() + timedelta(days=days_left)).isoformat()
            records.add({"name": f"Chore {number}", "due": due}, {})
        records.add({"name": "Undated", "due": None}, {})


@contextmanager
def agenda(visitor: Visitor) -> Iterator[Agenda]:
    with visitor.site.reading("chore") as records:
        yield Agenda(records, Condition('"due"'))


def test_days_stand_in_order_under_their_headings(furnish: Furnish) -> None:
    visitor = furnish(Dues())
    assert "Nothing there" in visitor.get("/chore/dates")
    fill(visitor, 40, 2, 0, -3)
    page = visitor.get("/chore/dates")
    wanted = [
        "Overdue",
        "Chore 3",
        "Today",
        "Chore 2",
        "Next 7 days",
        "Chore 1",
        "Later",
        "Chore 0",
    ]
    places = [page.index(f">{text}<") for text in wanted]
    assert places == sorted(places)
    assert "Undated" not in page
    assert 'href="/chore/dates"' in visitor.get("/chore")
    assert 'href="/chore/dates"' not in visitor.get("/thing")


def test_records_say_when_they_are_due(furnish: Furnish) -> None:
    visitor = furnish(Dues())
    fill(visitor, -2, 3)
    page = visitor.get("/chore")
    assert 'class="badge bad">2 days overdue<' in page
    assert 'class="badge warn">due in 3 days<' in page
    assert page.count('class="badge') == 2


def test_the_first_page_tells_what_is_due_within_a_week(furnish: Furnish) -> None:
    visitor = furnish(Dues())
    fill(visitor, -2, 7, 8)
    page = visitor.get("/")
    assert "Chore 0: 2 days overdue" in page
    assert "Chore 1: due in 7 days" in page
    assert "Chore 2: due" not in page


def test_many_notices_become_a_number(furnish: Furnish) -> None:
    visitor = furnish(Dues())
    fill(visitor, *range(-9, 0))
    page = visitor.get("/")
    assert "Chore 3: 6 days overdue" in page
    assert "Chore 4: 5 days overdue" not in page
    assert "5 more chores under \N{LEFT DOUBLE QUOTATION MARK}Dates" in page


def test_a_long_agenda_has_pages(furnish: Furnish) -> None:
    visitor = furnish(Dues())
    fill(visitor, *range(PAGE_SIZE + 1))
    assert f"Chore {PAGE_SIZE}<" not in visitor.get("/chore/dates")
    last = visitor.get("/chore/dates?page=2")
    assert f"Chore {PAGE_SIZE}<" in last
    assert "Page 2 of 2" in last
    assert turned("99999999999", 5) == turned("x", 5) == turned("0", 5) == (1, 1)


def test_odd_dates_are_left_out(furnish: Furnish) -> None:
    visitor = furnish(Dues())
    fill(visitor, 0)
    with visitor.site.writing("chore") as records:
        records.add({"name": "Odd", "due": "2026-99-99"}, {})
    with agenda(visitor) as there:
        found = there.between(date.min, date.max, 10)
        assert [item.title for item in found] == ["Chore 0"]
        assert there.notices(date.min, today(), lambda i: Notice(i.title, ""), lambda _: None)
