"""Two lists of statements that the marks know as one and the same: "cycling" and "rides"; pure."""

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.marking.marks import Marked
from activities.understanding.text.words import is_plural, singular


def unite_as_marked(draft: Draft, marked: Marked) -> None:
    """Make one list of two of which nothing is told of the one, where both are marked as one.

    Args:
        draft: What the statements say; lists are taken away, and what leads to them goes over.
        marked: The marks of the same request.
    """
    spoken: dict[str, set[str]] = {}
    for thing in marked.things:
        spoken.setdefault(thing.name, set()).add(singular(thing.words.text.lower()))
    for words in spoken.values():
        same = [one for one in draft.entities.values() if _is_called(one, words)]
        told = [one for one in same if one.is_told]
        if len(words) > 1 and len(told) == 1:
            for other in same:
                if other is not told[0]:
                    _take_in(draft, told[0], other)


def _is_called(entity: DraftEntity, words: set[str]) -> bool:
    return bool({entity.label.lower(), singular(entity.plural_label.lower())} & words)


def _take_in(draft: Draft, kept: DraftEntity, other: DraftEntity) -> None:
    """Drop a list, and let what leads to it lead to the other."""
    for link in draft.links:
        ends = {"source": link.relation.source, "target": link.relation.target}
        update = {end: kept.name for end, name in ends.items() if name == other.name}
        link.relation = link.relation.model_copy(update=update)
    seen: set[tuple[str, str]] = set()
    for link in list(draft.links):
        pair = (link.relation.source, link.relation.target)
        if pair in seen or pair[0] == pair[1]:
            draft.links.remove(link)
        seen.add(pair)
    draft.drop(other.name)
    if kept.label.lower().endswith("ing") and is_plural(other.plural_label):
        kept.label, kept.plural_label = other.label, other.plural_label
        kept.thing = other.thing
        draft.rename(kept.name, other.name)
