"""Words of somebody else within Markdown: text and nothing but text; pure."""

import re
from collections.abc import Iterable

from storage.redaction import REMOVED, plain, redacted

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|!~&{}$@^])")
_DASHES = re.compile(r"-(?=-)|(?<=-)-")
_START = re.compile(r"^(\d*)([.)+=:-])")
"""What makes a list, a line or a heading at the beginning of a paragraph."""
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")
_RUN = re.compile(r"[\w+/=.~:-]{16,}")
_MIXED = re.compile(r"[a-z].*[A-Z]|[A-Z].*[a-z]")
_LONGEST_WORD = 24


def text(words: str, longest: int = 500) -> str:
    """Return words as one line of text: no structure, no link, no secret, nothing invisible."""
    line = " ".join(redacted(plain(words)).split())
    line = _RUN.sub(_without_keys, line)
    if len(line) > longest:
        line = f"{line[: longest - 1]}…"
    line = _ADDRESS.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", line))
    return _START.sub(r"\1\\\2", _DASHES.sub(r"\\-", line))


def _without_keys(run: re.Match[str]) -> str:
    """Take out what looks like a key: long, and made of more than the letters of a word."""
    found = run.group()
    digits = any(character.isdigit() for character in found)
    if digits or (len(found) > _LONGEST_WORD and _MIXED.search(found[1:])):
        return REMOVED
    return found


def quoted(words: str) -> str:
    """Return words in quotation marks."""
    return f"“{text(words, 300)}”"


def document(*blocks: str) -> str:
    """Return blocks with an empty line between them; empty ones are left out."""
    return "\n\n".join(block for block in blocks if block) + "\n"


def bullets(items: Iterable[str]) -> str:
    """Return a list."""
    return "\n".join(f"- {item}" for item in items)


def numbered(items: Iterable[str]) -> str:
    """Return a numbered list."""
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, start=1))


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table; the cells must be text already."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
