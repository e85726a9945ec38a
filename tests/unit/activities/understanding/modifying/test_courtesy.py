"""What is said out of courtesy is no part of a name."""

import pytest

from activities.understanding.modifying.courtesy import without_courtesy
from activities.understanding.modifying.dividing import steps_of


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("call the matches games please", "call the matches games"),
        ("rename matches to games, thanks", "rename matches to games"),
        ("add a shop, please. Thank you very much!", "add a shop"),
        ("call it Granny's diary pls", "call it Granny's diary"),
        ("add a price if possible", "add a price"),
        ("thanks", ""),
        ("one more thing", ""),
        ("call it Thanks", "call it Thanks"),
        ("rename notes to please", "rename notes to please"),
        ("add thanks", "add thanks"),
        ('rename notes to "Many thanks"', 'rename notes to "Many thanks"'),
        ("add the date of the thank you card", "add the date of the thank you card"),
    ],
)
def test_courtesy_is_left_out(said: str, meant: str) -> None:
    assert without_courtesy(said) == meant


def test_courtesy_between_two_wishes_is_no_wish() -> None:
    steps = steps_of("thanks! one more thing, call the matches games please and add a coach")
    assert [step.kind for step in steps] == ["rename", "field"]
    assert steps[0].value == "games"
