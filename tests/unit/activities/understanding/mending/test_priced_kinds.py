"""Kinds that are listed with a sum are values of the reason, and make no list."""

import pytest

from activities.understanding.marking.marks import Marked, MarkedField, MarkedThing, Words
from activities.understanding.mending.priced_kinds import without_priced_kinds


def _words(text: str, words: str) -> Words:
    start = text.index(words)
    return Words(start, start + len(words), words)


def _marked(text: str, thing: str, priced: str) -> Marked:
    return Marked(
        things=(
            MarkedThing(_words(text, "penalty"), "penalty", True, 1),
            MarkedThing(_words(text, thing), "kind", True, 0.6),
        ),
        fields=(
            MarkedField(_words(text, priced), "priced", True, "money", "kind", "", 1),
            MarkedField(_words(text, "what for"), "reason", False, "text", "penalty", "", 1),
        ),
    )


def test_kinds_with_a_sum_are_what_it_is_for() -> None:
    text = "A penalty each: noisy = $5, shirt dirty $2. Note who, what for, how much"
    mended = without_priced_kinds(_marked(text, "noisy", "shirt dirty $2"), text)
    assert [one.name for one in mended.things] == ["penalty"]
    (reason,) = mended.fields
    assert (reason.type, reason.values) == ("choice", "noisy, shirt dirty")


@pytest.mark.parametrize(
    ("text", "thing", "priced"),
    [
        ("A penalty each: boots = $5, socks $2. Note who, what for", "boots", "socks $2"),
        ("A penalty when late: note reason of delay, what for", "late", "reason of delay"),
    ],
)
def test_what_a_noun_names_stays(text: str, thing: str, priced: str) -> None:
    marked = _marked(text, thing, priced)
    assert without_priced_kinds(marked, text) == marked
