"""Entries of lists of web sites, as people say them; pure."""

import re
from datetime import datetime

from models.specification import Entity, FieldType

_DATES = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%d.%m.%Y", "%d. %B %Y")
_LONGEST_VALUE = 500


def values_in(entity: Entity, words: str) -> tuple[str, ...]:
    """Return the values of an entry in the order of the fields; the last one takes what is left."""
    most = len(entity.fields)
    parts = [part.strip() for part in re.split(r";" if ";" in words else r",\s", words.strip(" ."))]
    parts = [*parts[: most - 1], ", ".join(parts[most - 1 :])] if len(parts) > most else parts
    return tuple(
        _date(part) if field.type is FieldType.DATE else part[:_LONGEST_VALUE]
        for field, part in zip(entity.fields, parts, strict=False)
    )


def _date(words: str) -> str:
    """Return a date as lists hold it, or the words when they are none."""
    for form in _DATES:
        try:
            return datetime.strptime(words, form).date().isoformat()
        except ValueError:
            continue
    return words[:_LONGEST_VALUE]
