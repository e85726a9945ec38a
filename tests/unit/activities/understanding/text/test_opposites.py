"""Each of two that share words is told with them."""

import pytest

from activities.understanding.text.opposites import whole_items


@pytest.mark.parametrize(
    ("items", "told"),
    [
        (["mileage at start", "end"], ["mileage at start", "mileage at end"]),
        (["photo front", "back"], ["photo front", "photo back"]),
        (["photo before/after"], ["photo before", "photo after"]),
        (["reading in the morning", "in the evening"],
         ["reading in the morning", "reading in the evening"]),
        (["arrival", "departure date", "room"], ["arrival date", "departure date", "room"]),
        (["first", "last name of the tenant"],
         ["first name of the tenant", "last name of the tenant"]),
        (["start", "end", "room"], ["start", "end", "room"]),
        (["date in", "status"], ["date in", "status"]),
        (["front door", "back door key"], ["front door", "back door key"]),
        (["salt and pepper", "in and out"], ["salt and pepper", "in and out"]),
        (["RST sent", "received"], ["RST sent", "RST received"]),
        (["lambs alive", "dead"], ["lambs alive", "lambs dead"]),
        (["purchase", "sale price"], ["purchase price", "sale price"]),
        (["Zählerstand vorher", "nachher"], ["Zählerstand vorher", "Zählerstand nachher"]),
        (["goals for", "against"], ["goals for", "goals against"]),
        (["letter sent", "paid"], ["letter sent", "paid"]),
        ([], []),
    ],
)  # fmt: skip
def test_pairs_are_told_whole(items: list[str], told: list[str]) -> None:
    assert whole_items(items) == told
