"""Who was there is ticked for each of those who may come."""

import pytest

from activities.understanding.analysis import analyse


def test_who_came_is_a_tick_where_only_a_relation_tells_it() -> None:
    understood = analyse(
        "Yoga classes: date, topic. students with name, email. i want to mark who was present at "
        "each class"
    )
    assert [one.name for one in understood.entities] == ["yoga_class", "student", "attendance"]
    targets = {one.target for one in understood.relations}
    assert targets == {"student", "yoga_class"}


@pytest.mark.parametrize(
    "request_text",
    [
        "Our choir has about 40 singers (soprano, alto, tenor, bass) and rehearsals every tuesday. "
        "I want to tick who was there and see who missed more than three times.",
    ],
)
def test_presence_is_a_tick(request_text: str) -> None:
    understood = analyse(request_text)
    fields = {one.name: [field.label for field in one.fields] for one in understood.entities}
    assert fields["attendance"] == ["Present"]
    assert fields["rehearsal"] == ["Date"]
    assert "Done" not in fields["singer"]


def test_what_is_told_of_an_attendance_is_kept() -> None:
    understood = analyse("Attendance: date, member, excused or not, remarks. Members with name.")
    labels = {field.label for one in understood.entities for field in one.fields}
    assert "Present" not in labels


def test_who_can_be_signed_up_is_related_to_it() -> None:
    understood = analyse(
        "Members: name, email. Trips: name, date, max places, and people can be signed up for "
        "trips."
    )
    assert [(one.source, one.target) for one in understood.relations] == [("trip", "member")]


def test_whoever_can_sign_on_paper_signs_up_for_nothing() -> None:
    understood = analyse("Guests: name, phone. Rooms: number, floor. Guests can sign up on paper.")
    assert not any(one.kind.value == "many_to_many" for one in understood.relations)


def test_an_attendance_of_players_has_its_day_and_status() -> None:
    understood = analyse(
        "the players with birthday and shirt number, then training attendance (there, missing, "
        "excused) and the matches with opponent, result, who scored how many goals. Stats over "
        "the season: attendance in % and top scorers."
    )
    lists = {one.label: {f.label for f in one.fields} for one in understood.entities}
    assert lists["Training attendance"] == {"Date", "Status"}
    assert lists["Goal"] == {"Goals"}
    assert {("goal", "match_name"), ("goal", "player"), ("training_attendance", "player")} == {
        (r.source, r.target) for r in understood.relations
    }
    assert not [label for label in lists["Match"] if "scorer" in label or "%" in label]


def test_whether_a_guest_comes_to_one_party_is_told_of_the_guest() -> None:
    text = "Wedding guests: name, attendance (yes, no, maybe), diet"
    assert [one.label for one in analyse(text).entities] == ["Guest"]
