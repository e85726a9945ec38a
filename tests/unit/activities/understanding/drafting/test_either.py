"""Of two that can be taken one is chosen, and the person's own values are kept."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.grammar.alternatives import alternatives_in


def _choices(request_text: str) -> dict[str, tuple[str, ...]]:
    fields = [field for e in analyse(request_text).entities for field in e.fields]
    return {field.label: field.choices for field in fields if field.choices}


@pytest.mark.parametrize(
    ("request_text", "label", "choices"),
    [
        (
            "Village hall. People book the main hall or the committee room, for a date, from and "
            "until, and they pay a hire charge.",
            "Room",
            ("Main hall", "Committee room"),
        ),
        (
            "Tennis club bookings. Members book court one or court two for a date and time.",
            "Court",
            ("Court one", "Court two"),
        ),
        (
            "Staff reserve the red van or the blue van, date, from and until.",
            "Van",
            ("Red van", "Blue van"),
        ),
        (
            "Guests, which side they're from, invited to day or evening, RSVP yes/no/maybe",
            "Invited to",
            ("day", "evening"),
        ),
        (
            "Walks on Thursdays: start point, difficulty easy moderate or hard, leader.",
            "Difficulty",
            ("easy", "moderate", "hard"),
        ),
    ],
)
def test_one_of_two_is_a_choice(request_text: str, label: str, choices: tuple[str, ...]) -> None:
    assert _choices(request_text)[label] == choices


def test_lists_and_fields_are_no_values() -> None:
    assert not _choices("Library: members borrow the books or the DVDs, when, due back")


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        ("priority low normal or high", ("low", "normal", "high")),
        ("status not started or done", ("not started", "done")),
        ("colour dark blue or red", ("dark blue", "red")),
    ],
)
def test_only_steps_between_usual_ends_are_parted(words: str, choices: tuple[str, ...]) -> None:
    told = alternatives_in(words)

    assert told is not None
    assert told.choices == choices
