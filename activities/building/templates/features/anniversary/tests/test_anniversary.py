"""Days come back every year, with the age that is reached."""

from datetime import date, timedelta

import pytest

from app.features.anniversary import Anniversary
from app.features.anniversary_day import Occurrence, is_birthday
from app.site import today
from tests.conftest import Furnish
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")


def years_ago(years: int, days: int) -> str:
    """Return the day that comes back in so many days, for the given time."""
    comes = today() + timedelta(days=days)
    leaps = comes.month == 2 and comes.day == 29
    return comes.replace(year=comes.year - years, day=28 if leaps else comes.day).isoformat()


@pytest.mark.parametrize(
    ("first", "day", "comes", "years"),
    [
        (date(1986, 3, 5), date(2026, 3, 5), date(2026, 3, 5), 40),
        (date(1986, 3, 4), date(2026, 3, 5), date(2027, 3, 4), 41),
        (date(2024, 2, 29), date(2026, 2, 1), date(2026, 2, 28), 2),
        (date(2024, 2, 29), date(2026, 3, 1), date(2027, 2, 28), 3),
        (date(2024, 2, 29), date(2027, 3, 1), date(2028, 2, 29), 4),
        (date(2030, 1, 1), date(2026, 3, 5), date(2030, 1, 1), 0),
    ],
)
def test_a_day_comes_back(first: date, day: date, comes: date, years: int) -> None:
    assert Occurrence.after(first, day) == Occurrence(comes, years)


def test_after_the_last_year_nothing_comes() -> None:
    assert Occurrence.after(date(2000, 1, 1), date(9999, 5, 5)) is None


def test_ages_are_told_as_people_do() -> None:
    day = date(2026, 3, 5)
    assert Occurrence(day, 40).says(day, birthday=True) == "turns 40 today"
    assert Occurrence(day, 1).says(date(2026, 3, 4), birthday=False) == "1 year tomorrow"
    assert Occurrence(day, 0).says(date(2026, 3, 1), birthday=True) == "in 4 days"
    assert Occurrence(day, 126).says(date(2026, 3, 1), birthday=True) == "in 4 days"
    assert Occurrence(day, 9).says(date(2026, 1, 1), birthday=True) == "turns 9 on 5 Mar 2026"
    assert is_birthday("Person Date of birth")
    assert not is_birthday("Couple Wedding day")


def test_the_year_is_shown_by_month(furnish: Furnish) -> None:
    visitor = furnish(Anniversary(entity="thing", date="due"))
    assert "Nothing comes back yet" in visitor.get("/thing/anniversary/due")
    visitor.add(THING, name="Later", due=years_ago(10, 100))
    visitor.add(THING, name="Soon", due=years_ago(20, 3))
    visitor.add(THING, name="Undated", due="")
    page = visitor.get("/thing/anniversary/due")
    assert page.index(">Soon<") < page.index(">Later<")
    assert f"{today() + timedelta(days=100):%B %Y}" in page
    assert "20 years in 3 days" in page
    assert "Undated" not in page
    assert ">Upcoming<" in visitor.get("/thing")


def test_the_first_page_tells_it_two_weeks_before(furnish: Furnish) -> None:
    visitor = furnish(Anniversary(entity="thing", date="due"))
    visitor.add(THING, name="Shop", due=years_ago(10, 14))
    visitor.add(THING, name="Club", due=years_ago(10, 16))
    future = today() + timedelta(days=2)
    visitor.add(THING, name="Fest", due=future.replace(year=future.year + 4, day=1).isoformat())
    page = visitor.get("/")
    assert "Shop: 10 years in 14 days" in page
    assert "Club: " not in page
    assert "Fest: " not in page


def test_leap_days_are_told_at_the_end_of_february(furnish: Furnish) -> None:
    feature = Anniversary(entity="thing", date="due")
    visitor = furnish(feature)
    visitor.add(THING, name="Leap", due="2024-02-29")
    with visitor.site.reading("thing") as records:
        told = feature.notices(records.connection, EVERYTHING, date(2027, 2, 27))
    assert [notice.text for notice in told] == ["Leap: 3 years tomorrow"]


def test_other_records_are_left_alone(furnish: Furnish) -> None:
    visitor = furnish(Anniversary(entity="thing", date="due"))
    visitor.add(EVERYTHING.entity("chore"), due=years_ago(10, 3))
    assert "10 years" not in visitor.get("/chore")
