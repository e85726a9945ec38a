"""Whether records are over, as their fields say: done, cancelled, returned."""

import json
import re
from collections.abc import Iterator
from datetime import date

from app.model import Entity, Field, Kind
from app.records import Record
from app.sql import Condition, quoted

_OVER = re.compile(
    r"(?:is |was |all |date )?(?:done|finished|completed?|cancell?ed|called off|returned"
    r"|(?:given|brought) back|closed|erledigt|fertig|abgeschlossen|abgesagt|storniert"
    r"|zurückgegeben|ausgefallen)(?: on| at| am)?\??",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:last(?! da(?:y|te)\b)|since|lent|borrowed|returned|given|bought|purchased|received"
    r"|acquired|joined|born|founded|started|done|finished|completed|cancell?ed|closed|read|watched"
    r"|played|visited|zuletzt|seit|geliehen|verliehen|gekauft|erhalten|zurückgegeben|geboren)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\b(?:to be|by|until|before|next|planned|expected|bis)\b", re.IGNORECASE)


def tells_of_the_past(field: Field) -> bool:
    """Return whether a date says when something was, like ``Lent on``: nothing comes up then."""
    return bool(_PAST.search(field.label)) and not _TO_COME.search(field.label)


def ending(entity: Entity, record: Record, today: date) -> str:
    """Return the word of a state, or a day, that says that a record is over; empty if none does."""
    for field in _states(entity):
        value = record.values[field.name]
        if field.kind is Kind.CHOICE and value in _ends(field):
            return str(value)
        if field.kind is Kind.YES_NO and value:
            return field.label.removesuffix("?")
    for field in _days(entity):
        if str(record.values[field.name] or "9999") <= today.isoformat():
            return field.label
    return ""


def not_over(entity: Entity, today: date) -> Condition:
    """Return the condition that records fulfil which no state and no day says to be over."""
    parts, values = ["1"], list[str]()
    for field in _states(entity):
        column = quoted(field.name)
        if field.kind is Kind.CHOICE:
            inside = "(SELECT value FROM json_each(?))"
            parts.append(" ".join(["coalesce(", column, ", '') NOT IN", inside]))
            values.append(json.dumps(_ends(field)))
        else:
            parts.append(" ".join(["coalesce(", column, ", 0) = 0"]))
    for field in _days(entity):
        parts.append(" ".join(["coalesce(", quoted(field.name), ", '9999') > ?"]))
        values.append(today.isoformat())
    return Condition(" AND ".join(parts), tuple(values))


def _states(entity: Entity) -> Iterator[Field]:
    for field in entity.fields:
        yes = field.kind is Kind.YES_NO and _OVER.fullmatch(field.label)
        if yes or (field.kind is Kind.CHOICE and _ends(field)):
            yield field


def _days(entity: Entity) -> Iterator[Field]:
    return (f for f in entity.fields if f.kind is Kind.DATE and _OVER.fullmatch(f.label))


def _ends(field: Field) -> list[str]:
    return [choice for choice in field.choices if _OVER.fullmatch(choice)]
