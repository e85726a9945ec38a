"""What people do with what is kept is a list between both."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("request_text", "done", "targets"),
    [
        (
            "Community choir wants a music library: scores with title, composer, arranger and "
            "shelf. Members borrow a numbered copy of a score.",
            "loan",
            {"score", "member"},
        ),
        (
            "Our club has boats (name, type, weight). Members book a boat for a morning.",
            "booking",
            {"boat", "member"},
        ),
        (
            "We have instruments (type, maker, number). Pupils rent an instrument per term.",
            "loan",
            {"instrument", "pupil"},
        ),
        (
            "Fleet of 14 delivery vans. Drivers check the van each morning: tyres ok, lights ok, "
            "oil ok, mileage, any damage with a photo.",
            "check",
            {"van", "driver"},
        ),
        (
            "Adult ed courses with title, teacher and room. Students enrol in courses and pay a "
            "fee.",
            "enrolment",
            {"adult_ed_course", "student"},
        ),
        (
            "Yoga classes with day, time, teacher; students sign up for a class; each student has "
            "a name and phone.",
            "enrolment",
            {"yoga_class", "student"},
        ),
    ],
)
def test_it_is_related_to_both(request_text: str, done: str, targets: set[str]) -> None:
    understood = analyse(request_text)
    assert {one.target for one in understood.relations if one.source == done} == targets


def test_people_are_not_related_once_and_for_all_to_what_they_rent() -> None:
    understood = analyse(
        "Allotment plots with number and size. Members rent a plot. Members have a name and phone."
    )
    assert {one.source for one in understood.relations} == {"loan"}


@pytest.mark.parametrize(
    "request_text",
    [
        "Books with title, author, who borrowed it and due date. My friends borrow a lot.",
        "My recipes: title, ingredients, steps. Friends order pizza anyway.",
        "Members with name and phone. They check the list themselves.",
    ],
)
def test_what_is_only_told_adds_nothing(request_text: str) -> None:
    understood = analyse(request_text)
    assert not {"loan", "order", "check"} & {one.name for one in understood.entities}


@pytest.mark.parametrize(
    ("request_text", "source", "target"),
    [
        (
            "I want to know which jar comes from which harvest. Harvests have a date and weight, "
            "jars have a lot number and size.",
            "jar",
            "harvest",
        ),
        (
            "Which child is in which group, children have name and age, groups have leader and "
            "room.",
            "child",
            "group",
        ),
    ],
)
def test_what_stays_with_another_is_related_to_it(
    request_text: str, source: str, target: str
) -> None:
    (link,) = analyse(request_text).relations
    assert (link.source, link.target) == (source, target)
