"""Stars that are given in a sentence of its own: "can be rated by anybody, 1-5 stars"; pure."""

import re

from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField
from activities.understanding.knowledge.inference import Hint
from activities.understanding.text.words import singular
from models.fields import FieldType

_RATED = re.compile(
    r"\b(?:an?|each|every|all|the) (?P<what>[a-z]{3,20})(?: [a-z]{2,15}){0,3}? "
    r"(?:be |get |gets |is |are )(?:rated|reviewed|scored)\b[^.!?\n]{0,80}?"
    r"\b1 ?(?:-|\u2013|to) ?(?P<most>[3-9]|10)\b"
    r"(?: (?:stars?|points?))?",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?\n]|$")


def keep_stars(draft: Draft, text: str) -> None:
    """Keep a rating where something can be rated, and nothing that is kept holds one.

    Args:
        draft: What was understood in English; a field is added.
        text: The request.
    """
    rated = any(
        field.specification.type is FieldType.RATING
        for entity in draft.entities.values()
        for field in entity.fields
    )
    match = None if rated else _RATED.search(text)
    if match is None:
        return
    end = _SENTENCE_END.search(text, match.end())
    behind = text[match.end() : end.start() if end else len(text)].lower()
    entity = _commented(draft, behind) or draft.find(singular(match["what"].lower()), exact=True)
    if entity is None:
        return
    hint = Hint("Rating", FieldType.RATING, maximum=int(match["most"]))
    beside = (n for n, one in enumerate(entity.fields) if one.evidence and _is_in(one, behind))
    entity.put(hint, match.group(), STATED, at=next(beside, None))


def _is_in(field: DraftField, words: str) -> bool:
    return field.evidence.lower() in words


def _commented(draft: Draft, behind: str) -> DraftEntity | None:
    """Return what the comment is of that comes with the stars."""
    found = re.search(r"\b(?:comments?|reviews?|remarks?|a few words)\b", behind)
    if found is None:
        return None
    return next(
        (
            entity
            for entity in draft.entities.values()
            if any(field.evidence.lower() == found.group() for field in entity.fields)
        ),
        None,
    )
