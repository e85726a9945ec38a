"""Somebody of whom details are told, how strong they play, when they came and where they are."""

import pytest

from activities.understanding.analysis import analyse
from models.fields import FieldType
from models.specification import Entity


def _entities(text: str) -> dict[str, Entity]:
    return {one.name: one for one in analyse(text).entities}


def _kinds(entity: Entity) -> dict[str, FieldType]:
    return {field.name: field.type for field in entity.fields}


@pytest.mark.parametrize(
    ("text", "source", "somebody"),
    [
        (
            "Cat rescue. Each cat has a name, sex and colour and is fostered by someone (name, "
            "phone, address).",
            "cat",
            "fosterer",
        ),
        ("Guitars: make, model. I bought each from someone (name, phone)", "guitar", "seller"),
        ("Keys: colour, date, who found it (name, phone)", "key", "person"),
        ("Bikes: frame number, colour, lent to somebody (name, phone), date", "bike", "borrower"),
    ],
)
def test_somebody_in_brackets_is_kept_apart(text: str, source: str, somebody: str) -> None:
    understood = analyse(text)
    assert {(one.source, one.target) for one in understood.relations} == {(source, somebody)}
    known = _entities(text)
    assert {"name", "phone"} <= _kinds(known[somebody]).keys()
    assert "phone" not in _kinds(known[source])


def test_a_note_on_somebody_is_no_list() -> None:
    assert len(analyse("Recipes cooked with someone (me or my wife), date").entities) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Chess club: members with name, rating and email",
        "Tennis club members: name, phone, rating",
        "Go club: players with name and rating",
    ],
)
def test_the_rating_of_a_player_is_a_number(text: str) -> None:
    kinds = [one["rating"] for one in map(_kinds, analyse(text).entities) if "rating" in one]
    assert kinds == [FieldType.INTEGER]


@pytest.mark.parametrize(
    "text",
    [
        "Book club: books with title, rating",
        "Chess books: title, author, rating",
        "Tennis club members: name, rating 1-10",
    ],
)
def test_other_ratings_stay_stars(text: str) -> None:
    kinds = [one["rating"] for one in map(_kinds, analyse(text).entities) if "rating" in one]
    assert kinds == [FieldType.RATING]


@pytest.mark.parametrize(
    "text",
    [
        "We need a visitor book for the office. Name, company, time in, time out, car reg.",
        "Volunteer sign-in sheet: name, time in, time out",
        "Fleet of 14 delivery vans. Drivers check the van each morning: tyres ok, lights ok, oil "
        "ok, mileage. A fault gets reported to the garage.",
    ],
)
def test_what_happens_again_and_again_has_its_day(text: str) -> None:
    first = analyse(text).entities[0]
    assert FieldType.DATE in _kinds(first).values()


@pytest.mark.parametrize("text", ["Bus stops: name, time", "Shops: name, opening time"])
def test_what_is_the_same_each_day_has_none(text: str) -> None:
    (only,) = analyse(text).entities
    assert FieldType.DATE not in _kinds(only).values()


def test_a_stop_of_the_library_van_has_a_name_and_a_day_of_the_week() -> None:
    stop = _entities(
        "The library van stops at nine villages. I'd like a list of stops with day, arrival and "
        "departure time, and a list of readers who use each stop with their name, card number."
    )["stop"]
    kinds = _kinds(stop)
    assert kinds["name"] is FieldType.TEXT
    assert next(one for one in stop.fields if one.label == "Day").choices[0] == "Monday"


def test_a_stop_on_a_trip_has_a_date() -> None:
    stop = _entities("Stops of our trip: place, day, arrival time")["stop"]
    assert FieldType.DATE in _kinds(stop).values()


def test_what_is_only_referred_to_has_no_invented_details() -> None:
    room = _entities(
        "An escape room business: rooms, bookings, and game masters. A booking is for one room and "
        "a group leader with email, number of players, date and slot, and we write down if they "
        "escaped and in how many minutes."
    )["room"]
    assert "floor" not in _kinds(room)


def test_what_is_checked_has_only_what_tells_which_it_is() -> None:
    van = _entities(
        "Fleet of 14 delivery vans. Drivers check the van each morning: tyres ok, lights ok, oil "
        "ok, mileage. A fault gets reported to the garage."
    )["van"]
    assert not {"mileage", "year", "make"} & _kinds(van).keys()
