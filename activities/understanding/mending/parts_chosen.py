"""Parts of a day that were marked as days: "blood sugar, morning and evening"; pure.

A morning is no date. What is noted more than once a day has its day, and one of those parts.
"""

import re
from functools import cache

from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.labels import field_in
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.marking.marks import Marked, MarkedField
from models.specification import FieldType

_NAME = "time_of_day"
_DAY = "on_date"
_TOLD_OF_EACH = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.YES_NO})
_BETWEEN = re.compile(
    r"\s*(?:[,/&+]|,?\s*(?:and|or|und|oder|et|ou|y|o|e|ed|en|of|i|oraz|lub))\s*"
    r"(?:(?:in|at|the|le|la|il|al|am|de|de la|por la|de|à|da) ){0,2}",
    re.IGNORECASE,
)


def choose_parts(text: str, marked: Marked, language: str) -> Marked:
    """Return the marks; parts of a day, of which one was taken for a date, as one choice.

    Args:
        text: The request.
        marked: Its marks.
        language: ISO 639-1 code; of one that is not known nothing changes.
    """
    parts = _parts(language)
    told = [(one, part) for one in marked.fields if (part := _part(one, parts))]
    run: list[tuple[MarkedField, str]] = []
    for one, part in told:
        if run and not _BETWEEN.fullmatch(text[run[-1][0].words.end : one.words.start]):
            if len(run) > 1:
                break
            run = []
        run.append((one, part))
    names = [part for _, part in run]
    days = sum(one.type == FieldType.DATE.value for one, _ in run)
    counted = sum(one.type in _TOLD_OF_EACH for one, _ in run)
    if len(run) < 2 or not days or counted > days or len(set(names)) < len(names):
        return marked
    fields = [one for one, _ in run]
    chosen = fields[0]._replace(
        name=_NAME,
        named=True,
        type=FieldType.CHOICE.value,
        values="/".join(names),
        said=read_table("weekdays")[language]["part"],
    )
    dated = any(one.type == FieldType.DATE.value for one in marked.fields if one not in fields)
    kind = FieldType.DATE
    called = field_in(field_from(Hint("Date", kind), owner=fields[1].owner), language).label
    day = fields[1]._replace(name=_DAY, named=False, type=kind.value, values="", said=called)
    put = {fields[0]: (chosen,), fields[1]: () if dated else (day,)}
    kept = (new for one in marked.fields for new in put.get(one, _same(one, fields)))
    return marked._replace(fields=tuple(kept))


def _same(field: MarkedField, gone: list[MarkedField]) -> tuple[MarkedField, ...]:
    return () if field in gone else (field,)


def _part(field: MarkedField, parts: dict[str, re.Pattern[str]]) -> str:
    """Return the part of a day that the words of a field are, as it is called."""
    said = field.words.text
    return next((name for name, words in parts.items() if words.fullmatch(said)), "")


@cache
def _parts(language: str) -> dict[str, re.Pattern[str]]:
    row = read_table("weekdays").get(language, {})
    return {name: re.compile(words, re.IGNORECASE) for name, words in row.get("parts", {}).items()}
