"""Which of two leads to which, where relations lead both ways or the wrong one; pure.

Many guests sit at one table, so a guest is related to a table; a plot has one who has it.
"""

import re

from activities.understanding.draft import Draft, DraftLink
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.drafting.dating import happens_on_a_day
from activities.understanding.grammar.heads import is_happening
from activities.understanding.text.words import said
from models.specification import RelationKind

_HOLDS = re.compile(
    r"\bwho(?:['\u2019]s)? (?:(?:has|have|had|got|currently|now) )*"
    r"(?:has|have|had|got|holds?|keeps?|rents?|rented|borrows?|borrowed|owns?|leases?|uses?|looks)\b",
    re.IGNORECASE,
)
_BELONGS = re.compile(
    r"\bwho (?:sits?|sleeps?|lives?|stays?|belongs?|is seated|is staying) "
    r"(?:at|in|on|to|with) (?:which|what)\b",
    re.IGNORECASE,
)
_GUESSED = 0.6
_ASKED = re.compile(r"(?:who|which|what)\b", re.IGNORECASE)


def keep_one_way(draft: Draft) -> None:
    """Let each two lists be related one way only, unless a relation tells a role of its own.

    Args:
        draft: What was understood; relations are turned or taken away.
    """
    for link in list(draft.links):
        if _is_plain(draft, link) and (
            _is_told_of_many(draft, link) or _closes_circle(draft, link)
        ):
            draft.links.remove(link)
    for link in list(draft.links):
        back = next((one for one in draft.links if _ends(one) == _ends(link)[::-1]), None)
        if link not in draft.links or not _is_plain(draft, link):
            continue
        if back is not None and _is_plain(draft, back):
            draft.links.remove(_wrong(draft, link, back))
        elif back is None and _BELONGS.search(link.evidence):
            _turn(draft, link)


def _is_told_of_many(draft: Draft, link: DraftLink) -> bool:
    """Say whether what leads to one of the same two lists is known to lead to several."""
    return any(
        set(_ends(other)) == set(_ends(link))
        and other.relation.kind is RelationKind.MANY_TO_MANY
        and other.confidence >= link.confidence
        for other in draft.links
    )


def _closes_circle(draft: Draft, link: DraftLink) -> bool:
    """Say whether a guess leads to what leads back, over another list, for sure."""
    if link.confidence > _GUESSED:
        return False
    source, target = _ends(link)
    surer = [_ends(one) for one in draft.links if one.confidence > link.confidence]
    between = {second for first, second in surer if first == target} - {source}
    return any(first in between and second == source for first, second in surer)


def _turn(draft: Draft, link: DraftLink) -> None:
    """Relate whoever is somewhere to the place, of which there is one for many of them."""
    place, person = (draft.entities[end] for end in _ends(link))
    if is_somebody(person) and not is_somebody(place):
        draft.links.remove(link)
        draft.link(person, place, place.label, evidence=link.evidence, confidence=link.confidence)


def _ends(link: DraftLink) -> tuple[str, str]:
    return link.relation.source, link.relation.target


def _is_plain(draft: Draft, link: DraftLink) -> bool:
    """Say whether a relation is one to one thing, and no role like "captain" names it."""
    target, label = draft.entities[link.relation.target], link.relation.label
    named = label.lower() in (target.label.lower(), target.plural_label.lower())
    return link.relation.kind is RelationKind.MANY_TO_ONE and (named or bool(_ASKED.match(label)))


def _wrong(draft: Draft, one: DraftLink, other: DraftLink) -> DraftLink:
    """Return which of two relations that lead there and back isn't kept."""
    for link, back in ((one, other), (other, one)):
        source, target = (draft.entities[end] for end in _ends(link))
        if is_somebody(source) and not is_somebody(target):
            held = any(_HOLDS.search(told.evidence) for told in (one, other))
            happens = happens_on_a_day(target) or is_happening(said(target.name).lower())
            return link if held or happens else back
    for link, back in ((one, other), (other, one)):
        first, second = (said(end).lower() for end in _ends(link))
        if is_happening(first) and not is_happening(second):
            return back
    return other if other.confidence <= one.confidence else one
