"""States that are asked after in a sentence of their own: "whether the deposit is back"; pure."""

import re

from activities.understanding.draft import MOST_FIELDS, STATED, Draft, DraftEntity, DraftField
from activities.understanding.grammar.asking import participle
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import label_of, singular
from models.fields import FieldType

_MOST_READ = 8_000
_WHETHER = re.compile(
    r"\b(?:know|see|note|check|track|remember|record|tell|show)(?: me| us| down)? (?:whether|if) "
    r"(?:the|a|an|my|our|their|his|her|each|every) (?P<what>[a-z]+(?: [a-z]+)?) "
    r"(?:has|have|had|was|were|is|are)(?: already| now)?(?: been| got)? (?P<state>[a-z]{3,20})\b",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"\bwhich (?:ones?|of them|of these|(?P<noun>[a-z]{3,20})) (?:i|we|he|she|they) "
    r"(?P<wish>(?:still |also )?(?:want|need|have|plan|would like) to (?P<verb>[a-z]{3,20}))\b",
    re.IGNORECASE,
)
_STEM = 5
"""Letters in which "returned" and "return date" agree."""


def keep_states(draft: Draft, text: str) -> None:
    """Keep whether something is done, or wanted, of which the words ask to know.

    Args:
        draft: What was understood in English; fields are added.
        text: The request.
    """
    read = text[:_MOST_READ]
    for match in _WHETHER.finditer(read):
        told = _told_of(draft, match["what"].lower())
        done = tag(match["state"])[0]
        if told is not None and done.tag in ("VVN", "VVD"):
            own = singular(told.label.lower()) == singular(match["what"].lower())
            state = participle(done.lemma) if done.tag == "VVD" else match["state"].lower()
            label = state if own else f"{match['what']} {state}"
            _add(told, label, state, match.group())
    for match in _WHICH.finditer(read):
        told = _told_of(draft, (match["noun"] or "").lower())
        if told is None and len(draft.entities) == 1 and not match["noun"]:
            told = next(iter(draft.entities.values()))
        if told is not None:
            told.fields = [f for f in told.fields if not _is_of(f, match.group().lower())]
            _add(told, match["wish"], match["verb"].lower(), match.group())


def _told_of(draft: Draft, what: str) -> DraftEntity | None:
    """Return the thing that words name, or of which a field is told that they name."""
    named = draft.find(what, exact=True) if what else None
    if named is not None or not what:
        return named
    for entity in draft.entities.values():
        if any(what in field.specification.label.lower().split() for field in entity.fields):
            return entity
    return None


def _is_of(field: DraftField, said: str) -> bool:
    """Say whether a field was made of the question itself."""
    return bool(field.evidence) and field.evidence.lower() in said


def _add(entity: DraftEntity, label: str, verb: str, said: str) -> None:
    stems = {part[:_STEM] for name in entity.names() for part in name.split("_")}
    if verb[:_STEM] in stems or len(entity.fields) >= MOST_FIELDS - 1:
        return
    made = field_from(Hint(label_of(label), FieldType.YES_NO), owner=entity.name)
    if made.name not in entity.names():
        entity.fields.append(DraftField(made, said, STATED))
