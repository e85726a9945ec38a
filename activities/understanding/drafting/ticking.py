"""What a tick is for: "a tick for "could go"" is a yes or no; pure."""

import re
from collections.abc import Iterator

from activities.understanding.draft import MOST_FIELDS, STATED, Draft, DraftEntity, DraftField
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.text.words import label_of
from models.fields import FieldType

_WHEN = re.compile(
    r"[,;(] ?(?:to )?tick(?:ed|s)?(?: (?:it|them|off|box)){0,2} (?:when|once|if)"
    r"(?: (?:it|they|that)(?:'s|'re| is| are))? (?P<what>done|finished|completed?|bought|paid"
    r"|returned|ready|fixed|sent|cleaned)\b",
    re.IGNORECASE,
)
"""A tick of the list that the sentence tells: "tasks with a deadline, tick when done"."""
_NEAR = 400
_TICKED, _DONE = "done", re.compile(r"\bdone\b", re.IGNORECASE)
"""What a tick is called where nothing tells what it is for."""
_TICK = re.compile(
    r"\b(?:tick(?:[ -]?box|[ -]?mark)?|check(?:[ -]?box|[ -]?mark))(?: (?:field|column))? "
    r"(?:for|called|named|saying|labelled|that says) "
    r"(?P<quote>[\"'])(?P<what>[^\W_][^\"'\n]{1,40})(?P=quote)",
    re.IGNORECASE,
)

_SIGNS = ".!?\n"
_OFF = re.compile(
    r"\b(?:tick|cross|check)(?:s|ed|ing)? (?:(?:them|it|things|these|those|each|everything"
    r"|(?:the )?[a-z]{3,15}) )?off\b",
    re.IGNORECASE,
)


def tell_ticks(draft: Draft, text: str) -> None:
    """Keep whether something is so that gets a tick, with what was told right beside it.

    Args:
        draft: What was understood in English; fields are added, or become a yes or no.
        text: The request.
    """
    for match in _TICK.finditer(text):
        near = [(_distance(text, told, match), entity, told) for entity, told in _told(draft)]
        distance, entity, beside = min(near, key=lambda one: one[0], default=(_NEAR, None, None))
        if entity is not None and beside is not None and distance < _NEAR:
            _add(entity, beside, match)
    for match in _WHEN.finditer(text):
        _add_done(draft, match)


def _add_done(draft: Draft, match: re.Match[str]) -> None:
    """Add that something is done to what the last field before is of, if that isn't known."""
    text, label = match.string, label_of(match["what"].lower())
    begin = max(text.rfind(mark, 0, match.start()) for mark in ".!?\n") + 1
    before = text[begin : match.start()].lower()
    told = [one for one in _told(draft) if one[1].evidence.lower() in before]
    owner = max(told, key=lambda one: before.rfind(one[1].evidence.lower()), default=None)
    if owner is None:
        return
    kinds = {field.specification.type for field in owner[0].fields}
    if FieldType.YES_NO not in kinds:
        owner[0].put(Hint(label, FieldType.YES_NO), match.group())


def _told(draft: Draft) -> Iterator[tuple[DraftEntity, DraftField]]:
    for entity in draft.entities.values():
        for told in entity.fields:
            if told.evidence:
                yield entity, told


def _distance(text: str, told: DraftField, match: re.Match[str]) -> int:
    """Return how many characters away the nearest words for a field are."""
    folded, words = text.lower(), told.evidence.lower()
    before, behind = folded.rfind(words, 0, match.end()), folded.find(words, match.start())
    ahead = match.start() - before - len(words) if before >= 0 else _NEAR
    return min(max(ahead, 0), behind - match.end() if behind >= 0 else _NEAR)


def _add(entity: DraftEntity, beside: DraftField, match: re.Match[str]) -> None:
    made = field_from(Hint(label_of(match["what"]), FieldType.YES_NO), owner=entity.name)
    said = match.group().lower()
    known = [
        told
        for told in entity.fields
        if told.specification.name == made.name
        or (told.evidence and told.evidence.lower() in said)
        or (told.specification.name == _TICKED and not _DONE.search(match.string))
    ]
    at = entity.fields.index(known[0] if known else beside) + (not known)
    kept = [told for told in entity.fields if told not in known]
    if len(kept) < MOST_FIELDS - 1:
        kept.insert(at, DraftField(made, match.group(), STATED))
        entity.fields = kept


def tick_off(draft: Draft, text: str) -> None:
    """Keep of what is to be ticked off whether it is done.

    Args:
        draft: What was understood in English; a field is added.
        text: The request.
    """
    for match in _OFF.finditer(text):
        start = max(text.rfind(sign, 0, match.start()) for sign in _SIGNS) + 1
        before = text[start : match.start()].lower()
        found = [(_place_of(entity, before), entity) for entity in draft.entities.values()]
        at, entity = max(found, key=lambda one: one[0], default=(-1, None))
        if entity is None or at < 0 or is_somebody(entity) or any(map(_tells_done, entity.fields)):
            continue
        entity.put(Hint("Done", FieldType.YES_NO), match.group())


def _place_of(entity: DraftEntity, before: str) -> int:
    """Return where a thing is spoken of last; -1 where it isn't."""
    names = (entity.plural_label.lower(), f"{entity.label.lower().removesuffix(' item')} list")
    return max(before.rfind(name) for name in names)


def _tells_done(told: DraftField) -> bool:
    known = told.specification
    return known.type is FieldType.YES_NO or known.name == "status"
