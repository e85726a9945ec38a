"""Pictures that are only what a wish beyond the limits is about: no photo is to be kept; pure."""

import re
from collections.abc import Iterator

from activities.understanding.marking.marks import Marked, MarkedWish, Words
from models.conversation import Limit

_LIVE = re.compile(r"\b(?:live|webcam|cctv|stream\w*|surveillance)\b", re.IGNORECASE)
_CLAIM = 0.2
"""From here on a wish counts."""


def is_only_recognised(words: Words, marked: Marked) -> bool:
    """Say whether words stand in a wish to recognise pictures, or to see live ones.

    Args:
        words: Words that were marked in the request.
        marked: All marks of the request.
    """
    return any(
        wish.words.start <= words.start and words.end <= wish.words.end for wish in _looking(marked)
    )


def is_said_of_recognising(said: str, marked: Marked) -> bool:
    """Say whether words that ask for pictures are those of such a wish.

    Args:
        said: "photo", or more words.
        marked: All marks of the request.
    """
    folded = said.strip(" .,;:!?").casefold()
    return any(folded in wish.words.text.casefold() for wish in _looking(marked))


def _looking(marked: Marked) -> Iterator[MarkedWish]:
    for wish in marked.wishes:
        beyond = isinstance(wish.kind, Limit) and wish.confidence >= _CLAIM
        if beyond and (wish.kind is Limit.MACHINE_LEARNING or _LIVE.search(wish.words.text)):
            yield wish
