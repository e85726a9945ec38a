"""Fields to sort by, as people write them: "pick up date" of a pickup date; pure."""

import re
from collections.abc import Sequence

from activities.understanding.modifying.places import named_in
from models.specification import Entity

_BY = re.compile(
    r"\b(?P<how>(?:sort|order|arrange|list|rank)(?:s|ed|ing|ered|n)?\b[^.;!?\n]{0,40}? by (?:the "
    r"|their"
    r" |its )?)(?P<by>[\w'-]+(?: [\w'-]+){0,3})",
    re.IGNORECASE,
)
_PART_OF_NAME = re.compile(
    r"(?P<part>(?:last|first|family|given|sur|second)[ -]?names?)\b", re.IGNORECASE
)


def with_fields_to_sort_by(text: str, entities: Sequence[Entity]) -> tuple[str, str]:
    """Return words that ask for an order with fields as they are called here, and a note on that.

    Args:
        text: What was said.
        entities: What is kept.
    """
    found = _BY.search(text)
    if not found:
        return text, ""
    about = named_in(text[: found.start("by")], entities) or [*entities]
    labels = [field.label.lower() for one in about for field in one.fields]
    words = found["by"].split(" ")
    for count in range(len(words), 0, -1):
        said = " ".join(words[:count])
        label = next((one for one in labels if _squeezed(one) == _squeezed(said)), "")
        if label:
            return _put(text, found.start("by"), len(said), label), ""
    part = _PART_OF_NAME.match(found["by"])
    if part and "name" in labels:
        note = f"There is no “{part['part'].lower()}”, so “Name” as a whole is what counts."
        return _put(text, found.start("by"), len(part["part"]), "name"), note
    return text, ""


def _put(text: str, start: int, length: int, label: str) -> str:
    return text[:start] + label + text[start + length :]


def _squeezed(words: str) -> str:
    return re.sub(r"[\s'_-]", "", words.lower())
