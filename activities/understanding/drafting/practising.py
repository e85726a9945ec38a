"""How much of something was done: "the hours I practise", "the miles I walk"; pure."""

import re
from typing import NamedTuple

from activities.understanding.draft import MOST_FIELDS, Draft, DraftEntity
from activities.understanding.knowledge.inference import Hint
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import identifier, label_of, plural, said
from models.fields import COUNTED_TYPES, FieldType

_PARTS = word_set("hours minutes miles kilometres kilometers kilos metres meters")
"""What is also counted in halves."""
_CONSUMED = word_set("cigarettes cups pints glasses units calories")
_COUNTED = word_set("pages laps lengths steps chapters words press-ups push-ups sit-ups pull-ups")
_UNITS = "|".join(sorted(_PARTS | _CONSUMED | _COUNTED))
_DONE = re.compile(
    rf"\b(?P<unit>{_UNITS})(?: of [a-z]{{2,15}})? (?:that |which )?"
    r"(?:i|we|he|she|they|(?:my|our|the) [a-z]{3,15}) (?P<verb>[a-z]{2,20})\b",
    re.IGNORECASE,
)
_ACTS = {
    "practise": "practice session",
    "practice": "practice session",
    "rehearse": "rehearsal",
    "volunteer": "volunteering session",
    "study": "study session",
    "revise": "study session",
    "work": "work session",
    "write": "writing session",
    "read": "reading session",
    "meditate": "meditation session",
    "train": "training session",
    "exercise": "exercise session",
    "teach": "lesson",
    "sleep": "night",
    "lift": "workout",
    "walk": "walk",
    "hike": "hike",
    "run": "run",
    "jog": "run",
    "cycle": "ride",
    "ride": "ride",
    "swim": "swim",
    "drive": "drive",
    "fly": "flight",
}
"""What is noted each time, where only the verb tells it."""
_NUMBERS = COUNTED_TYPES
_HOW_MANY = "How many"


class _Done(NamedTuple):
    """What somebody does, and what tells how much of it."""

    words: str
    unit: str
    act: str


def tell_practice(draft: Draft, text: str) -> None:
    """Keep what is done each time, with how much of it, instead of a list of hours.

    Args:
        draft: What was understood in English; things are renamed, and fields added.
        text: The request.
    """
    match = _DONE.search(text)
    if match is None:
        return
    act = _ACTS.get(tag(match["verb"].lower())[0].lemma, "")
    act = act or _ACTS.get(match["verb"].lower().removesuffix("s"), "")
    done = _Done(match.group().lower(), match["unit"].lower(), act)
    entity = next((one for one in draft.entities.values() if _is_of(one, done)), None)
    if entity is None or not (act or done.unit in _CONSUMED | _COUNTED):
        return
    if act:
        _call(draft, entity, act)
    if len(entity.fields) < MOST_FIELDS - 1:
        _tell_how_much(entity, done)


def _is_of(entity: DraftEntity, done: _Done) -> bool:
    """Say whether a thing was made of the clause: of its unit, or of its verb."""
    told = entity.evidence.lower()
    return bool(told) and f" {told} " in f" {done.words} "


def _call(draft: Draft, entity: DraftEntity, act: str) -> None:
    """Name a thing after what is done, and forget what is usual of what it was taken for."""
    misnamed = entity.label.lower()
    entity.fields = [one for one in entity.fields if one.specification.label.lower() != misnamed]
    entity.label, entity.plural_label, entity.thing = label_of(act), label_of(plural(act)), None
    tied = any(entity.name in (k.relation.source, k.relation.target) for k in draft.links)
    if not tied and not any(entity.name in name for name in entity.names()):
        others = tuple(one for one in draft.entities if one != entity.name)
        name = identifier(act, taken=others)
        entities = {name if one is entity else key: one for key, one in draft.entities.items()}
        entity.name = name
        draft.entities.clear()
        draft.entities.update(entities)


def _tell_how_much(entity: DraftEntity, done: _Done) -> None:
    if not done.act:
        entity.thing = None
        entity.fields = [one for one in entity.fields if one.specification.name != "name"]
    numbers = [one for one in entity.fields if one.specification.type in _NUMBERS]
    if not any(done.unit in one.evidence.lower() for one in numbers):
        itself = done.unit.rstrip("s") in said(entity.name).lower()
        kind = FieldType.DECIMAL if done.unit in _PARTS else FieldType.INTEGER
        hint = Hint(_HOW_MANY if itself else done.unit, kind, required=True)
        entity.put(hint, done.words, at=0)
    dated = any(one.specification.type is FieldType.DATE for one in entity.fields)
    if not done.act and not dated:
        entity.put(Hint("Date", FieldType.DATE, required=True), done.words, at=0)
    entity.described = True
