"""What is to be worked out or kept to, and is left to people, is said."""

import pytest

from activities.specification.writing import Said, compose, write_specification
from activities.understanding.analysis import analyse
from activities.understanding.wishes.figures import sentence_of, unmet_in
from models.conversation import Limit
from models.specification import ApplicationSpecification


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I'd like the amount to be worked out by itself.", "figure"),
        ("Rate and hours, total calculated automatically", "figure"),
        ("It calculates the price for me", "figure"),
        ("Loans with amount and what's left to pay", "figure"),
        ("who paid, and who owes whom", "owing"),
        ("wer hat bezahlt und wer schuldet wem noch was", "owing"),
        ("how much I earned each week", "week"),
        ("cuánto he ganado cada semana", "week"),
        ("Parents borrow up to 3 toys for 3 weeks", "limit"),
        ("Two people minimum on each shift", "limit"),
        ("at least two helpers per shift", "limit"),
        ("After 3 months we give it to charity", "later"),
        ("cost, monthly or yearly. total per month", "cycle"),
    ],
)
def test_what_is_left_to_people_is_found(text: str, kind: str) -> None:
    found = {one.kind: one for one in unmet_in(text)}
    assert kind in found
    assert found[kind].words in sentence_of(found[kind])


@pytest.mark.parametrize(
    "text",
    [
        "Books with title, author and a rating up to 5 stars",
        "After a year I stopped reading",
        "nothing needs to be calculated",
        "Jobs with client, amount and total",
        "filament with grams left",
        "Meals: name, at least two photos",
        "costs per month",
        "I don't need the total worked out",
    ],
)
def test_what_is_only_told_leaves_nothing_to_people(text: str) -> None:
    assert unmet_in(text) == ()


def written(request: str) -> ApplicationSpecification:
    return write_specification(analyse(request))


def labels(specification: ApplicationSpecification) -> set[str]:
    return {field.label for one in specification.data_model.entities for field in one.fields}


def test_it_stands_in_what_the_application_will_not_do() -> None:
    said = "Jobs: client, words, rate per word. I'd like the amount to be worked out by itself."
    made = compose(Said(analyse(said), request=said))
    told = [one.statement for one in made.specification.constraints]
    assert any("is not worked out" in sentence for sentence in told)
    assert any("is not worked out" in line for part in made.sections for line in part.sentences)
    assert not any("Amount calculated" in label for label in labels(made.specification))


def test_a_minimum_of_a_rule_is_no_field_and_that_of_a_stock_is_one() -> None:
    shifts = written(
        "Volunteer rota for a hospice charity shop: volunteers, the days and half-days they can "
        "come, and who is actually on each day. Two people minimum on each shift."
    )
    assert "Minimum" not in labels(shifts)
    assert "Minimum" in labels(written("Spare parts: name, quantity, minimum, shelf"))


def test_a_scan_is_a_photo_and_not_refused_beside_it() -> None:
    understood = analyse(
        "Insurance policies in our household: insurer, policy number, what's insured, yearly "
        "premium, cancel by, and a scan of the contract."
    )
    assert Limit.FILES not in {one.limit for one in understood.beyond}
    told = [one.statement for one in write_specification(understood).constraints]
    assert any("kept as a photo" in sentence for sentence in told)


def test_documents_are_still_no_photos() -> None:
    understood = analyse("Contracts with name, start and the PDF of the contract to upload")
    assert Limit.FILES in {one.limit for one in understood.beyond}


def test_the_limit_of_a_stock_has_to_be_entered() -> None:
    told = [
        one.statement
        for one in written(
            "Workshop screws: size, quantity, shelf. Warn me when fewer than 5 are left."
        ).constraints
    ]
    assert any("fewer than 5 are left" in sentence for sentence in told)
