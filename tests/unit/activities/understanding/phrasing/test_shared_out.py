"""What is told of some and of others is one choice, and what each picks a list."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.shared_out import tell_shared_out
from models.specification import RelationKind


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Goats: name, age, some sleep in the barn and some in the shed.",
            "Goats: name, age, where they sleep (barn/shed).",
        ),
        (
            "Customers: name, some pay by card, some by cheque",
            "Customers: name, how they pay (card/cheque)",
        ),
        ("It rains some of the time and some of the days.", None),
        ("some are at the front and some at the back", None),
        ("Some come on Mondays and we eat.", None),
        (
            "Film night: each of us picks three films.",
            "Film night: Members with name. Each member picks several films and each film can "
            "have several members.",
        ),
        (
            "We are 8 mates, we each choose two teams.",
            "We are 8 mates. Mates with name. Each mate chooses several teams and each team can "
            "have several mates.",
        ),
        ("Everybody chooses two. That is all.", None),
        (
            "After each round, teams score points.",
            "Rounds with name and date. Results: round, team, points.",
        ),
        ("After each round we drink.", None),
        ("Four families own a boat. Each family picks three dates.", None),
        ("Poetry night. Every week, everyone picks two poems: title, poet.", None),
        ("After each ride we note the route and the wind and the riders get points.", None),
        (
            "After every heat the top six rowers score points.",
            "Heats with name and date. Results: heat, rower, position, points.",
        ),
    ],
)
def test_shared_out(text: str, told: str | None) -> None:
    assert tell_shared_out(text) == (told or text)


def test_several_pick_the_same() -> None:
    found = analyse("Cup for 6 friends: we each pick four horses. Horses have a name and odds.")
    (link,) = [one for one in found.relations if one.kind is RelationKind.MANY_TO_MANY]
    assert {link.source, link.target} == {"friend", "horse"}
