"""Changes written in a hurry: smileys, chat words and slips, in the words that are meant; pure."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from activities.understanding.languages.detection import language_of
from activities.understanding.text.spelling import plain
from activities.understanding.text.tagging import is_word
from models.specification import Entity

_SMILEY = re.compile(
    r"\s*(?:[:;=]-?[)(DPp]+|<3|\bxD\b|[\U0001F300-\U0001FAFF\u2600-\u27BF]+)(?!\w)\s*"
)
_SHOUTED = re.compile(r"!+\s+(?=\w)")
_UPSIDE_DOWN = re.compile(r"[¿¡]")
_WORD = re.compile(r"(?<![\w'\"-])[a-z]{5,24}(?![\w'\"-])")
_LETTERS = re.compile(r"[a-z]{5,24}")
_NAMING = re.compile(r"\b(?:call|name|title|rename|label)\b", re.IGNORECASE)
_LEAST = 0.8
_LONGEST = 2_000


class _Words(NamedTuple):
    opening: re.Pattern[str]
    anywhere: re.Pattern[str]
    closing: re.Pattern[str]
    between: re.Pattern[str]
    slip: re.Pattern[str]
    slips: dict[str, str]


def in_full(text: str, entities: Iterable[Entity]) -> str:
    """Return a wish without chat words, and with the words that slips stand for.

    Args:
        text: All that is wished, in any language.
        entities: What is kept: names of it are known, however they are misspelt.
    """
    if len(text) > _LONGEST:
        return text
    said = _SHOUTED.sub(".\n", _SMILEY.sub(", ", _UPSIDE_DOWN.sub("", text)))
    said = re.sub(r",\s*(?=[,.;!?]|$)", "", said)
    said = _without_chat(said).strip()
    return _spelled(said, entities) if language_of(said) == "en" else said


def _without_chat(text: str) -> str:
    words = _words()
    text = words.anywhere.sub("", text)
    text = words.closing.sub("", text)
    for _ in range(2):
        text = words.opening.sub(r"\g<start>", text)
    return words.between.sub(" ", text)


def _spelled(text: str, entities: Iterable[Entity]) -> str:
    words = _words()
    text = words.slip.sub(lambda found: words.slips[found[0]], plain(text))
    if _NAMING.search(text):
        return text  # a name may be spelt as anybody likes
    known = sorted(
        {
            word
            for one in entities
            for label in (one.label, one.plural_label, *(field.label for field in one.fields))
            for word in _LETTERS.findall(label.lower())
        }
    )

    def meant(found: re.Match[str]) -> str:
        word = found[0]
        if word in known or is_word(word):
            return word
        best = process.extractOne(
            word, known, scorer=OSA.normalized_similarity, score_cutoff=_LEAST
        )
        return best[0] if best and best[0][0] == word[0] else word

    return _WORD.sub(meant, text)


@cache
def _words() -> _Words:
    path = Path(__file__).with_suffix(".toml")
    raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    opening, anywhere, closing, between = (
        "|".join(raw[name]) for name in ("opening", "anywhere", "closing", "between")
    )
    slips: dict[str, str] = raw["slips"]
    named = r"(?<!\bit )(?<!\bto )(?<!\bas )(?<!\bcalled )(?<!\bnamed )"
    return _Words(
        re.compile(rf"(?P<start>^|(?<=[.!?\n]) ?)(?:{opening})\b(?:,|!|\.(?= \w)|\.\.\.) ?", re.I),
        re.compile(rf",? ?{named}\b(?:{anywhere})\b(?!['\w-])", re.IGNORECASE),
        re.compile(rf"(?<=\w),? {named}(?:{closing})(?=\s*(?:[.,;!?\n]|$))", re.IGNORECASE),
        re.compile(rf"(?<=[^\W\d_]) {named}(?:{between}) (?=[^\W\d_])", re.IGNORECASE),
        re.compile(rf"(?<![\w'-])(?:{'|'.join(slips)})(?![\w'-])"),
        slips,
    )
