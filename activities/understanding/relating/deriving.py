"""Relations that follow from others: a lesson of a pupil is, through it, of the parent; pure."""

from activities.understanding.draft import Draft, DraftLink
from models.specification import RelationKind

_SURE = 0.8
"""From here on a relation is told, and no guess."""


def drop_derived(draft: Draft) -> None:
    """Take away the weaker of two ways from one list to another, where it is only guessed.

    Args:
        draft: What was understood; relations are taken away.
    """
    plain = [link for link in draft.links if _is_plain(draft, link)]
    for link in plain:
        for other in plain:
            if _leads_to(draft, link, other) and link in draft.links and other in draft.links:
                draft.links.remove(min(link, other, key=lambda one: one.confidence))


def _leads_to(draft: Draft, link: DraftLink, other: DraftLink) -> bool:
    """Say whether both are of the same list, and the first also leads to where the other does."""
    one, two = link.relation, other.relation
    if one.source != two.source or min(link.confidence, other.confidence) >= _SURE:
        return False
    return any(
        known.relation.target == two.target and known.confidence > _weaker(link, other)
        for known in draft.links_of(one.target)
        if _is_plain(draft, known)
    )


def _weaker(link: DraftLink, other: DraftLink) -> float:
    return min(link.confidence, other.confidence)


def _is_plain(draft: Draft, link: DraftLink) -> bool:
    """Say whether it says no more than that each of one belongs to one of another."""
    known = link.relation
    crosses = draft.entities[known.source].crosses
    own = known.label == draft.entities[known.target].label
    return own and not crosses and known.kind is RelationKind.MANY_TO_ONE
