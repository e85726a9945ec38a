"""Pieces of a collection are what it is of."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("My stamp collection, roughly 4000 pieces. Country, year, used/mint, photo, value.",
         "Stamp"),
        ("Coin collection of about 300 items. Country, year, metal, price paid", "Coin"),
        ("My postcard collection, some 900 items. Country, year, condition", "Postcard"),
    ],
)  # fmt: skip
def test_they_are_called_by_the_collection(text: str, label: str) -> None:
    assert [one.label for one in analyse(text).entities] == [label]


def test_items_of_an_inventory_stay_items() -> None:
    (entity,) = analyse("Inventory of 200 items: name, shelf, price").entities
    assert entity.label == "Item"


def test_one_of_two_is_chosen_where_a_word_could_be_a_yes_or_no() -> None:
    (entity,) = analyse("Stamps: country, year, used/mint, photo, value").entities
    assert {f.label: f.choices for f in entity.fields}["Used or mint"] == ("used", "mint")


def test_whose_numbers_they_are_is_not_left_out() -> None:
    understood = analyse("Stamps. Country, year, catalogue number (Michel), photo, value.")
    assert not [one for one in understood.findings if one.what == "overlooked"]


def test_a_museum_is_not_what_it_collects() -> None:
    text = "Our museum collection, about 900 objects. Number, donor, condition, shelf"
    assert "Museum" not in [one.label for one in analyse(text).entities]
