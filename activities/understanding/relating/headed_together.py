"""Two lists under one heading: "practices and services: date" tells the same of both; pure."""

import re

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.grammar.heads import is_happening
from activities.understanding.relating.likening import level
from activities.understanding.text.words import is_plural

_HEADING = re.compile(
    r"(?:\A|(?<=[.!?\n])) ?(?:and |also |then |plus )?(?:the |our |my )?(?P<one>[a-z]{3,20}) and "
    r"(?:the |our |my )?(?P<other>[a-z]{3,20})(?: [^.,;:!?()\n]{1,40})?: "
    r"(?P<items>[^.;:!?\n]*,[^.;:!?\n]*,[^.;:!?\n]*)",
    re.IGNORECASE,
)


def share_headings(draft: Draft, text: str) -> None:
    """Give both of two lists under one heading what only one of them was given.

    Args:
        draft: What was understood in English; fields and relations are added.
        text: The request.
    """
    for match in _HEADING.finditer(text):
        both = [match["one"].lower(), match["other"].lower()]
        found = [draft.find(noun, exact=True) for noun in both if is_plural(noun)]
        if len(found) < len(both):
            continue
        if None in found and any(found) and all(map(is_happening, both)):
            pairs = zip(found, both, strict=True)
            found = [entity or draft.ensure(noun, noun) for entity, noun in pairs]
        known = [entity for entity in found if entity is not None]
        if len(known) < len(both) or known[0] is known[1]:
            continue
        one, other = known
        items = match["items"].lower()
        alike = is_somebody(one) == is_somebody(other)
        if alike and bool(_told(one, items)) != bool(_told(other, items)):
            level(draft, one, other, match.group().lower())
            _relate_once(draft, {one.name, other.name})


def _relate_once(draft: Draft, names: set[str]) -> None:
    """Leave of the relations of two things one to each other thing."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for link in reversed(draft.links):
        ends = (link.relation.source, link.relation.target)
        if link.relation.source not in names or ends not in seen:
            kept.append(link)
        seen.add(ends)
    draft.links[:] = reversed(kept)


def _told(entity: DraftEntity, items: str) -> list[str]:
    """Return what the heading tells that are fields of a thing."""
    labels = [(one.specification.label.lower(), one.evidence.lower()) for one in entity.fields]
    return [label for label, said in labels if said and (said in items or label in items)]
