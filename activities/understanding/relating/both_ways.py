"""Two lists of which each can have several of the other, as two clauses say; pure.

"One key may open several doors, and a door may have several keys."
"""

import re

from activities.understanding.draft import Draft, DraftEntity, ensure_named
from activities.understanding.text.words import singular
from models.specification import RelationKind

_SEVERAL = re.compile(
    r"\b(?:one|an?|each|every|any|the same|some) (?P<one>[a-z]{3,20})"
    r"(?: (?:can|may|could|might|will|also|often|usually|sometimes)){0,3} (?P<verb>[a-z]{2,15})"
    r"(?: (?:in|into|to|on|at|for|with|by|up|part of))?"
    r" (?:several|many|multiple|more than one|a few|various|different|lots of)"
    r" (?:different |other )?(?P<other>[a-z]{3,20})\b",
    re.IGNORECASE,
)

_SAME = re.compile(
    r"\b(?:the )?same (?P<one>person|player|member|singer|actor|artist|musician|child|guest) "
    r"(?:can|could|may|might|will) (?:also |often )?(?:be|appear|show up|turn up|play|sing|act) "
    r"(?:shown |named )?(?:in|on|at) (?:several|many|multiple|more than one|lots of|various"
    r"|different|a few) (?:different |of the )?(?P<other>[a-z]{3,20})\b",
    re.IGNORECASE,
)
"""Somebody who is in several of what is kept, whoever is in one of them."""


def relate_both_ways(draft: Draft, text: str) -> None:
    """Let several be chosen where each of two lists is said to have several of the other.

    Args:
        draft: What was understood in English; relations are changed, or one is added.
        text: The request.
    """
    for match in _SAME.finditer(text):
        other = draft.find(singular(match["other"].lower()), exact=True)
        one = ensure_named(draft, match["one"].lower(), match.group()) if other else None
        if one is not None and other is not None and one is not other:
            _relate(draft, other, one, match.group())
    told: dict[tuple[str, str], str] = {}
    for match in _SEVERAL.finditer(text):
        one = draft.find(singular(match["one"].lower()), exact=True)
        other = draft.find(singular(match["other"].lower()), exact=True)
        if one is not None and other is not None and one is not other:
            told.setdefault((one.name, other.name), match.group())
    for (first, second), words in list(told.items()):
        if told.pop((second, first), "") and told.get((first, second)):
            _relate(draft, draft.entities[first], draft.entities[second], words)


def _relate(draft: Draft, one: DraftEntity, other: DraftEntity, words: str) -> None:
    """Make several of the relation between two, or relate them where nothing does."""
    ends = {one.name, other.name}
    known = [k for k in draft.links if {k.relation.source, k.relation.target} == ends]
    if not known:
        draft.link(one, other, other.plural_label, many=True, evidence=words)
    elif not any(k.relation.kind is RelationKind.MANY_TO_MANY for k in known):
        kind = {"kind": RelationKind.MANY_TO_MANY}
        known[0].relation = known[0].relation.model_copy(update=kind)
