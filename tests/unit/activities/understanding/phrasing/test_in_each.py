"""What stands in brackets behind "samples in each box" is told of samples."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.in_each import tell_of_first


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "crates (label, row), bottles in each crate (name, vintage, price)",
            "crates (label, row), bottles (crate, name, vintage, price)",
        ),
        (
            "Courses (title, date). Then feedback after the course (stars, comment).",
            "Courses (title, date). Then feedback (course, stars, comment).",
        ),
        (
            "hives: name, place; visits to each hive (date, kind (swarm/feed), notes)",
            "hives: name, place; visits (hive, date, kind (swarm/feed), notes)",
        ),
        (
            "Locomotives and wagons: livery, era. Last service of each loco (date, oiled, cost).",
            "Locomotives and wagons: livery, era. service (locomotive, date, oiled, cost).",
        ),
        (
            "Locos: name, livery. Service of each locomotive (date, oiled, cost)",
            "Locos: name, livery. Service (loco, date, oiled, cost)",
        ),
        (
            "cellar: bottles (wine, year). Tasting of each bottle (date, notes, stars)",
            "cellar: bottles (wine, year). Tasting (bottle, date, notes, stars)",
        ),
    ],
)
def test_fields_are_of_the_first(text: str, told: str) -> None:
    assert tell_of_first(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "crates (label, row), state of each crate (good, bad)",
        "bottles in each crate (name, vintage, price)",
        "roommates: name, phone. repairs of each room (date, what, cost)",
        "crates (label, row). We sell bottles from the crate (name, price) daily",
        "crates (label, bottles in each crate (number, price)), shops (name)",
    ],
)
def test_other_words_stay_as_they_are(text: str) -> None:
    assert tell_of_first(text) == text


def test_each_list_has_its_own_fields() -> None:
    understood = analyse(
        "Wine cellar: crates (label, row, shelf), bottles in each crate (wine, vintage, grower, "
        "bought on, price)."
    )
    named = {e.label: [f.label for f in e.fields] for e in understood.entities}
    assert set(named["Crate"]) == {"Label", "Row", "Shelf"}
    assert "Vintage" in named["Bottle"]
