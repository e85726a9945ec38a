"""What is only asked to be logged is called by its own name."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.keeping_verbs import tell_keeping


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I want to log bee swarms: date", "I want to keep track of bee swarms: date"),
        ("an app to catalogue old stamps", "an app to keep track of old stamps"),
        ("we run a pier and need to document repairs",
         "we run a pier and need to keep track of repairs"),
    ],
)  # fmt: skip
def test_the_verb_is_told_plainly(text: str, told: str) -> None:
    assert tell_keeping(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "I want to log in with passwords",
        "I like to log our walks",
        "a log of walks",
        "we need to log what each member eats",
        "a link to document files",
    ],
)
def test_other_words_stay(text: str) -> None:
    assert tell_keeping(text) == text


def test_the_list_is_called_by_what_is_kept() -> None:
    (entity, *_) = analyse("I'd like to log engine runs: date, hours, oil level").entities
    assert "log" not in entity.label.lower()
