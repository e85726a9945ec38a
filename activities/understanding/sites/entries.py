"""Entries of lists of web sites, as people say them; pure."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from models.specification import Entity, FieldType, SiteEntry

_DATES = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%d.%m.%Y", "%d. %B %Y")
_LONGEST_VALUE = 500
_BEFORE = re.compile(
    r"^(?:[\s:,]|(?:on|at|in|of|with|called|named|the|from|am|im|in|vom|mit|namens|der|die|das|den)\b)+",
    re.IGNORECASE,
)


def values_in(entity: Entity, words: str) -> tuple[str, ...]:
    """Return the values of an entry in the order of the fields; the last one takes what is left."""
    most = len(entity.fields)
    parts = [part.strip() for part in re.split(r";" if ";" in words else r",\s", words.strip(" ."))]
    parts = [*parts[: most - 1], ", ".join(parts[most - 1 :])] if len(parts) > most else parts
    return tuple(
        _date(part) if field.type is FieldType.DATE else part[:_LONGEST_VALUE]
        for field, part in zip(entity.fields, parts, strict=False)
    )


def standing(entries: Iterable[SiteEntry]) -> list[SiteEntry]:
    """Return the entries that are still there, of those that were added and taken away."""
    left: list[SiteEntry] = []
    for entry in entries:
        if not entry.gone:
            left.append(entry)
        elif (same := entry.model_copy(update={"gone": False})) in left:
            left.remove(same)
    return left


def told_by(words: str, entries: Sequence[SiteEntry]) -> list[SiteEntry]:
    """Return the entries that have the words as a value, or else within one; all for no words."""
    asked = _BEFORE.sub("", words).strip(" .\"'“”").casefold()
    wanted = {asked, _date(asked.title()).casefold()} - {""}
    values = {id(entry): [value.casefold() for value in entry.values] for entry in entries}
    if not wanted:
        return list(entries)
    exact = [e for e in entries if any(value in wanted for value in values[id(e)])]
    return exact or [e for e in entries if any(w in v for w in wanted for v in values[id(e)])]


def _date(words: str) -> str:
    """Return a date as lists hold it, or the words when they are none."""
    for form in _DATES:
        try:
            return datetime.strptime(words, form).date().isoformat()
        except ValueError:
            continue
    return words[:_LONGEST_VALUE]
