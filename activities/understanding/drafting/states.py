"""States that are asked after in a sentence of their own: "whether the deposit is back"; pure."""

import re

from activities.understanding.draft import MOST_FIELDS, Draft, DraftEntity, DraftField
from activities.understanding.grammar.asking import participle
from activities.understanding.knowledge.inference import Hint
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import singular
from models.fields import FieldType

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
_THOSE = re.compile(
    r"\b(?:see|find|know|list|show(?: me| us)?|filter|look up|pick out) (?:out )?(?:all )?"
    r"(?:the |of the |only |just )*(?:ones?|those|(?P<noun>[a-z]{3,20})) "
    r"(?:that|which|who)(?:['\u2019]s| is| are| have been| has been)(?P<not> not| still| already)? "
    r"(?P<state>[a-z]{3,20})"
    r"(?:,? (?:and|but) (?:nobody|no one|no-one)(?: has| have|['\u2019]s)? (?P<deed>[a-z]{3,20})"
    r"(?P<particle> (?:up|out|off|back|in))?(?: yet| so far)?"
    r"(?=\s*(?:[.,;!?\n]|$)|\s(?:and|so)\b))?",
    re.IGNORECASE,
)
_READY = word_set(
    "ready finished done fixed repaired mended paid collected returned sold signed packed posted "
    "shipped delivered cleaned washed ironed printed framed glazed fired published confirmed "
    "approved answered tested checked"
)
"""What something is when somebody has seen to it; what is due or free, dates tell."""
_STEM = 5
"""Letters in which "returned" and "return date" agree."""


def keep_states(draft: Draft, text: str) -> None:
    """Keep whether something is done, or wanted, of which the words ask to know.

    Args:
        draft: What was understood in English; fields are added.
        text: The request.
    """
    for match in _WHETHER.finditer(text):
        told = _told_of(draft, match["what"].lower())
        done = tag(match["state"])[0]
        if told is not None and done.tag in ("VVN", "VVD"):
            own = singular(told.label.lower()) == singular(match["what"].lower())
            state = participle(done.lemma) if done.tag == "VVD" else match["state"].lower()
            label = state if own else f"{match['what']} {state}"
            _add(told, label, state, match.group())
    for match in _WHICH.finditer(text):
        told = _told_of(draft, (match["noun"] or "").lower())
        if told is None and len(draft.entities) == 1 and not match["noun"]:
            told = next(iter(draft.entities.values()))
        if told is not None:
            told.fields = [f for f in told.fields if not _is_of(f, match.group().lower())]
            _add(told, match["wish"], match["verb"].lower(), match.group())
    for match in _THOSE.finditer(text):
        _keep_those(draft, match)


def _keep_those(draft: Draft, match: re.Match[str]) -> None:
    """Keep what tells the ones apart that are to be seen: "ready and nobody has picked up"."""
    state, noun = match["state"].lower(), (match["noun"] or "").lower()
    told = draft.find(noun, exact=True) if noun else _spoken_of(draft)
    if told is None or state not in _READY or _has_status(told):
        return
    _add(told, state, state, match.group())
    if match["deed"]:
        done = participle(tag(match["deed"])[0].lemma)
        _add(told, f"{done}{match['particle'] or ''}", done, match.group())


def _spoken_of(draft: Draft) -> DraftEntity | None:
    """Return the thing that is told of last and that nothing else belongs to."""
    inner = {link.relation.target for link in draft.links}
    told = [one for one in draft.entities.values() if one.described]
    outer = [one for one in told if one.name not in inner]
    return next(reversed(outer or told), None)


def _has_status(entity: DraftEntity) -> bool:
    return any(
        field.specification.type is FieldType.CHOICE and field.specification.name == "status"
        for field in entity.fields
    )


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
    entity.put(Hint(label, FieldType.YES_NO), said)
