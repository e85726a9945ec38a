"""From a request in another language to plain English, with the way back; pure after loading."""

import re
from dataclasses import dataclass

from activities.understanding.languages.detection import language_of
from activities.understanding.languages.infinitives import verbs_forward
from activities.understanding.languages.ordering import ordered
from activities.understanding.languages.pieces import Piece, pieces_of
from activities.understanding.languages.vocabulary import LANGUAGES, vocabulary

_BEFORE = re.compile(r"\s+(?=[,.;:!?)\]}])")
_VOWEL = re.compile(r"\ba(?= [aeiou](?!ni|uro|ser|sed))", re.IGNORECASE)
_WISH = re.compile(
    r"\b(want|need) (?=(?:note|keep|manage|track|see|plan|sort|print|export|know|write|search)\b)"
)
_PURPOSE = re.compile(r"\bfor (?=(?:note|keep|manage|track|see|plan|sort|know|write|lend)\b)")


@dataclass(frozen=True)
class Gloss:
    """A request word by word in English."""

    original: str
    language: str
    english: str
    pieces: tuple[Piece, ...] = ()
    """In the order of the English words."""


def gloss(text: str) -> Gloss:
    """Return a cleaned text in English; unchanged when it is, or its language is not known."""
    return gloss_in(text, language_of(text))


def gloss_in(text: str, language: str) -> Gloss:
    """Return a cleaned text of a language in English; unchanged when it is not a known one."""
    if language not in LANGUAGES:
        return Gloss(text, language, text)
    pieces = verbs_forward(ordered(pieces_of(text, vocabulary(language)), language), language)
    leaves = [leaf for piece in pieces for leaf in piece.leaves()]
    return Gloss(text, language, _joined(text, pieces), tuple(leaves))


def warm_up() -> None:
    """Load every vocabulary now instead of with the first request."""
    language_of("one word")  # Compares with every vocabulary.


def _joined(text: str, pieces: list[Piece]) -> str:
    parts: list[str] = []
    at, inserted = 0, False
    for piece in pieces:
        gap = text[at : piece.start] if piece.start >= at else " "
        gap = gap if len(gap) < 4 or "\n" in gap else " "
        gap = gap or (" " if piece.inserted or inserted else "")
        inserted = piece.inserted
        parts.append("\n" if "\n" in gap else " " if parts and gap else "")
        parts.append(piece.english)
        at = max(at, piece.end)
        if piece.low.endswith("'"):
            parts.append(" ")
    joined = re.sub(r"[ ]{2,}", " ", "".join(parts))
    joined = re.sub(r"\ban? (?:the|my|our) ", "the ", _BEFORE.sub("", joined))
    joined = re.sub(r"\bthe (?=(?:my|our|their|his|her|all|each)\b)", "", joined)
    joined = re.sub(r"\b(all) the (?=\w)", r"\1 ", joined)
    joined = re.sub(r"(^|[.!:\n]\s*)[,.;]\s*", r"\1", joined)
    joined = re.sub(r",\s*(?=[.;!?])", "", joined)
    joined = re.sub(r"\?,", "?", joined).lstrip(" !?.,;")
    joined = _PURPOSE.sub("to ", _WISH.sub(r"\1 to ", joined))
    return _VOWEL.sub("an", joined).strip()
