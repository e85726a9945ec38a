"""Fields that share a noun are told apart by their own words; none is lost."""

import pytest

from activities.understanding.analysis import analyse


def _labels(request: str) -> list[str]:
    return [field.label for entity in analyse(request).entities for field in entity.fields]


@pytest.mark.parametrize(
    ("request_", "labels"),
    [
        (
            "Friends: name, date I first met them, date I last saw them, date I should ring them",
            ["Date I first met them", "Date I last saw them", "Date I should ring them"],
        ),
        (
            "My socks: brand, date I first wore them, date I binned them",
            ["Date I first wore them", "Date I binned them"],
        ),
        (
            "Toys: toy, day it goes out, day it should come back, day it really came back",
            ["Day it goes out", "Day it should come back", "Day it really came back"],
        ),
        (
            "Cheese: name, year it was made, year I should eat it",
            ["Year it was made", "Year I should eat it"],
        ),
        (
            "My pots: colour of the glaze, colour of the clay, size",
            ["Colour of the glaze", "Colour of the clay"],
        ),
        (
            "Boxing bouts: date, which boxer is in the red corner, which boxer is in the blue one",
            ["Which boxer is in the red corner", "Which boxer is in the blue one"],
        ),
        (
            "Matches: date, which player attacks, which player defends",
            ["Which player attacks", "Which player defends"],
        ),
        (
            "People: name, email, email of the spouse",
            ["Email", "Email of the spouse"],
        ),
    ],
)
def test_each_of_several_keeps_its_own_words(request_: str, labels: list[str]) -> None:
    assert set(labels) <= set(_labels(request_))


@pytest.mark.parametrize(
    ("request_", "label"),
    [
        (
            "Wine I've got in the cellar: name, vintage, bottles left and the year to drink it by.",
            "Year to drink it by",
        ),
        (
            "Track my running shoes. Brand, model, date I started wearing them, retired yes or no.",
            "Date I started wearing them",
        ),
        ("For our bee club: hives with location and queen colour.", "Queen colour"),
        ("Trees: name, the month to prune it", "Month to prune it"),
    ],
)
def test_what_tells_a_field_from_others_stays_though_it_is_alone(request_: str, label: str) -> None:
    assert label in _labels(request_)


@pytest.mark.parametrize(
    ("request_", "labels"),
    [
        ("Diary: date it happened, what I did", ["Date", "What I did"]),
        ("Boats: name, colour, owner", ["Name", "Colour", "Owner"]),
        ("My tools: name, room, which shelf it is on", ["Name", "Room", "Shelf"]),
        ("Contacts: name, phone, the phone, email", ["Name", "Phone", "Email"]),
    ],
)
def test_what_is_true_of_every_one_is_no_part_of_a_label(request_: str, labels: list[str]) -> None:
    assert _labels(request_) == labels


def test_what_each_of_two_does_relates_to_both_of_them() -> None:
    understood = analyse(
        "Teams with name. Speakers: name, team. Rounds: motion, which team proposes, which opposes"
    )
    ends = {(one.label, one.target) for one in understood.relations if one.source == "round"}
    assert {("Which team proposes", "team"), ("Which team opposes", "team")} <= ends


def test_whose_it_is_tells_it_from_others() -> None:
    understood = analyse(
        "films me and my wife watched, title, who picked it, her stars and my stars"
    )
    (film,) = understood.entities
    assert [field.label for field in film.fields][-2:] == ["Her stars", "My stars"]
