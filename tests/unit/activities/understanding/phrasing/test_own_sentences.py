"""Lists that are told within a sentence about others stand in their own."""

import pytest

from activities.understanding.phrasing.own_sentences import tell_in_own_sentences


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Need: who feeds the horses when (mornings, evenings), farrier visits with cost.",
            "Need: shifts with date, part of day (morning/evening), who feeds the horses. "
            "Farrier visits with cost.",
        ),
        (
            "Who locks up when (Monday, Tuesday or Friday).",
            "Shifts with weekday (Monday/Tuesday/Friday), Who locks up.",
        ),
        ("Who calls when (kitchen, bar), notes", None),
        ("Rides with distance, who came when, notes", None),
        (
            "Puppies with weight, walks with length, and a diary with what they learned, mood.",
            "Puppies with weight, walks with length. A diary with date, what they learned, mood.",
        ),
        ("A garden log with plant, date and photo.", None),
        ("Bikes (make, a log with date, km)", None),
        (
            "Farmers tell us what they can offer: fruit, crates, price",
            "Farmers with name. Offers: farmer, fruit, crates, price",
        ),
        (
            "Neighbours let me know what they need: item, how many",
            "Neighbours with name. Requests: neighbour, item, how many",
        ),
        ("Sensors tell me what they have: item, value", None),
        (
            "Our volunteers have a phone. Some are away some weeks, and I plan.",
            "Our volunteers have a phone. Absences: volunteer, week. and I plan.",
        ),
        ("Some are away some weeks.", None),
        (
            "Once a year there is a summer fair, for which parents sign up for a stall: cakes, "
            "toys or tombola.",
            "Once a year there is a summer fair. Duties: parent, fair, stall (cakes/toys/tombola).",
        ),
        (
            "Helpers volunteer for a shift: morning, noon or night.",
            "Duties: helper, shift (morning/noon/night).",
        ),
        ("Helpers volunteer for a shift and a meal.", None),
        ("Helpers can sign up for a turn: day, start time, phone.", None),
        ("Each kayak has a number, a colour, and a log with the date, what broke.", None),
        (
            "All 12 lockers, our members and 30 kayaks. Some are away some weeks.",
            "All 12 lockers, our members and 30 kayaks. Absences: member, week.",
        ),
    ],
)
def test_each_list_has_a_sentence(text: str, told: str | None) -> None:
    assert tell_in_own_sentences(text) == (told or text)
