"""Wishes to see only some of what is kept, which a list shows by being narrowed down; pure."""

import re
from collections.abc import Sequence

from activities.understanding.modifying.places import named_in
from models.specification import Entity, FieldType

_LONGEST = 200
_SHOWN = re.compile(
    r"^(?:(?:(?:i|we)(?:'d| would)? (?:also |only |just )?(?:want|like|need)(?: to)?|can (?:i|we"
    r"|you)|let (?:me|us)|please|only|just) )*(?:show|see|list|find|view|display)(?: me| us)? "
    r"(?:(?:just|only) )?(?:(?:all|the|those|which|of) )*(?P<what>[\w'-]+(?: [\w'-]+){0,2}?) "
    r"(?:(?:that|which|who) )?(?:(?:i|we|you|they|he|she|it|someone|nobody|no one) )?"
    r"(?P<told>(?:have|has|had|do|does|did|are|is|was|were)(?:n't| not| never| no)"
    r"|never|nobody has|no one has)\b",
    re.IGNORECASE,
)
"""A relative clause that says no leaves some out; one that says yes may tell a field."""
_WHICH = re.compile(
    r"^(?:(?:(?:i|we)(?:'d| would)? (?:also |only |just )?(?:want|like|need) to|please|only"
    r"|just) )*(?:show|see|tell|list|find)(?: me| us)? (?:which|what|all|the|those)"
    r"(?: of them| ones?"
    r"| [\w'-]+(?: [\w'-]+)?)? (?:(?:that|which) )?(?:are|is) (?:still |yet )?"
    r"(?P<state>(?:not (?:yet )?)?[\w'-]+)(?: yet)?$",
    re.IGNORECASE,
)
"""Names by a tick what is to be seen: "show me which ones are unpaid"."""
NARROWED = (
    "lists are narrowed down above them: by a choice, by yes or no, or by what something belongs "
    "to; where nothing tells it yet, add a field of yes or no"
)


def narrows(text: str, entities: Sequence[Entity]) -> bool:
    """Say whether words want to see only some of a list: "show the books I have not read".

    Args:
        text: One change, without what only makes it polite.
        entities: What is kept.
    """
    if len(text) > _LONGEST:
        return False
    found, told = _SHOWN.match(text), _WHICH.match(text)
    if told is not None:
        state = told["state"].lower()
        ticks = (f for one in entities for f in one.fields if f.type is FieldType.YES_NO)
        return any(state in _states_of(f.label) for f in ticks)
    return bool(found and named_in(found["what"], entities))


def _states_of(label: str) -> set[str]:
    """Return what can be said of a tick: "paid", "unpaid" and "not paid"."""
    words = {label.lower(), label.lower().split()[-1]}
    return words | {f"{no}{word}" for word in words for no in ("un", "not ", "not yet ", "in")}
