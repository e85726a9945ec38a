"""What somebody works by the hour and is owed for it, told in one breath; pure.

"The hours of my cleaner and what I owe her" keeps each time that she came, and no cleaners.
"""

import re
from functools import cache

from activities.understanding.draft import (
    ASSUMED,
    MOST_ENTITIES,
    STATED,
    Draft,
    DraftEntity,
    DraftField,
)
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.numbers import one_of
from activities.understanding.languages.vocabulary import read_table
from models.fields import FieldType

_NAME = "time_entry"
_FIELDS = (
    ("date", "Date", FieldType.DATE),
    ("hours", "Hours", FieldType.DECIMAL),
    ("rate", "Hourly rate", FieldType.MONEY),
    ("owes", "Amount owed", FieldType.MONEY),
    ("paid", "Paid", FieldType.YES_NO),
)
_ASKED = ("date", "hours", "owes")
"""Of the fields, what the words tell; the rest is what it takes."""
_GAP = r"[^.;:!?\n]{0,40}?"


def keep_hours_owed(draft: Draft, text: str, language: str) -> None:
    """Keep what somebody worked and is owed for it as entries of their own.

    Args:
        draft: What was understood; what was made of the same words gives way.
        text: The request.
        language: ISO 639-1 code.
    """
    rows = read_table("hours_owed")
    found = _pattern(language).search(text) if language in rows else None
    if found is None or _NAME in _kept_elsewhere(draft, found):
        return
    people = [one for one in draft.entities.values() if _is_kept_apart(one, found)]
    for one in people:
        own = [told for told in one.fields if _is_besides(told, found)]
        one.fields = [told for told in own if told.specification.name != "hours"]
    others = [e for e in draft.entities.values() if e in people or not _is_made_of(e, found)]
    made = [one for one in draft.entities.values() if one not in others]
    if len(others) >= MOST_ENTITIES or not (made or people or not others):
        return
    kept = [told for one in made for told in one.fields if _is_besides(told, found)]
    for one in made:
        draft.drop(one.name)
    entity = _entries(language, found)
    entity.fields += [told for told in kept if told.specification.name not in entity.names()]
    rest = dict(draft.entities)
    draft.entities.clear()
    draft.entities.update({entity.name: entity, **rest})
    if several := next(iter(people), None) or _several(found, others, language):
        draft.link(entity, several, several.label, evidence=found.group())


@cache
def _pattern(language: str) -> re.Pattern[str]:
    row = read_table("hours_owed")[language]
    return re.compile(rf"\b(?:{row['told']}){_GAP} (?:{row['owed']})(?!\w)", re.IGNORECASE)


def _kept_elsewhere(draft: Draft, found: re.Match[str]) -> set[str]:
    """Return the lists that are told in detail, of which the clause only is one figure."""
    most = len(_FIELDS)
    return {
        one.name
        for one in draft.entities.values()
        if sum(_is_besides(told, found) for told in one.fields) >= most
    }


def _is_made_of(entity: DraftEntity, found: re.Match[str]) -> bool:
    """Say whether a list was made of the clause, or all that is told of it was."""
    word = re.escape(entity.evidence)
    itself = bool(word) and re.search(rf"(?<!\w){word}(?!\w)", found.group(), re.IGNORECASE)
    told = [one for one in entity.fields if one.evidence]
    inside = bool(told) and not any(_is_besides(one, found) for one in told)
    return bool(itself) or inside or not (entity.evidence or told)


def _is_kept_apart(entity: DraftEntity, found: re.Match[str]) -> bool:
    """Say whether those who work are kept for themselves: "for each a name and a phone"."""
    return is_somebody(entity) and any(_is_besides(told, found) for told in entity.fields)


def _is_besides(told: DraftField, found: re.Match[str]) -> bool:
    end = found.end() + len(told.evidence)
    return bool(told.evidence) and told.evidence not in found.string[found.start() : end]


def _entries(language: str, found: re.Match[str]) -> DraftEntity:
    row = read_table("hours_owed")[language]
    entity = DraftEntity(_NAME, row["one"], row["many"], None, found.group(), STATED)
    for key, label, kind in _FIELDS:
        made = field_from(Hint(label, kind), owner=entity.name)
        evidence = found.group() if key in _ASKED else ""
        sure = STATED if evidence else ASSUMED
        told = made.model_copy(update={"label": row[key]})
        entity.fields.append(DraftField(told, evidence, sure))
    entity.described = True
    return entity


def _several(found: re.Match[str], others: list[DraftEntity], language: str) -> DraftEntity | None:
    """Return the list of those who work, if it is kept apart."""
    who = next((words for words in found.groups() if words), "")
    one = one_of(who, language).lower()
    return next((other for other in others if other.label.lower() == one), None)
