"""Who was there each time, as a tick for each of them: "tick who was there"; pure."""

from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.grammar.heads import is_happening
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.text.words import said
from models.fields import FieldType

_PRESENCE = "attendance"


def tick_presence(draft: Draft) -> None:
    """Keep of whoever may come whether they were there, and the day of that to which they come.

    Args:
        draft: What was understood in English; an attendance of which nothing is told gets fields.
    """
    for entity in draft.entities.values():
        if entity.name.rsplit("_", 1)[-1] != _PRESENCE or entity.fields:
            continue
        targets = [draft.entities[link.relation.target] for link in draft.links_of(entity.name)]
        if not any(map(is_somebody, targets)):
            continue
        _add(entity, Hint("Present", FieldType.YES_NO), entity.evidence)
        entity.described = entity.crosses = True
        sessions = [one for one in targets if not is_somebody(one)]
        for one in sessions or [entity]:
            happens = one is entity or is_happening(said(one.name).lower())
            if happens and not any(map(_is_date, one.fields)):
                _add(one, Hint("Date", FieldType.DATE), entity.evidence)
                one.described = True


def _is_date(field: DraftField) -> bool:
    return field.specification.type is FieldType.DATE


def _add(entity: DraftEntity, hint: Hint, words: str) -> None:
    made = field_from(hint, owner=entity.name)
    if made.name not in entity.names():
        entity.fields.insert(0, DraftField(made, words, STATED))
