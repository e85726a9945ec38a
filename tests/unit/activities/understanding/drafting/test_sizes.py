"""Sizes of several, told with their dates, are records of their own."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("request_text", "size", "whose", "labels"),
    [
        (
            "Track the kids' shoe sizes with dates so I stop guessing",
            "shoe_size",
            "child",
            ["Date", "Shoe size"],
        ),
        (
            "Log my tomato plants' heights with dates please",
            "height",
            "tomato_plant",
            ["Date", "Height"],
        ),
        (
            "Größe und Gewicht der Kinder mit Datum festhalten",
            "measurement",
            "child",
            ["Datum", "Größe", "Gewicht"],
        ),
    ],
)
def test_each_size_has_its_day(request_text: str, size: str, whose: str, labels: list[str]) -> None:
    understood = analyse(request_text)
    assert [(one.source, one.target) for one in understood.relations] == [(size, whose)]
    (entry,) = (one for one in understood.entities if one.name == size)
    assert [field.label for field in entry.fields] == labels


def test_a_record_of_one_day_tells_of_one() -> None:
    (entry,) = analyse("Track the boys' shoe sizes with dates").entities
    assert [field.label for field in entry.fields] == ["Boy", "Shoe size", "Date"]


def test_a_list_of_weights_has_the_weight() -> None:
    (weight,) = analyse("keep the baby's weights with dates and see the curve").entities
    assert {field.label for field in weight.fields} == {"Date", "Weight"}


@pytest.mark.parametrize(
    ("request_text", "label"),
    [
        ("Climbs: date, crag, length, partners", "Partners"),
        ("Catches: date, lake, weight, guests", "Guests"),
    ],
)
def test_other_records_have_several(request_text: str, label: str) -> None:
    (entry,) = analyse(request_text).entities
    assert label in [field.label for field in entry.fields]


@pytest.mark.parametrize(
    "request_text",
    ["Kids with name, height and date of birth", "Dogs: name, weight, date"],
)
def test_what_else_is_told_of_them_stays(request_text: str) -> None:
    assert len(analyse(request_text).entities) == 1
