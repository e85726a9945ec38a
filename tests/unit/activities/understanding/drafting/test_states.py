"""What is asked after in a sentence of its own is known of the record."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("request_text", "field"),
    [
        (
            "Hall bookings with date, hirer, fee and deposit. "
            "I need to know whether the deposit has been returned.",
            "deposit_returned",
        ),
        (
            "Repairs with customer, bike, price. I want to see if the bike has been collected",
            "collected",
        ),
        ("Pokemon cards: name, hp, rarity. Also which ones I want to swap", "want_to_swap"),
        ("Books with title and author, which books I still want to read", "still_want_to_read"),
    ],
)
def test_a_question_is_a_yes_or_no(request_text: str, field: str) -> None:
    (entity,) = analyse(request_text).entities
    kinds = {one.name: one.type for one in entity.fields}
    assert kinds.get(field) == "yes_no" or field in " ".join(kinds)
    assert "ones" not in kinds


def test_what_is_known_already_is_known_once() -> None:
    words = "Loans: who, what, when, returned. I want to know whether the thing was returned"
    (loan,) = analyse(words).entities
    assert [field.name for field in loan.fields].count("returned") == 1
    assert not any(field.name.endswith("_returned") for field in loan.fields)
