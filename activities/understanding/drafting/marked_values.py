"""The values of a marked field, all of them and whole, and its scale; pure."""

import re

from activities.understanding.grammar.alternatives import alternatives_in
from activities.understanding.knowledge.inference import Hint, read_choices
from activities.understanding.marking.marks import MarkedField
from activities.understanding.text.cleaning import word_set
from models.fields import FieldType

_TAIL = re.compile(r"[^,;.\n]{0,40}")
_ARTICLES = word_set(
    "a an the some ein eine einen einem einer der die das den dem un une des le la les l uno una "
    "el los las il lo gli een de het um uma o os as"
)
_REST = re.compile(
    r" [^\W\d_][\w'\u2019-]{1,30}(?: [^\W\d_][\w'\u2019-]{1,30})??(?=\s*[,;/).\n]|$)"
)
"""What an article leads up to, where a mark of its own took it from the values."""
_SCALE_BEHIND = re.compile(
    r" ?[,(]?\s*(?:out of|from|on a scale|rated|\d{1,2} ?(?:-|\u2013|to) ?\d)", re.IGNORECASE
)
_SCALES = (FieldType.RATING, FieldType.INTEGER)
_ONE_OF = re.compile(
    r"(?P<all>[^,;:()\n]{2,30}(?:, [^,;:()\n]{2,30}){1,8},? "
    r"(?:or|oder|ou|o|of|lub|albo) [^,;:()\n]{2,30})"
)
_BETWEEN = re.compile(r",? (?:or|oder|ou|o|of|lub|albo) |, ")
_WHERE = re.compile(r"(?:in|at|on|by|with|for) ", re.IGNORECASE)
"""What begins so tells where or how it is, and its parts don't stand alone."""
_LONGEST, _LOOKED_AT = 3, 160


def with_all_values(told: MarkedField, text: str, language: str) -> MarkedField:
    """Return a field with all values that its words tell, if only some were marked.

    Args:
        told: The field.
        text: The request.
        language: ISO 639-1 code.
    """
    if not told.values:
        return _with_own_values(told)
    told = _ended(told, text)
    if language != "en":
        return told
    match = _TAIL.match(text, told.words.end)
    behind = match.group().strip() if match else ""
    either = alternatives_in(f"{told.words.text} {behind}")
    if either is None or not set(read_choices(told.values)) < set(either.choices):
        return told
    return told._replace(values=", ".join(either.choices))


def _ended(told: MarkedField, text: str) -> MarkedField:
    """Return a field whose last value isn't cut behind its article: "me, Dan or a tradesman"."""
    last = told.values.rsplit(None, 1)[-1].lower()
    at = text.find(told.values, told.words.end, told.words.end + _LOOKED_AT)
    if last not in _ARTICLES or at < 0:
        return told
    rest = _REST.match(text, at + len(told.values))
    return told._replace(values=told.values + rest.group()) if rest else told


def _with_own_values(told: MarkedField) -> MarkedField:
    """Return a choice with the values that its words are: "small, medium or large"."""
    words = told.words.text.strip()
    if told.type != FieldType.CHOICE or not _ONE_OF.fullmatch(words) or _WHERE.match(words):
        return told
    values = _BETWEEN.split(words)
    short = all(0 < len(value.split()) <= _LONGEST for value in values)
    return told._replace(values=words) if short else told


def as_told_scale(told: MarkedField, read: Hint, tail: str) -> MarkedField:
    """Return a yes or no as the scale that stands behind it: "would I go again, out of 5".

    Args:
        told: The field.
        read: What its words and those behind it tell.
        tail: The words behind it, where they tell numbers.
    """
    scaled = read.type in _SCALES and _SCALE_BEHIND.match(tail)
    return told._replace(type=read.type) if told.type == FieldType.YES_NO and scaled else told
