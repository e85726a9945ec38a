"""A fee and what was paid of it are one list."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.drafting.fees_paid import keep_fees_paid
from tests.unit.activities.understanding.drafts import draft_of


@pytest.mark.parametrize(
    ("text", "fee", "fields"),
    [
        ("I need a list of members with voice part and phone, and for every term whether each of "
         "them has paid their subscription, how much and on which date.", "Subscription",
         {"Term", "Amount", "Date", "Paid"}),
        ("Members with name and phone, and each year whether they have paid the membership fee, "
         "when and how much", "Membership fee", {"Amount", "Date", "Paid"}),
    ],
)  # fmt: skip
def test_they_are_united(text: str, fee: str, fields: set[str]) -> None:
    understood = analyse(text)
    assert {one.label: {f.label for f in one.fields} for one in understood.entities}[fee] == fields
    assert {one.label for one in understood.entities} == {"Member", fee}


def test_payments_without_a_fee_stay() -> None:
    understood = analyse("Parents with email, who has paid the school trip, date and amount")
    assert "Payment" in {one.label for one in understood.entities}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Invoices: date, amount, who paid the invoice", ["Date"]),
        ("Invoices: if they paid the invoice, date. A list for each season.", ["Date", "Paid"]),
    ],
)
def test_only_what_is_asked_in_the_sentence_is_added(text: str, labels: list[str]) -> None:
    draft = draft_of({"invoices": "date"})
    keep_fees_paid(draft, text)
    (fee,) = draft.entities.values()
    assert [one.specification.label for one in fee.fields] == labels
