"""No list is called by what somebody does with what is kept."""

import pytest

from activities.understanding.marking.marks import Marked, MarkedField, MarkedThing, Words
from activities.understanding.mending.tidying import tidied


def _tidied(text: str, words: str, name: str) -> tuple[str, str, str]:
    start = text.index(words)
    thing = MarkedThing(Words(start, start + len(words), words), name, True, 0.9)
    at = text.index("date")
    field = MarkedField(Words(at, at + 4, "date"), "on_date", False, "date", name, "", 0.9)
    told = tidied(Marked(things=(thing,), fields=(field,)), text)
    return told.things[0].words.text, told.things[0].name, told.fields[0].owner


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("My dad takes pills: which, date", "takes pills", ("pills", "pill", "pill")),
        ("She has lessons: teacher, date", "has lessons", ("lessons", "lesson", "lesson")),
    ],
)
def test_a_verb_before_a_noun_goes(text: str, words: str, told: tuple[str, str, str]) -> None:
    assert _tidied(text, words, words.replace(" ", "_").removesuffix("s")) == told


def test_other_words_before_a_noun_stay() -> None:
    told = _tidied("Night shifts: who, date", "Night shifts", "night_shift")
    assert told == ("Night shifts", "night_shift", "night_shift")
