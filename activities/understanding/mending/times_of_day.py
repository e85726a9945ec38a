"""What is measured more than once a day: "peak flow readings, morning and evening"; pure."""

import re
from collections.abc import Iterator
from itertools import pairwise

from activities.understanding.knowledge.field_types import type_of
from activities.understanding.marking.marks import Marked, MarkedField
from activities.understanding.mending.parts_chosen import choose_parts
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import identifier
from models.specification import FieldType

_PART_OF_DAY = re.compile(
    r"(?:(?:in|at|the|every|each) ){0,3}"
    r"(?P<part>morning|noon|midday|afternoon|evening|night|bedtime)s?",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|,?\s*and|&|\+|/)\s*(?:(?:in|at|the) ){0,2}", re.IGNORECASE)
_MEASURE = re.compile(
    r"(?P<what>[A-Za-z][\w-]{0,30}(?: [\w-]{1,30})?) (?:readings?|measurements?|values?|levels?)\b",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"(?P<what>(?:blood )?(?:sugar|pressure|glucose)|temperature|weight|pulse|heart rate|peak flow|"
    r"oxygen(?: saturation)?|insulin|water level|ph)\s*(?::|-|\u2013)\s*"
    r"(?:(?:morning|noon|midday|afternoon|evening|night|bedtime)s?\s*(?:,|/|,? and)?\s*){0,5}$",
    re.IGNORECASE,
)
"""What a whole list is of, whose fields are only times of the day."""
_NO_MEASURE = word_set("my our the his her their daily all take record note track log some and of")
_LOOKED_AT = 120
_IN_TWO_NUMBERS = "blood pressure"
"""Told as 120/80."""


def measured_by_time(text: str, marked: Marked, language: str) -> Marked:
    """Return the marks; times of a day with what is measured then, where a word names it.

    Args:
        text: The request.
        marked: Its marks.
        language: ISO 639-1 code.
    """
    times = {part for part in _together(text, marked.fields) if _measure(text, part)}
    if not times:
        return choose_parts(text, marked, language)
    fields = tuple(_measured(text, one) if one in times else one for one in marked.fields)
    return marked._replace(fields=fields)


def _together(text: str, fields: tuple[MarkedField, ...]) -> Iterator[MarkedField]:
    """Return the fields that are nothing but times of the same day."""
    for one, other in pairwise(fields):
        between = text[one.words.end : other.words.start]
        both = _PART_OF_DAY.fullmatch(one.words.text) and _PART_OF_DAY.fullmatch(other.words.text)
        if both and _AND.fullmatch(between):
            yield one
            yield other


def _measure(text: str, field: MarkedField) -> str:
    """Return what is measured at a time: the words before "readings"."""
    before = text[max(0, field.words.start - _LOOKED_AT) : field.words.start]
    found = [match["what"].split() for match in _MEASURE.finditer(before)]
    headed = _HEADED.search(before)
    words = headed["what"].split() if headed else found[-1] if found else []
    return " ".join(word for word in words if word.lower() not in _NO_MEASURE)


def _measured(text: str, field: MarkedField) -> MarkedField:
    what = _measure(text, field)
    part = _PART_OF_DAY.fullmatch(field.words.text)
    said = f"{what} {part['part'].lower()}" if part else what
    usual = type_of(what.lower()) or FieldType.DECIMAL
    kind = FieldType.TEXT if what.lower() == _IN_TWO_NUMBERS else usual
    return field._replace(said=said, name=identifier(said), named=False, type=kind.value, values="")
