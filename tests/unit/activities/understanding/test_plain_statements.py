"""Whoever writes plainly is understood exactly, in whichever of the usual ways it is written."""

import pytest

from activities.understanding.analysis import analyse
from tests.unit.activities.understanding.meaning import entities_in_short, relations_in_short

STATEMENTS = [
    (
        "Tables: customer (name, city), order (date, amount)",
        ["customer(name:text city:text)", "order(order_date:date amount:money)"],
        "order.customer>customer",
    ),
    (
        "table books with columns title, author, year; table loans with columns borrower, "
        "date out, date back",
        [
            "book(title:text author:text year:integer)",
            "loan(borrower:text date_out:date date_back:date)",
        ],
        "loan.book>book",
    ),
    (
        "Employees have a name and a hire date. Each employee belongs to a department. "
        "Departments have a name and a floor.",
        ["employee(name:text hire_date:date)", "department(name:text floor:integer)"],
        "employee.department>department",
    ),
    (
        "Cakes have a name and a price. Customers have a name and a phone. An order belongs to a "
        "customer and has many cakes, a pickup date and a status.",
        [
            "cake(name:text price:money)",
            "customer(name:text phone:text)",
            "order(pickup_date:date status:choice)",
        ],
        "order.customer>customer order.cakes>>cake",
    ),
    (
        "Trees: species, height, planted on. Each tree stands in an orchard. An orchard has a name "
        "and an area.",
        [
            "tree(species:text height:decimal planted_on:date)",
            "orchard(name:text area:decimal)",
        ],
        "tree.orchard>orchard",
    ),
    (
        "courses: title, start date. participants: name, email. Each participant can take several "
        "courses.",
        ["course(title:text start_date:date)", "participant(name:text email:email)"],
        "participant.courses>>course",
    ),
    (
        "books and films. For both I want title, year and rating.",
        [
            "book(title:text year:integer rating:rating<=5)",
            "film(title:text year:integer rating:rating<=5)",
        ],
        "",
    ),
    (
        "For every goat I note its name, ear tag and mother. For every milking the date, the goat "
        "and the litres.",
        [
            "goat(name:text ear_tag:text mother:text)",
            "milking(milking_date:date litres:decimal)",
        ],
        "milking.goat>goat",
    ),
    (
        "I want to record for each run the date, distance and how I felt",
        ["run(run_date:date distance:decimal feeling:text)"],
        "",
    ),
    (
        "A choir needs: members - name, voice, phone; songs - title, composer; concerts - date, "
        "place, songs",
        [
            "member(name:text voice:text phone:text)",
            "song(title:text composer:text)",
            "concert(concert_date:date place:text)",
        ],
        "concert.songs>>song",
    ),
    (
        "A diary for my cat with date and notes",
        ["entry(entry_date:date notes:long_text)"],
        "",
    ),
]


@pytest.mark.parametrize(("request_text", "entities", "relations"), STATEMENTS)
def test_plain_statements_are_read_exactly(
    request_text: str, entities: list[str], relations: str
) -> None:
    understanding = analyse(request_text)
    assert entities_in_short(understanding) == entities
    assert relations_in_short(understanding.relations) == relations


def test_an_apostrophe_is_missed_only_where_it_is_missing() -> None:
    (goat,) = analyse("For every goat I note its name and its mother").entities
    assert [field.name for field in goat.fields] == ["name", "mother"]


def test_a_shift_begins_at_a_time_of_its_day() -> None:
    words = "rota for volunteers at the food bank - shifts with date, start, end, and people"
    (shift,) = entities_in_short(analyse(words))
    assert shift.startswith("shift(shift_date:date start:time end:time")


def test_who_was_there_are_several() -> None:
    words = "Choir: singers with voice part, rehearsals with date and place, who was there"
    assert relations_in_short(analyse(words).relations) == "rehearsal.who_was_there>>singer"


def test_one_date_has_the_name_of_one() -> None:
    (pantry,) = entities_in_short(analyse("pantry with expiry dates and quantities"))
    assert "expiry_date:date" in pantry


def test_two_choices_name_their_field() -> None:
    words = "Mileage of our company cars: driver, car, date, from, to, km, private or business"
    (mileage,) = analyse(words).entities
    assert "Private or business" in [field.label for field in mileage.fields]
