"""Two lists of which the same is told in one breath; pure.

"Practices and services: date, place, leader" is a heading of both, and "players and coaches with
name and phone" tells of both what the marks may give to one.
"""

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
_WITH = re.compile(
    r"\b(?P<one>[a-z]{3,20}s)(?: and | ?& ?)(?P<other>[a-z]{3,20}s)(?: with | ?\()"
    r"(?P<items>[^.!?;()\n]{6,300})",
    re.IGNORECASE,
)
_LEAST_SHARED = 2


def share_fields(draft: Draft, text: str) -> None:
    """Give both of two lists what only one of them was given, where it was told of both.

    Args:
        draft: What was understood in English; fields and relations are added.
        text: The request.
    """
    _share_headings(draft, text)
    for match in _WITH.finditer(text):
        one = draft.find(match["one"].lower(), exact=True)
        other = draft.find(match["other"].lower(), exact=True)
        if one and other and one is not other and _are_alike(draft, one, other):
            _share(draft, one, other, match, least=_LEAST_SHARED)


def _are_alike(draft: Draft, one: DraftEntity, other: DraftEntity) -> bool:
    """Say whether neither happens to the other, nor belongs to it as such things usually do."""
    pair = (one.name, other.name)
    usual = {pair, pair[::-1]} & set(draft.lexicon.usual_links)
    return not usual and not any(is_happening(entity.label.lower()) for entity in (one, other))


def _share(
    draft: Draft, one: DraftEntity, other: DraftEntity, match: re.Match[str], *, least: int = 1
) -> None:
    """Give to both what one of them was given, if it is of the same sort and the other has none."""
    items = match["items"].lower()
    told = sorted(len(_told(entity, items)) for entity in (one, other))
    if is_somebody(one) == is_somebody(other) and told[0] == 0 and told[1] >= least:
        level(draft, one, other, match.group().lower())
        _relate_once(draft, {one.name, other.name})


def _share_headings(draft: Draft, text: str) -> None:
    """Give both of two lists under one heading what only one was given; a happening is made."""
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
        _share(draft, known[0], known[1], match)


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
