"""What stands before "rota" is what is done in turn, and no list of such things."""

import pytest

from activities.understanding.analysis import analyse


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
