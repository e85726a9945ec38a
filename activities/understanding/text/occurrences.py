"""Where words stand whole in a text; pure.

A pattern made of the words would say the same, but each new one has to be compiled, which takes
longer than most texts take to search.
"""

from collections.abc import Iterator


def occurrences(words: str, text: str) -> Iterator[int]:
    """Return where words stand, not as a part of longer ones; nowhere if there are none."""
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if not (at and _is_in_word(text[at - 1])) and not _is_in_word(text[end : end + 1]):
            yield at
        at = text.find(words, at + 1)


def stands_in(words: str, text: str) -> bool:
    """Say whether words stand whole in a text."""
    return next(occurrences(words, text), -1) >= 0


def _is_in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
