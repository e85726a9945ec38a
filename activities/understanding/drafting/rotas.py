"""A rota is read by its days: what it is of has no name; pure."""

import re

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.drafting.dating import happens_on_a_day
from activities.understanding.grammar.items import is_person_word
from activities.understanding.text.words import plural, singular
from models.fields import FieldType

_MOST_READ = 300
_ROTA = r"(?:rota|roster|rotation)"
_ANY_ROTA = re.compile(rf"\b{_ROTA}\b")
_WHO = re.compile(
    r"who(?:m|se|['\u2019]s)?\b.*|.{1,40} by|person|volunteer|helper|assigned to|responsible",
    re.IGNORECASE,
)


def name_by_turns(draft: Draft, text: str) -> None:
    """Let the day tell the turns of a rota apart: nobody names the flowers of a Sunday.

    Args:
        draft: What was understood in English; what such things usually are no longer counts.
        text: The request; what stands first says what it is of.
    """
    beginning = text[:_MOST_READ].lower()
    if not _ANY_ROTA.search(beginning):
        return
    for entity in draft.entities.values():
        if _is_of_rota(entity, beginning) and _has_turns(entity):
            entity.thing = None


def _is_of_rota(entity: DraftEntity, text: str) -> bool:
    label = entity.label.lower()
    words = "|".join(re.escape(one) for one in {label, singular(label), plural(label)})
    return (
        re.search(rf"\b(?:{words})s? {_ROTA}\b|\b{_ROTA} (?:for|of) (?:the )?(?:{words})\b", text)
        is not None
    )


def _has_turns(entity: DraftEntity) -> bool:
    """Say whether each has a day and somebody whose turn it is, and no name of its own."""
    labels = [field.specification.label for field in entity.fields]
    named = {"name", "title", entity.label.lower()} & {label.lower() for label in labels}
    somebody = any(_WHO.fullmatch(label) or is_person_word(label) for label in labels)
    dated = any(field.specification.type is FieldType.DATE for field in entity.fields)
    return somebody and dated and happens_on_a_day(entity) and not named
