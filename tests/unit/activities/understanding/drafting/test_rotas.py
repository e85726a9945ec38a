"""What stands before "rota" is what is done in turn, and no list of such things."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.draft import STATED, Draft, DraftEntity
from activities.understanding.drafting.rotas import name_by_turns
from activities.understanding.knowledge.lexicon import load


def _lists(text: str) -> dict[str, list[str]]:
    return {one.label: [field.label for field in one.fields] for one in analyse(text).entities}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("An app for our parish's flower rota. Every Sunday someone does the flowers.", "Flower"),
        ("Snack rota for the playgroup, one family brings the snacks each Friday. "
         "Families with phone.", "Snack"),
    ],
)  # fmt: skip
def test_each_turn_has_its_day(text: str, label: str) -> None:
    lists = _lists(text)
    assert label not in lists
    assert "Date" in lists[f"{label} turn"]
    assert len(lists) > 1 or "Who" in lists[f"{label} turn"]


@pytest.mark.parametrize(
    "text",
    [
        "Bin rota: which bin, which date, who takes it out",
        "Staff rota for a cafe, with shifts",
        "A dog rota for our three neighbours, who walks which dog when",
        "My flowers: name, colour, planted on, and how often they are watered",
    ],
)
def test_what_is_told_otherwise_stays(text: str) -> None:
    assert not any(label.endswith(" turn") for label in _lists(text))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("A shared diary of outings, who is going and at what time", "Outing"),
        ("Calendar of concerts, place, who's coming and price", "Concert"),
    ],
)
def test_who_goes_to_each_of_many_is_no_guest(text: str, label: str) -> None:
    assert list(_lists(text)) == [label]


def test_who_comes_to_one_party_is_a_guest() -> None:
    assert "Coming" in [one for told in _lists(
        "Birthday party: who's invited, who's coming, who brings which food"
    ).values() for one in told]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "noun", "label"),
    [
        ("A cake rota. Somebody bakes the cakes each week.", "cake", "Cake turn"),
        ("A goat rota for our farm, and a list of the goats", "goat", "Goat"),
        ("A goat rota. Milkings with date, goat and litres", "goat", "Goat"),
        ("Steward rota for the fete, with dates", "steward", "Steward"),
    ],
)
def test_what_is_kept_or_takes_turns_is_no_turn(text: str, noun: str, label: str) -> None:
    kept = DraftEntity(noun, noun.title(), f"{noun.title()}s", None, noun, STATED)
    name_by_turns(Draft(load(), {noun: kept}), text)
    assert kept.label == label
