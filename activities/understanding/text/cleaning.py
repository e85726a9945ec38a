"""Cleaning of raw requests and their division into clauses and list items; pure."""

import html
import re
import unicodedata
from typing import NamedTuple

_TAG = re.compile(r"<[/!?a-zA-Z][^<>]{0,500}>")
_SPACES = re.compile(r"[^\S\n]+")
_BULLET = re.compile(r"^\s*(?:[-*+•◦▪·]|\(?\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
_SENTENCE_END = re.compile(
    r"(?<=[\w)\"'])[.!]+(?=\s+[^\sa-z]|\s*$)|(?<=[a-z]{4})[.!]+(?=\s+[a-z]{2})|\n+|(?<=\?)\s+(?=[A-Z])"
)
_SEMICOLON = re.compile(r"\s*;\s*")
_ABBREVIATIONS = re.compile(
    r"\b(e\.g|i\.e|etc|approx|no|incl|max|min|avg|tel|est|dept|spec|resp)\.", re.IGNORECASE
)
_QUOTES = str.maketrans(
    {
        **dict.fromkeys(map(chr, (0x2018, 0x2019, 0x201A)), "'"),
        **dict.fromkeys(map(chr, (0x201C, 0x201D, 0x201E)), '"'),
        **dict.fromkeys(map(chr, (0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212)), "-"),
    }
)
_MEANINGFUL = re.compile(r"[^\W\d_]{2,30}")
_SEPARATOR = re.compile(
    r"\s*(?:,\s*(?:and\s+also|and|as\s+well\s+as|plus(?!\s+ones?\b)|also)?|\band\s+also\b|\band\b|&|\bplus\b(?!\s+ones?\b)"
    r"|\bas\s+well\s+as\b|\n|(?<=\s)\+(?=\s))\s+",
    re.IGNORECASE,
)
_BRACKETS = {"(": ")", "[": "]", "{": "}"}


QUOTED = 300
"""The most characters of a request that are quoted as the words something came from."""


class Clause(NamedTuple):
    """A piece of a request that says one thing."""

    text: str
    bullet: bool = False
    joined: bool = False
    """Whether it goes on with what the one before it said, after a semicolon."""


def word_set(text: str) -> frozenset[str]:
    """Return the different words of a text."""
    return frozenset(text.split())


def clean(raw: str) -> str:
    """Return the readable text of ``raw``: no markup, no control or format characters."""
    text = html.unescape(_TAG.sub(" ", raw))
    text = unicodedata.normalize("NFKC", _TAG.sub(" ", text))
    kept = (c if _readable(c) else " " if unicodedata.category(c) == "Cc" else "" for c in text)
    text = _SPACES.sub(" ", "".join(kept).translate(_QUOTES))
    return re.sub(r"\n\s*\n+", "\n", text).strip()


def _readable(character: str) -> bool:
    return character == "\n" or unicodedata.category(character)[0] != "C"


def has_meaning(text: str) -> bool:
    """Say whether there is at least one word."""
    return _MEANINGFUL.search(text) is not None


def clauses(text: str) -> tuple[Clause, ...]:
    """Split a cleaned text into clauses; a heading and its short bullets become one clause."""
    found: list[Clause] = []
    heading: str | None = None
    bullets: list[str] = []
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        if bullet:
            bullets.append(line[bullet.end() :].strip(" .;,"))
            continue
        found += _group(heading, bullets)
        heading, bullets = None, []
        if line.rstrip().endswith(":"):
            heading = line.strip().rstrip(":")
        else:
            found += _sentences(line)
    return tuple(clause for clause in found + _group(heading, bullets) if clause.text)


def _group(heading: str | None, bullets: list[str]) -> list[Clause]:
    if heading is None and not bullets:
        return []
    *before, last = [clause.text for clause in _sentences(heading or "")] or [""]
    said = [Clause(text) for text in before]
    if any(_structured(bullet) for bullet in bullets):
        own = [Clause(last)] if last else []
        return said + own + [Clause(bullet, bullet=True) for bullet in bullets if bullet]
    body = ", ".join(filter(None, bullets))
    if not last:
        return said + [Clause(bullet, bullet=True) for bullet in bullets if bullet]
    return [*said, Clause(f"{last}: {body}" if body else last)]


def _structured(bullet: str) -> bool:
    return bool(
        re.search(r":\s|\s(?:with|has|have)\s|^(?:each|every|add)\b", bullet, re.IGNORECASE)
    )


def _sentences(text: str) -> list[Clause]:
    guarded = _ABBREVIATIONS.sub(lambda match: match.group(1).replace(".", "") + " ", text)
    return [
        Clause(part.strip(" .!\t"), joined=number > 0)
        for sentence in _split_outside(guarded, _SENTENCE_END)
        for number, part in enumerate(_split_outside(sentence, _SEMICOLON))
    ]


def split_items(text: str) -> list[str]:
    """Split an enumeration at commas and "and", but not inside brackets or quotes."""
    return [item for part in _split_outside(text, _SEPARATOR) if (item := part.strip(" .,:;"))]


def _split_outside(text: str, separator: re.Pattern[str]) -> list[str]:
    masked = mask(text)
    parts, start = [], 0
    for match in separator.finditer(masked):
        parts.append(text[start : match.start()])
        start = match.end()
    return [*parts, text[start:]]


def mask(text: str) -> str:
    """Return the text with everything in brackets or double quotes replaced by underscores."""
    masked: list[str] = []
    closing: list[str] = []
    for character in text:
        if closing and character == closing[-1]:
            closing.pop()
            masked.append("_")
            continue
        masked.append("_" if closing else character)
        if character in _BRACKETS and text.find(_BRACKETS[character]) > 0 and len(closing) < 8:
            closing.append(_BRACKETS[character])
        elif character == '"' and not closing and text.count('"') % 2 == 0:
            closing.append('"')
    return "".join(masked) if not closing else text
