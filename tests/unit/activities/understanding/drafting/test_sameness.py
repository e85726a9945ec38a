"""A word that somebody cuts short means the same thing."""

import pytest

from activities.understanding.drafting.sameness import same_things
from activities.understanding.knowledge.lexicon import load
from activities.understanding.marking.marks import Marked, MarkedField, MarkedThing, Words


@pytest.mark.parametrize(
    ("full", "short", "language", "same"),
    [
        ("trottinette", "trott", "fr", True),
        ("aspiradora", "aspi", "es", True),
        ("porte", "port", "fr", False),
        ("cartolina", "carta", "it", False),
        ("notebook", "note", "en", False),
    ],
)
def test_what_is_cut_short_is_the_same(full: str, short: str, language: str, same: bool) -> None:
    text = f"{full}: x. {short}"
    at = len(text) - len(short)
    things = (
        MarkedThing(Words(0, len(full), full), full, True, 1),
        MarkedThing(Words(at, len(text), short), short, True, 1),
    )
    start = text.index("x")
    field = MarkedField(Words(start, start + 1, "x"), "x", True, "text", full, "", 1)
    found = same_things(Marked(things=things, fields=(field,)), load(), text, language)
    assert (found[short] == full) is same
