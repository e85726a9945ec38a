"""Questions that tell a field are called as a person would call it."""

import pytest

from activities.understanding.grammar.asking import asked_name


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("how many eggs I found", "number of eggs"),
        ("how many came up", "how many came up"),
        ("how many are in the party", "how many are in the party"),
        ("how many of us worked", "how many of us worked"),
        ("how many are left", "quantity left"),
        ("which crate it's in", "crate"),
        ("whether I've got it back", "back"),
        ("whether they've paid", "paid"),
    ],
)
def test_a_question_gives_a_label(question: str, label: str) -> None:
    named = asked_name(question)
    assert named is not None
    assert named.label == label
