"""Words joined by "or" are values where they are values of one thing."""

import pytest

from activities.understanding.grammar.alternatives import alternatives_in


@pytest.mark.parametrize(
    ("words", "label", "choices"),
    [
        ("status open or done", "status", ("open", "done")),
        ("status is new or in progress or done", "status", ("new", "in progress", "done")),
        ("size small or large", "size", ("small", "large")),
        ("early or late shift", "shift", ("early", "late")),
        ("machine or hand quilted", "quilted", ("machine", "hand")),
        ("left or right or bottle", "left or right or bottle", ("left", "right", "bottle")),
    ],
)
def test_alternatives_are_values(words: str, label: str, choices: tuple[str, ...]) -> None:
    found = alternatives_in(words)
    assert found is not None
    assert (found.label, found.choices) == (label, choices)


@pytest.mark.parametrize(
    "words",
    [
        "state or county",
        "kind of soil or compost",
        "cash or credit card",
        "new or second hand",
        "letter or card sent",
        "sold or given away",
        "status",
        "notes for the order",
        " or ".join(["a"] * 40),
    ],
)
def test_other_words_are_none(words: str) -> None:
    assert alternatives_in(words) is None
