"""What there are several of is what the records are about."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("request_text", "happening", "party"),
    [
        (
            "I keep bees. Four hives. Every inspection: date, queen seen",
            "inspection",
            "hive",
        ),
        ("We run two minibuses. Trips: date, driver, start and end mileage", "trip", "minibus"),
        ("I look after two boilers. Services with date, engineer, cost", "service", "boiler"),
    ],
)
def test_a_record_is_of_one_of_them(request_text: str, happening: str, party: str) -> None:
    understood = analyse(request_text)
    assert {(link.source, link.target) for link in understood.relations} == {(happening, party)}


@pytest.mark.parametrize(
    "request_text",
    [
        "Log my workouts: date, exercise, three sets, weight",
        "Every visit to the gym with date and 2 photos",
        "Two minutes a day are enough. Feedings: date, food, amount",
    ],
)
def test_what_is_counted_otherwise_is_no_party(request_text: str) -> None:
    assert not analyse(request_text).relations
