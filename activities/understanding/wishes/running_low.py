"""Whether words ask to be told when too little is left of something; pure."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from activities.understanding.wishes.wished import load_data

_SENTENCE = re.compile(r"(?:[^.!?;\n]|[.](?=\w))+")
_LONGEST = 300
"""Characters of a sentence that are looked at, from its end."""
_MOST_SENTENCES = 400
_NUMBER = r"(?P<number{at}>\d{{1,6}}|two|three|four|five|six|ten|a dozen)(?!\d)"
_GAP = r"(?: [\w'-]{1,20}){0,3}?"
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "a dozen": 12}


class RunningLow(NamedTuple):
    """That there is to be a word when too little is left."""

    clause: str
    """In which it is said, with what asks for it, as it was written."""
    words: str
    """Those that say how little."""
    limit: int | None
    """How many there should be at least, where the words say it."""
    sure: bool
    """Whether the words can mean nothing else; "runs out" is said of a passport, too."""


class _Ways(NamedTuple):
    asks: re.Pattern[str]
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    denies: re.Pattern[str]
    no_stock: re.Pattern[str]


@cache
def _ways(language: str) -> _Ways | None:
    data = load_data("running_low.toml")
    known = data.get(language)
    if known is None or language == "shared":
        return None
    return _Ways(
        re.compile(rf"\b(?:{known['asks']})", re.IGNORECASE),
        _any_of(known["strong"]),
        _any_of(known["weak"]),
        re.compile(known["denies"], re.IGNORECASE),
        re.compile(rf"(?:[\w-]+ )?(?:{data['shared']['no_stock']})\b", re.IGNORECASE),
    )


def _any_of(rows: list[str]) -> re.Pattern[str]:
    numbered = (
        row.replace("{n}", _NUMBER.format(at=at)).replace("{gap}", _GAP)
        for at, row in enumerate(rows)
    )
    return re.compile(rf"\b(?:{'|'.join(numbered)})", re.IGNORECASE)


def threshold_in(text: str, language: str) -> re.Match[str] | None:
    """Return where a field is told that says below how many one reorders, with its noun.

    Args:
        text: As it was written.
        language: ISO 639-1 code; in one that is not known nothing is found.
    """
    known = load_data("running_low.toml").get(language, {})
    pattern = known.get("threshold", "")
    return _compiled(pattern).search(text) if pattern else None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern}", re.IGNORECASE)


def running_low(text: str, language: str = "en") -> RunningLow | None:
    """Return the first wish to be told when too little is left; None where there is none.

    Args:
        text: As it was written.
        language: ISO 639-1 code; in one that is not known nothing is found.
    """
    ways = _ways(language)
    return next(_found(text, ways), None) if ways else None


def _found(text: str, ways: _Ways) -> Iterator[RunningLow]:
    sentences = (match.group() for match in _SENTENCE.finditer(text))
    for _, sentence in zip(range(_MOST_SENTENCES), sentences, strict=False):
        said = sentence[-_LONGEST:]
        if not ways.asks.search(said) or ways.denies.search(said):
            continue
        for pattern in (ways.strong, ways.weak):
            match = pattern.search(said)
            if match and not _counts_else(said, match, ways):
                sure = pattern is ways.strong
                yield RunningLow(_clause(said, match, ways), match.group(), _limit(match), sure)
                break


def _clause(said: str, match: re.Match[str], ways: _Ways) -> str:
    asked = [one.start() for one in ways.asks.finditer(said) if one.start() <= match.start()]
    begin = said.rfind(",", 0, asked[-1] if asked else match.start()) + 1
    end = said.find(",", match.end())
    return said[begin : end if end >= 0 else len(said)].strip()


def _counts_else(said: str, match: re.Match[str], ways: _Ways) -> bool:
    """Say whether it is time or seats of which little is left."""
    number = _number(match)
    if not number:
        return False
    behind = said[match.start() :].partition(number)[2].lstrip()
    return bool(ways.no_stock.match(behind))


def _number(match: re.Match[str]) -> str:
    return next((said for said in match.groupdict().values() if said), "")


def _limit(match: re.Match[str]) -> int | None:
    number = _number(match).lower()
    return int(number) if number.isdigit() else _WORDS.get(number)
