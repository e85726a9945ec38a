"""Questions that have the name of a field in their middle."""

import pytest

from activities.understanding.grammar.asked_of import as_written, is_graded
from activities.understanding.grammar.asking import asked_name
from activities.understanding.grammar.attributes import attributes


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("how much the rent is", "rent"),
        ("how much was the fee", "fee"),
        ("what the deposit was", "deposit"),
        ("how much each one costs", "cost"),
        ("how many lessons are left", "lessons left"),
        ("how many payments are still outstanding", "payments left"),
        ("when I can renew it", "can renew on"),
        ("when it can be harvested", "can be harvested from"),
        ("when they can help", "when they can help"),
        ("who did the washing up", "washing up by"),
        ("who does the bins", "bins by"),
        ("who did it", "done by"),
        ("who did the work", "done by"),
        ("how sweet it was", "how sweet it was"),
        ("how hard it was", "difficulty"),
        ("how big the flat is", "size"),
        ("what the tool is", "name"),
        ("how much milk it gave", "milk"),
        ("how many are left", "quantity left"),
    ],
)
def test_the_noun_in_the_middle_names_the_field(question: str, label: str) -> None:
    named = asked_name(question)
    assert named is not None
    assert named.label == label


def test_abbreviations_stay_as_they_were_written() -> None:
    (told,) = attributes("how many SIPs are pending")
    assert told.label == "SIPs left"
    assert as_written("number of cats", "Number of cats") == "number of cats"


@pytest.mark.parametrize(
    ("words", "graded"),
    [("how vivid it was", True), ("how tall it was", False), ("how clear", False)],
)
def test_qualities_are_graded(words: str, *, graded: bool) -> None:
    assert is_graded(words) is graded
