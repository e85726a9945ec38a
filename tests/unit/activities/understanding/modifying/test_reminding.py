"""Tests of reminders of dates that are named, and of looks that are asked for anywhere."""

from functools import cache

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import modify
from models.errors import RequestRefused
from models.features import FeatureKind
from models.specification import ApplicationSpecification

_TOOLS = "Tools with name and price. Hires: borrower, start date, due date, returned yes/no."
_HORSES = (
    "Pferde mit Name, Rasse, Geburtstag und Farbe (braun, schwarz). Boxen mit Nummer und Miete."
)


@cache
def _made(request: str) -> ApplicationSpecification:
    return write_specification(analyse(request))


def _fields(specification: ApplicationSpecification) -> set[str]:
    return {f.label for one in specification.data_model.entities for f in one.fields}


@pytest.mark.parametrize("lead", ["a week", "7 days", "three weeks"])
def test_a_reminder_of_a_date_is_added(lead: str) -> None:
    outcome = modify(_made(_TOOLS), f"remind me {lead} before the due date", live=False)
    added = [f for f in outcome.specification.features if f.kind is FeatureKind.REMINDER]
    assert [feature.fields["date"] for feature in added] == ["due_date"]
    assert _fields(outcome.specification) == _fields(_made(_TOOLS))
    assert any(lead in said for said in outcome.impact) is (lead == "three weeks")


def test_a_reminder_after_a_date_is_told_to_be_impossible() -> None:
    with pytest.raises(RequestRefused, match="ahead"):
        modify(_made(_TOOLS), "remind me two weeks after the start date", live=False)


def test_what_is_no_date_is_not_reminded_of() -> None:
    with pytest.raises(RequestRefused):
        modify(_made(_TOOLS), "remind me a week before the returned", live=False)


def test_a_search_is_there_already_and_no_field() -> None:
    outcome = modify(_made(_TOOLS), "add a photo and a search over everything", live=False)
    assert _fields(outcome.specification) - _fields(_made(_TOOLS)) == {"Photo"}
    assert any("searched" in said for said in outcome.impact)


def test_a_field_is_renamed_by_its_whole_name() -> None:
    for words in ("call the due date 'back by'", "call the due date back by"):
        outcome = modify(_made(_TOOLS), f"{words} and sort the hires by it", live=False)
        after = _fields(outcome.specification)
        assert "Back by" in after
        assert "Due date" not in after
        assert len(after) == len(_fields(_made(_TOOLS)))


def test_one_more_choice_is_missing_in_german() -> None:
    said = "Bei der Farbe fehlt noch 'weiß', und die Pferde hätte ich gern im Kalender"
    outcome = modify(_made(_HORSES), said, live=False)
    (colour,) = [
        f for e in outcome.specification.data_model.entities for f in e.fields if f.label == "Farbe"
    ]
    assert colour.choices[-1] == "weiß"
    assert _fields(outcome.specification) == _fields(_made(_HORSES))
    assert any(f.kind is FeatureKind.CALENDAR for f in outcome.specification.features)
