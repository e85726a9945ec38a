"""Things that are mentioned beside the fields of others: fields, or kept for themselves; pure."""

import re
from collections.abc import Sequence

from activities.understanding.marking.marks import Words
from activities.understanding.text.words import is_plural

LISTED = re.compile(r"\s*(?:,|/|;|\+|&|,? and)\s*(?:the |an? )?", re.IGNORECASE)
"""What stands between two of an enumeration."""
_COUNTED = re.compile(
    r"(?<!\w)(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) $",
    re.IGNORECASE,
)
_LONGEST_COUNT = 12
_LEAST_LISTED = 3
"""Things that are listed for themselves; two may only be in passing, like "kids and dogs"."""


def is_counted(text: str, words: Words) -> bool:
    """Say whether it is told how many there are, as of "three kids": each is kept for itself."""
    start = max(0, words.start - _LONGEST_COUNT)
    return is_plural(words.text) and bool(_COUNTED.search(text, start, words.start))


def is_beside(text: str, thing: Words, told: Words, named: Sequence[str]) -> bool:
    """Say whether a thing stands right beside a field in an enumeration.

    What the field is of may stand between them: "member, rifle, serial number".

    Args:
        text: The request.
        thing: Where the thing is mentioned.
        told: Where the field is.
        named: What the field is of, in the words of the request.
    """
    one, other = sorted((thing, told))
    between = text[one.end : other.start]
    return bool(LISTED.fullmatch(between)) or any(
        between.count(words) == 1 and all(LISTED.fullmatch(part) for part in between.split(words))
        for words in named
    )


def listed_with(text: str, mentions: Sequence[Words], kept: Sequence[bool]) -> set[int]:
    """Return which mentions stand in one enumeration with one that is kept: "guests and tasks".

    Args:
        text: The request.
        mentions: Of things, in their order.
        kept: For each, whether anything is told of its thing.
    """
    runs: list[list[int]] = []
    for at, words in enumerate(mentions):
        before = mentions[at - 1].end if at else 0
        joined = at and is_plural(words.text) and LISTED.fullmatch(text[before : words.start])
        if joined and is_plural(mentions[at - 1].text):
            runs[-1].append(at)
        else:
            runs.append([at])
    long = (run for run in runs if len(run) >= _LEAST_LISTED and any(kept[at] for at in run))
    return {at for run in long for at in run}
