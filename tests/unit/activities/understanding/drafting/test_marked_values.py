"""A choice has all of its values, none of them cut, and a scale is no yes or no."""

import pytest

from activities.understanding.drafting.marked_values import as_told_scale, with_all_values
from activities.understanding.knowledge.inference import infer
from activities.understanding.marking.marks import MarkedField, Words
from models.fields import FieldType


def _field(text: str, words: str, values: str = "", kind: str = "choice") -> MarkedField:
    at = text.index(words)
    return MarkedField(Words(at, at + len(words), words), "one", True, kind, "job", values, 0.9)


@pytest.mark.parametrize(
    ("text", "words", "marked", "values"),
    [
        ("job: who (us, Ann or a plumber), cost", "who", "us, Ann or a", "us, Ann or a plumber"),
        (
            "Arbeit: wer (ich, Jan oder ein Maler)",
            "wer",
            "ich, Jan oder ein",
            "ich, Jan oder ein Maler",
        ),
        ("job: who (us, Ann or Bob), cost", "who", "us, Ann or Bob", "us, Ann or Bob"),
        ("cup: mini, medium or large, price", "mini, medium or large", "", "mini, medium or large"),
        (
            "tasse: petite, moyenne ou grande",
            "petite, moyenne ou grande",
            "",
            "petite, moyenne ou grande",
        ),
        ("cup: sort of colour, price", "sort of colour", "", ""),
    ],
)
def test_values_are_whole(text: str, words: str, marked: str, values: str) -> None:
    told = with_all_values(_field(text, words, marked), text, "de" if "oder" in text else "en")
    assert told.values == values


@pytest.mark.parametrize(
    ("words", "tail", "kind"),
    [
        ("whether I'd hire her again", " out of 5", FieldType.RATING),
        ("whether we liked it", " (1-10)", FieldType.RATING),
        ("whether we liked it", " in 2024", FieldType.YES_NO),
        ("whether we liked it", "", FieldType.YES_NO),
    ],
)
def test_a_scale_is_no_yes_or_no(words: str, tail: str, kind: FieldType) -> None:
    told = as_told_scale(_field(words, words, kind="yes_no"), infer(words + tail), tail)
    assert told.type == kind
