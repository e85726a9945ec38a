"""Whether a request really says what a model claims that it says; pure."""

import re
from typing import Any, NamedTuple

from activities.understanding.draft import ASSUMED, STATED
from activities.understanding.language_model.answer import number, words
from activities.understanding.text.cleaning import clean

_LONGEST = 300
_OMISSION = re.compile(r"\s*\.{3,}\s*")
_SHORTEST_BEGINNING = 3
_UNSAID = 0.8
"""How sure a model is that does not say so."""


class Proof(NamedTuple):
    """The words that something came from, empty when it is assumed, and how sure it is."""

    evidence: str
    confidence: float


class Evidence:
    """Looks quotations up in a request."""

    def __init__(self, request: str) -> None:
        self._text = _folded(clean(request))

    def proof(self, item: dict[str, Any]) -> Proof:
        """Return what an item's quotation is worth: one that is not in the request, nothing."""
        claimed = number(item.get("confidence"), 0, 1)
        sure = _UNSAID if claimed is None else float(claimed)
        quoted = words(item.get("evidence"))[:_LONGEST].strip(" \"'“”„«».,;:…")
        if self._says(quoted):
            return Proof(quoted, min(sure, STATED))
        return Proof("", min(sure, ASSUMED))

    def _says(self, quoted: str) -> bool:
        """Say whether the request has all parts of a quotation, which may leave words out."""
        parts = [part for part in _OMISSION.split(quoted) if part]
        return bool(parts) and all(self._has(_folded(part)) for part in parts)

    def _has(self, wanted: str) -> bool:
        if not any(character.isalnum() for character in wanted):
            return False
        place = self._text.find(wanted)
        while place >= 0:
            if self._stands_alone(place, wanted):
                return True
            place = self._text.find(wanted, place + 1)
        return False

    def _stands_alone(self, place: int, wanted: str) -> bool:
        """Say whether words begin there, and end there unless they are long enough for a stem."""
        end = place + len(wanted)
        begins = not _one_word(self._text[place - 1 : place], wanted[0])
        ends = not _one_word(wanted[-1], self._text[end : end + 1])
        return begins and (ends or len(wanted) >= _SHORTEST_BEGINNING)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _one_word(left: str, right: str) -> bool:
    """Say whether two neighbours are inside a word; scripts without spaces have no such insides."""
    return all(one.isdigit() or one.islower() for one in (left, right)) if left and right else False
