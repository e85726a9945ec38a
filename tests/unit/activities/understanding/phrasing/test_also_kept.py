"""A field that is added in a sentence of its own is one of the list told before."""

import pytest

from activities.understanding.phrasing.also_kept import tell_also_kept


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Visits are monthly. What the doctor said should go in there too.",
            "Visits are monthly. Visits also have what the doctor said.",
        ),
        (
            "Trips have a date. The weather goes in as well.",
            "Trips have a date. Trips also have the weather.",
        ),
        ("Rooms: size, price varies a lot, floor", "Rooms: size, price, floor"),
        ("The weather is nice too.", None),
        ("What she eats goes in there as well.", None),
        ("The price depends on the season and we like it.", None),
    ],
)
def test_also_kept(text: str, told: str | None) -> None:
    assert tell_also_kept(text) == (told or text)
