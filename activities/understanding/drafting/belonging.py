"""What is lent or hired out is one of the things that are kept; pure."""

from activities.understanding.draft import TEMPLATE, Draft, DraftEntity
from activities.understanding.grammar.heads import is_happening
from activities.understanding.text.cleaning import word_set

_TAKEN = word_set("loan lending rental borrowing checkout hire reservation")
"""What is always one of something."""


def belong(draft: Draft) -> None:
    """Relate loans that are related to nothing to the one kind of thing that there is."""
    for entity in list(draft.entities.values()):
        if entity.label.lower().split()[-1] not in _TAKEN or _is_related(draft, entity):
            continue
        others = [
            other
            for other in draft.entities.values()
            if other is not entity and other.described and not is_happening(other.label)
        ]
        if len(others) == 1:
            (other,) = others
            draft.link(entity, other, other.label, evidence="", confidence=TEMPLATE)


def _is_related(draft: Draft, entity: DraftEntity) -> bool:
    return any(entity.name in (link.relation.source, link.relation.target) for link in draft.links)
