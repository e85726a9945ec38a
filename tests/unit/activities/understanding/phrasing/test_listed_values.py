"""Values among the fields of a list belong to one field, and end where the next one begins."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.listed_values import tell_listed_values


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rides (date, driver Tom or Jerry, km)", "Rides (date, driver (Tom/Jerry), km)"),
        ("Rides: date, driver Tom, Pat or Jo, km", "Rides: date, driver (Tom/Pat/Jo), km"),
        ("Eggs (day, grade A/B/C)", "Eggs (day, grade (A/B/C))"),
        ("Tests: date, overall good / needs repair / broken.", None),
        (
            "tents (number, for boys / girls / leaders), x",
            "tents (number, for (boys/girls/leaders)), x",
        ),
        ("name, status = cast, glazed, sold. A list", "name, status (cast/glazed/sold). A list"),
        ("(day, wood: oak, beech, ash, class A/B)", "(day, wood (oak/beech/ash), class (A/B))"),
        (
            "Wells: name, depth, (show on a map). Tests",
            "Wells: name, depth. Tests\nShow them on a map.",
        ),
    ],
)
def test_values_stand_behind_their_field(text: str, told: str | None) -> None:
    told = told or "Tests: date, overall (good/needs repair/broken)."
    assert tell_listed_values(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Please, contact Ann or Josh, they know.",
        "Guests (name, paid Y/N)",
        "An app for boys / girls, thanks",
        "boxes = label, shelf, owner name. Thanks",
        "Rest = price minus deposit, please",
        "Events (name, place: hall, garden, price)",
        "Trips: drivers, Ann or Josh, km",
        "Concerts: date, programme (= several pieces)",
        "Shops (name, for sale or hire)",
    ],
)
def test_other_words_stay_as_they_are(text: str) -> None:
    assert tell_listed_values(text) == text


def test_both_of_two_choices_have_their_own_values() -> None:
    understood = analyse(
        "Cheese dairy. Farms (name, village, phone) and deliveries (farm, date, litres, "
        "milk: cow, goat, sheep, grade A/B)."
    )
    choices = {f.choices for e in understood.entities for f in e.fields if f.choices}
    assert choices == {("cow", "goat", "sheep"), ("A", "B")}
