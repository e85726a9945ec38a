"""Meetings of which it is noted who came are a list."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.gathering import tell_gatherings
from models.specification import RelationKind


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Singers: name, voice. We rehearse weekly and the leader ticks off who was there.",
            "Singers: name, voice. Rehearsals: date, which singers attended.",
        ),
        ("We train weekly. I want to note who turned up.", "Trainings: date, who attended."),
        ("We meet on Fridays and I note what we ate.", None),
        ("We meet on Fridays and I bake.", None),
        (
            "Players: name. We row hard. We train weekly and I log who is missing.",
            "Players: name. We row hard. Trainings: date, which players were missing.",
        ),
        ("We practise weekly and I note who was missing.", "Practices: date, who was missing."),
        (
            "Brass quintet. We play weekly and I note who came.",
            "Brass quintet. Gigs: date, who attended.",
        ),
        ("Meetings: date, topic. We meet on Mondays and I note who came.", None),
    ],
)
def test_who_came(text: str, told: str | None) -> None:
    assert tell_gatherings(text) == (told or text)


def test_meetings_are_of_members() -> None:
    found = analyse(
        "Rowing club: members with name and phone. We train on Sundays and I tick off who came."
    )
    (link,) = found.relations
    assert (link.source, link.target) == ("training", "member")
    assert link.kind is RelationKind.MANY_TO_MANY
