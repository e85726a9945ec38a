"""A whole wish for changes in the words that are read, before it is divided into steps; pure."""

import re
from collections.abc import Sequence

from activities.design.wording import lowered
from activities.understanding.modifying.choices_told import with_choices_named
from activities.understanding.modifying.corrected import without_corrected
from activities.understanding.modifying.hurried import in_full
from activities.understanding.modifying.lists_pointed_at import with_lists_named
from activities.understanding.modifying.own_lists import with_separate_lists
from activities.understanding.modifying.places import with_known_names
from activities.understanding.text.cleaning import clean
from models.specification import Entity

_LONGEST = 1_000
_ALSO = {
    "who": "who are also {}",
    "which": "which are also {}",
    "that": "that are also {}",
    "die": "die auch {} sind",
    "qui": "qui sont aussi des {}",
    "que": "que también son {}",
    "che": "che sono anche {}",
}
_SAME_LIST = re.compile(
    r"(?P<told>\b(?:each|every|an?|jede[rs]?|chaque|cada|ogni) (?P<one>[\w-]+) [^.;!?\n]{3,100}?,?)"
    r" (?P<who>who|which|that|die|qui|que|che)(?: (?:are|is|also|both|themselves|auch|beide"
    r"|ebenfalls|sont|est|aussi|están|está|también|sono|è|anche))*"
    r" (?:in|on|from|part of|aus|auf|dans|en|nella|sulla)"
    r" (?:(?:the|this|that|der|dieser|la|cette|esta) )?(?:same |selben |même |misma |stessa )?"
    r"(?:list|table|liste|lista|tabelle)(?: (?:stehen|sind|steht|ist))?",
    re.IGNORECASE,
)


def told_plainly(request: str, entities: Sequence[Entity]) -> str:
    """Return a wish as it is meant, with the names that things have.

    Args:
        request: As it was written.
        entities: What is kept.
    """
    said = without_corrected(in_full(clean(request), entities))
    said = with_lists_named(with_known_names(said, entities), entities)
    return _with_same_list(with_separate_lists(with_choices_named(said, entities)), entities)


def _with_same_list(text: str, entities: Sequence[Entity]) -> str:
    """Return a wish with the name of the list in place of "who are also in the list"."""

    def named(found: re.Match[str]) -> str:
        known = [one for one in entities if found["one"].lower() == one.label.lower()]
        if not known:
            return found[0]
        told = _ALSO[found["who"].lower()]
        return f"{found['told']} {told.format(lowered(known[0].plural_label))}"

    return _SAME_LIST.sub(named, text) if len(text) <= _LONGEST else text
