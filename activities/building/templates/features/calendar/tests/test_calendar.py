"""Records stand on their days."""

from datetime import date, timedelta

from app.features.calendar import Calendar, Month
from app.site import today
from tests.conftest import Furnish
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")


def test_a_record_stands_on_its_day(furnish: Furnish) -> None:
    visitor = furnish(Calendar(entity="thing", date="due", time="clock"))
    key = visitor.add(THING, name="Dentist", due="2026-11-20", clock="14:30")
    page = visitor.get("/thing/calendar?month=2026-11")
    assert f'href="/thing/{key}"' in page
    assert "14:30" in page
    assert "November 2026" in page
    assert "Nothing in this month" in visitor.get("/thing/calendar?month=2026-02")


def test_the_calendar_stands_beside_the_list(furnish: Furnish) -> None:
    visitor = furnish(Calendar(entity="thing", date="due"))
    assert 'href="/thing/calendar"' in visitor.get("/thing")
    assert 'href="/thing/calendar"' not in visitor.get("/shelf")


def test_a_day_leads_to_a_form_with_that_day(furnish: Furnish) -> None:
    visitor = furnish(Calendar(entity="thing", date="due"))
    assert f"/thing/new?due={today().isoformat()}" in visitor.get("/thing/calendar")
    assert 'value="2026-11-20"' in visitor.get("/thing/new?due=2026-11-20")


def test_a_record_that_lasts_stands_on_each_of_its_days(furnish: Furnish) -> None:
    feature = Calendar(entity="thing", date="due", until="due")
    visitor = furnish(feature)
    visitor.add(THING, name="Fair", due="2026-11-20")
    with visitor.site.reading("thing") as records:
        items = feature.items(records, date(2026, 11, 1), date(2026, 11, 30))
    assert [item.title for item in items[date(2026, 11, 20)]] == ["Fair"]


def test_what_is_over_is_struck_through(furnish: Furnish) -> None:
    visitor = furnish(Calendar(entity="chore", date="due"))
    chore = EVERYTHING.entity("chore")
    for name, state, done in (("Open", "Open", ""), ("Shut", "Done", ""), ("Ticked", "", "yes")):
        visitor.add(chore, name=name, due="2026-11-20", state=state, done=done)
    page = visitor.get("/chore/calendar?month=2026-11")
    assert ">Open</a>" in page
    assert '<s>Shut</s><span class="hidden">, done</span>' in page
    assert "<s>Ticked</s>" in page


def test_a_month_takes_the_same_number_of_statements_however_full_it_is(furnish: Furnish) -> None:
    feature = Calendar(entity="thing", date="due")
    visitor = furnish(feature)
    statements: list[str] = []
    with visitor.site.writing("thing") as records:
        for number in range(20):
            records.add({"name": f"Thing {number}", "due": "2026-11-20"}, {})
        records.connection.set_trace_callback(statements.append)
        items = feature.items(records, date(2026, 11, 1), date(2026, 11, 30))
    assert len(items[date(2026, 11, 20)]) == 20
    assert len(statements) < 5


def test_what_is_no_month_shows_this_one(furnish: Furnish) -> None:
    visitor = furnish(Calendar(entity="thing", date="due"))
    for text in ("2026-13", "x", "0000-01", "9999-12", "%00"):
        visitor.get(f"/thing/calendar?month={text}")


def test_months_follow_each_other() -> None:
    month = Month.of("2024-01", date(2026, 1, 1))
    assert (month.before, month.after) == ("2023-12", "2024-02")
    assert month.weeks[0][0] == date(2024, 1, 1)
    assert month.weeks[-1][-1] - month.weeks[0][0] == timedelta(days=34)
