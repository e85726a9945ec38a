"""Which kind of program is asked for: one with pages, or an interface for programs alone; pure."""

import re

from models.specification import ApplicationKind

_INTERFACE = r"(?:json|rest|http|web)?[ -]?(?:api|backend|back-end|web service)"
_PAGES = r"(?:web ?pages?|pages|ui|user interface|web interface|front ?end)"
_ALONE = re.compile(
    rf"\b(?:only|just|nothing but|purely) (?:an? |the )?{_INTERFACE}\b"
    rf"|\b{_INTERFACE}[ -](?:only|alone)\b"
    rf"|\b(?:no|without(?: any| a)?|don't need(?: any| a)?) {_PAGES}\b",
    re.IGNORECASE,
)
_WISH = (
    r"(?:(?:i|we)(?:'d| would)? (?:want|need|like)|(?:can|could) you|build|make|create|give|write)"
)
_ASKED = re.compile(
    rf"^\W*(?:(?:please|hi|hello)\W+)*{_WISH}?(?: me| us| to have)?(?: (?:build|make|create))?"
    rf"(?: me| us)? ?(?:an?|the)? ?(?:small |simple |little )?{_INTERFACE}\b"
    r"(?! (?:key|too|as well))",
    re.IGNORECASE,
)


def kind_in(text: str) -> ApplicationKind:
    """Return the kind of program that English words ask for; one with pages unless they say so."""
    alone = _ALONE.search(text) or _ASKED.match(text)
    return ApplicationKind.API if alone else ApplicationKind.RECORDS
