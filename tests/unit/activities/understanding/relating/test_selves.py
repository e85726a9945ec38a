"""Records that are related to others of their own list."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("text", "entity", "roles"),
    [
        (
            "Family tree. a person has first name, last name, born, died. mother and father are "
            "persons on the same list.",
            "person",
            {"Mother", "Father"},
        ),
        (
            "Employees with name, phone, department. The manager is an employee too.",
            "employee",
            {"Manager"},
        ),
        (
            "goat list = ear tag, name, born, breed, mother (also a goat of ours). then "
            "treatments: goat, date, drug",
            "goat",
            {"Mother"},
        ),
    ],
)
def test_roles_lead_to_the_same_list(text: str, entity: str, roles: set[str]) -> None:
    own = [one for one in analyse(text).relations if one.source == one.target == entity]
    assert {one.label for one in own} == roles
    assert not any(one.required for one in own)


@pytest.mark.parametrize(
    "text",
    [
        "Employees with name, phone, department. The manager is nice too.",
        "Members with name and phone. Mother and father are members of the church.",
        "Persons with name, born, trainer (also a doctor).",
        "Persons with name, born. They are persons on the list of the parish.",
    ],
)
def test_other_statements_relate_nothing(text: str) -> None:
    assert not [one for one in analyse(text).relations if one.source == one.target]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Goats: ear tag, breed, mother and father (also in the herd mostly)", "Goat"),
        ("Cows: tag, breed, dam and sire (both from our herd)", "Cow"),
    ],
)  # fmt: skip
def test_parents_in_the_same_flock_are_of_the_same_list(text: str, label: str) -> None:
    understood = analyse(text)
    (entity,) = understood.entities
    assert entity.label == label
    assert [(r.source, r.target) for r in understood.relations] == [(entity.name, entity.name)] * 2


def test_parents_with_a_phone_are_not() -> None:
    assert not analyse("Children: name, mother and father (phone), class").relations


def test_a_date_since_when_somebody_is_in_the_club_relates_nobody() -> None:
    text = "Players: name, mother, father, in the club since, shirt number"
    assert not analyse(text).relations
