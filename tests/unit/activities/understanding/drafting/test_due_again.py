"""What is due again and again is a list with its days."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.draft import STATED, Draft, DraftEntity
from activities.understanding.drafting.due_again import keep_due_again
from activities.understanding.knowledge.lexicon import load


def _lists(text: str) -> dict[str, set[str]]:
    return {one.label: {f.label for f in one.fields} for one in analyse(text).entities}


def test_vaccinations_of_animals_are_kept_one_by_one() -> None:
    lists = _lists(
        "i have a flock of sheep, about 60 ewes. want ear tag, date of birth, breed, lambing each "
        "year with how many lambs alive and dead, and vaccinations. must remind me when a "
        "vaccination is due again."
    )
    assert lists["Vaccination"] == {"Date", "What", "Due again"}
    assert {"Lambs alive", "Lambs dead"} <= lists["Lambing"]


def test_what_is_no_deed_stays_a_field() -> None:
    lists = _lists("Cars: plate, insurance. Remind me when insurance is due.")
    assert set(lists) == {"Car"}


@pytest.mark.parametrize(
    ("noun", "labels"),
    [
        ("worming", ["Date", "What", "Next due"]),
        ("donation", []),
        ("delivery", []),
        ("viewing", []),
    ],
)
def test_what_is_done_to_nothing_has_more_to_tell(noun: str, labels: list[str]) -> None:
    kept = DraftEntity(noun, noun.title(), f"{noun.title()}s", None, noun, STATED)
    keep_due_again(Draft(load(), {noun: kept}), f"Remind me when a {noun} is due.")
    assert [one.specification.label for one in kept.fields] == labels
