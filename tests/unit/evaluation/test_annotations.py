"""What the network is trained on is well-formed, and is not what judges it."""

import re

import pytest
from rapidfuzz import fuzz, process

from evaluation.corpus import Part
from evaluation.corpus import load as load_corpus
from evaluation.training.annotations import FOLDER, load, parse

BLOCK = """=== lang=en cat=log/tracker q=0
Every [inspection|inspection] has a [date|inspection.date:date] and a [mood|inspection.mood:choice]
([calm, nervous|=]).
[Hives|hive] on [a map|!map].
inspection > hive
+ keeper
"""


def test_marks_stand_where_the_words_are() -> None:
    annotated = parse(BLOCK)
    words = [annotated.text[mark.start : mark.end] for mark in annotated.marks]
    assert words == ["inspection", "date", "mood", "calm, nervous", "Hives", "a map"]
    assert [mark.kind for mark in annotated.marks] == ["E", "F", "F", "C", "E", "W"]
    assert annotated.relations == (("inspection", "hive", False),)
    assert annotated.unnamed == ("keeper",)
    assert annotated.categories == ("log", "tracker")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("lang=en", "lang=xx"),
        ("cat=log", "cat=zoo"),
        ("date:date", "date:year"),
        ("[Hives|hive]", "Hives"),
        ("!map", "!maps"),
        ("a map", "a map]"),
    ],
)
def test_what_is_not_well_formed_is_named(old: str, new: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(BLOCK.replace(old, new, 1))


def test_every_annotated_request_is_well_formed_and_there_once() -> None:
    texts = [a.text for path in FOLDER.glob("*.txt") for a in load(files=path.name)]
    assert len(texts) == len(set(texts)) > 6_000


def test_nothing_that_judges_was_trained_on_nor_anything_much_like_it() -> None:
    trained = [_plain(annotated.text) for annotated in load()]
    judging = [_plain(r.text) for r in load_corpus() if r.part is Part.TEST]
    assert len(judging) > 100
    told = [text for text in judging if len(text) > 25]
    alike = process.cdist(told, trained, scorer=fuzz.ratio, score_cutoff=75)
    assert not [text for text, row in zip(told, alike, strict=True) if row.any()]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
