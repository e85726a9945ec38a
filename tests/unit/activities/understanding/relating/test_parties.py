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


@pytest.mark.parametrize(
    ("request_text", "happening", "doer"),
    [
        (
            "Each volunteer works a shift in the shop: date, hours, till or floor",
            "shift",
            "volunteer",
        ),
        ("Our club: every member brings a cake on their turn: which cake, date", "cake", "member"),
    ],
)
def test_who_does_it_is_kept(request_text: str, happening: str, doer: str) -> None:
    links = {(link.source, link.target) for link in analyse(request_text).relations}
    assert (happening, doer) in links


def test_customers_are_of_what_is_done_for_them() -> None:
    understood = analyse(
        "I am a photographer. Clients: name, email. Shoots: date, location, fee. "
        "An invoice belongs to a shoot: number, due date, amount."
    )
    links = {(link.source, link.target) for link in understood.relations}
    assert ("shoot", "client") in links
    assert ("invoice", "client") not in links
