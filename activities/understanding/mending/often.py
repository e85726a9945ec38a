"""Marks without how often something happens: "who plays every week" asks for people alone; pure."""

import re
from functools import cache

from activities.understanding.languages.vocabulary import read_table
from activities.understanding.marking.marks import Marked, MarkedField
from activities.understanding.text.cleaning import word_set
from models.fields import COUNTED_TYPES, FieldType

_WHOLE = r"(?<![\w'\u2019])(?:{often})(?![\w'\u2019])"
_MOST_READ = 8_000
_COUNTED = COUNTED_TYPES
_AMOUNTS = _COUNTED | {FieldType.MONEY, FieldType.YES_NO}
_EACH = re.compile(
    r"(?:every|each|jede|alle|chaque|tous|toutes|cada|tod|ogni|tutt|elke?|iedere?|w? ?każd|co) ?",
    re.IGNORECASE,
)
"""What never stands before an amount, as "per week" does."""
_DAYS = word_set("tag jour día dia giorno dag dzień dnia")


def without_often(marked: Marked, text: str, language: str) -> Marked:
    """Return marks without the fields that only say how often something happens.

    What there is to choose from, or how much it is, stays: "interval: weekly, monthly".

    Args:
        marked: What was marked.
        text: The request.
        language: ISO 639-1 code.
    """
    pattern = _often(language)
    if pattern is None or not marked.fields:
        return marked
    spans = [match.span() for match in pattern.finditer(text[:_MOST_READ])]

    def tells_only_that(field: MarkedField) -> bool:
        start, end = field.words.start, field.words.end
        inside = [span for span in spans if span[0] <= start and end <= span[1]]
        if not inside or field.values or _is_its_day(field, marked, language):
            return False
        return field.type not in _AMOUNTS or _EACH.match(text, inside[0][0]) is not None

    return marked._replace(fields=tuple(f for f in marked.fields if not tells_only_that(f)))


def _is_its_day(field: MarkedField, marked: Marked, language: str) -> bool:
    """Say whether it is the only day of what happens: eggs are laid per day."""
    told = [one for one in marked.fields if one.owner == field.owner]
    if [one for one in told if one.type == FieldType.DATE] != [field]:
        return False
    counted = any(one.type in _COUNTED for one in told)
    return language == "en" or (counted and not _DAYS.isdisjoint(_words(field)))


def _words(field: MarkedField) -> list[str]:
    return field.words.text.lower().split()


@cache
def _often(language: str) -> re.Pattern[str] | None:
    row = read_table("marks").get(language)
    return re.compile(_WHOLE.format(often=row["often"]), re.IGNORECASE) if row else None
