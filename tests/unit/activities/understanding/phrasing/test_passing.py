"""Who played in what and what went to whom are lists of their own."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.passing import tell_passing

_TEAM = "Players: name, age. Games: date, opponent. "
_PROPS = "Props: name, photo. Actors: name, phone. Plays: title. "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{_TEAM}Then which boys played in which game, how many minutes, cards.",
         f"{_TEAM}Appearances: which player, which game, how many minutes, cards."),
        (f"{_PROPS}I need to know which prop went to which actor for which play, when it went out.",
         f"{_PROPS}Loans: which prop, which actor, which play, when it went out."),
    ],
)  # fmt: skip
def test_a_clause_becomes_a_list(text: str, told: str) -> None:
    assert tell_passing(text) == told


@pytest.mark.parametrize(
    "text",
    [
        f"{_TEAM}I wonder which boys played in which game.",
        f"{_TEAM}Appearances: which boy, which game, minutes.",
        f"{_PROPS}Which colour went to which wall, when, why is nobody's business.",
        "Books: title. Which pupil likes which book, and why.",
    ],
)
def test_what_is_no_list_stays(text: str) -> None:
    assert tell_passing(text) == text


def test_what_is_lent_belongs_to_nobody() -> None:
    understood = analyse(
        "Costumes with number, size, photo. Productions with title, director. Members are name, "
        "chest, phone. And I need to know which costume went to which member for which production, "
        "when it went out and when it came back."
    )
    ends = {(one.source, one.target) for one in understood.relations}
    assert {("loan", "costume"), ("loan", "member"), ("loan", "production")} <= ends
    assert ("costume", "member") not in ends
