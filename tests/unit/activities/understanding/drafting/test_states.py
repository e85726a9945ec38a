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


@pytest.mark.parametrize(
    ("request_text", "fields"),
    [
        (
            "Shoe repairs: customer, shoes, price. "
            "Show me those that are finished but nobody has collected yet.",
            {"finished", "collected"},
        ),
        (
            "Bike repairs: bike, owner. I want to see the ones that are ready and nobody has "
            "picked up",
            {"ready", "picked_up"},
        ),
        ("Pots: name, clay, kiln date. I'd like to see the ones that are glazed", {"glazed"}),
    ],
)
def test_what_is_to_be_seen_apart_is_known_of_each(request_text: str, fields: set[str]) -> None:
    kinds = {f.name: f.type for e in analyse(request_text).entities for f in e.fields}
    assert all(kinds.get(name) == "yes_no" for name in fields)


@pytest.mark.parametrize(
    "request_text",
    [
        "Books: title, author. Show me the ones that are due",
        "Invoices: number, amount, status (open, paid). See the ones that are paid",
        "Jobs: customer, price, finished on. See the ones that are finished",
    ],
)
def test_what_dates_and_states_tell_is_known_already(request_text: str) -> None:
    fields = [field for e in analyse(request_text).entities for field in e.fields]
    assert "yes_no" not in [field.type for field in fields]
