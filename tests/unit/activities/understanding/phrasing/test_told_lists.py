"""A list that is wished for with a clause about what is in it has a name."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.told_lists import tell_wished_lists


def test_a_wished_list_is_told_with_its_name() -> None:
    text = "Trips: date. And a list of repairs that need doing, with priority low, mid or high."
    told = "Trips: date. Repairs that need doing: repair, priority (low, mid or high)."
    assert tell_wished_lists(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "I need a list of suppliers with name, phone and website.",
        "Trips: date. A list of everything that happened, with no fuss.",
        "I lost the list of guests that we had, with tears, and wine.",
    ],
)
def test_other_lists_stay(text: str) -> None:
    assert tell_wished_lists(text) == text


def test_what_is_ticked_off_is_done_or_not() -> None:
    understood = analyse(
        "Stays: from, to, how many guests. And a list of repairs that need doing at the hut, with "
        "priority low, medium or high, so whoever is there can tick them off."
    )
    fields = {one.name: [field.label for field in one.fields] for one in understood.entities}
    assert "Done" in fields["repair"]
    assert "Done" not in fields["stay"]
