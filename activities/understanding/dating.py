"""The day of what happens, where nobody said that it is noted; pure."""

from activities.understanding.draft import TEMPLATE, Draft, DraftEntity, DraftField
from activities.understanding.heads import is_happening
from activities.understanding.inference import Hint, field_from
from activities.understanding.text import word_set
from activities.understanding.words import said
from models.fields import FieldSpecification, FieldType
from models.specification import Category

_DAYS = word_set("day night evening morning afternoon weekend")
"""What is noted of them is noted once for each, so the day is what tells them apart."""
_UNDATED = word_set(
    "entry duty assignment attendance result completion participation order request induction "
    "permission fast exercise recipe plan goal"
)
"""What is planned, repeated or part of something that has a day."""
_TELLS_WHEN = word_set("day days weekday weekdays date week month year season when term time since")
_MOST_FIELDS = 20
_NOTED = frozenset({Category.LOG, Category.JOURNAL})
_NAMES = frozenset({"name", "title"})


def date_happenings(draft: Draft, category: Category) -> None:
    """Give each happening a date that has none; an inspection without its day is worth little.

    Args:
        draft: What was understood; fields are added, without evidence.
        category: In a log or a journal, what is told first happens as well.
    """
    first = next(iter(draft.entities.values()))
    noted = first if category in _NOTED and not _NAMES & set(first.names()) else None
    dated = {entity.name for entity in draft.entities.values() if _tells_when(entity)}
    for entity in draft.entities.values():
        part_of_dated = any(
            link.relation.target in dated or _happens(draft.entities[link.relation.target])
            for link in draft.links_of(entity.name)
        )
        described = any(field.evidence for field in entity.fields)
        if not described or entity.name in dated or part_of_dated:
            continue
        if entity is not noted and not _happens(entity):
            continue
        if len(entity.fields) < _MOST_FIELDS:
            made = field_from(Hint("Date", FieldType.DATE), owner=entity.name)
            entity.fields.insert(0, DraftField(made, "", TEMPLATE))


def _happens(entity: DraftEntity) -> bool:
    words = said(entity.name).lower()
    last = words.split()[-1]
    return last in _DAYS or (last not in _UNDATED and is_happening(words))


def _tells_when(entity: DraftEntity) -> bool:
    return any(_is_day(field.specification) for field in entity.fields)


def _is_day(known: FieldSpecification) -> bool:
    named = _TELLS_WHEN & set(known.name.split("_")) and known.type is not FieldType.TIME
    return known.type is FieldType.DATE or bool(named)
