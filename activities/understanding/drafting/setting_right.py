"""Fields that their neighbours or one of their words show to be of another kind; pure.

"Started, finished" are two moments, "grams in, grams out" two amounts, "from about when" is no
day that a calendar has, and what a list of customers calls its "customers" is their name.
"""

import re

from activities.understanding.draft import Draft, DraftEntity, DraftField
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.knowledge.field_types import usual_choices
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import identifier, singular
from models.fields import COUNTED_TYPES, FieldType

_BEGUN = r"(?:started|begun|began|start|begin)"
_ENDED = r"(?:finished|ended|completed|stopped)"
_FROM_TO = re.compile(
    rf"\b{_BEGUN}(?: (?:at|on))?(?:,? and |, | ?/ ?| ?& ?| - ){_ENDED}"
    r"(?! ?\?| (?:or|yes|y/n)\b|/)(?=\s*(?:[,;.)\n/-]|$)| and\b)",
    re.IGNORECASE,
)
_GIVEN = (
    r"(?:given out|handed out|lent(?: out)?|loaned(?: out)?|issued|borrowed|checked out|taken out)"
)
_BACK = r"(?:returned|brought back|given back|handed (?:in|back)|checked in|back)"
_OUT_AND_BACK = re.compile(
    rf"[,:(] ?{_GIVEN},? (?:and )?{_BACK}(?=\s*(?:,(?! (?:yes|y/n)\b)|[;.)\n]|$))", re.IGNORECASE
)
"""Two days, of which the second has no sign that it is ticked."""
_IS_GIVEN = re.compile(_GIVEN, re.IGNORECASE)
_IS_BACK = re.compile(_BACK, re.IGNORECASE)
_IS_BEGUN = re.compile(rf"{_BEGUN}(?: (?:at|on|time|date))?", re.IGNORECASE)
_IS_ENDED = re.compile(_ENDED, re.IGNORECASE)
_MOMENTS = (FieldType.DATE, FieldType.TIME)
_ABOUT = r"(?:about|around|roughly|approximately|approx\.?|circa|ca\.?)"
_VAGUE = re.compile(
    rf"(?:from |since |of )?(?:{_ABOUT} when|when(?:,| \()? ?{_ABOUT}\)?)"
    r"(?: (?:it|they) (?:is|was|are|were)(?: (?:made|built|from))?)?",
    re.IGNORECASE,
)
_BY_ON = re.compile(r"(?P<label>.+ (?:by|until|till|before|since|from)) on", re.IGNORECASE)
_OWNED = word_set("deposit owner brand make model serial_number size value price condition colour")
_NUMBERS = COUNTED_TYPES


def set_right(draft: Draft, text: str) -> None:
    """Give fields the type and the name that what stands beside them tells.

    Args:
        draft: What was understood in English; its fields are changed.
        text: The request.
    """
    moments = _FROM_TO.search(text) is not None
    days = _OUT_AND_BACK.search(text) is not None
    for entity in draft.entities.values():
        if moments:
            _from_to(entity, _IS_BEGUN, _IS_ENDED)
        if days:
            _from_to(entity, _IS_GIVEN, _IS_BACK)
        _in_and_out(entity)
        _call_by_name(entity)
        for told in entity.fields:
            known = told.specification
            if known.type is FieldType.DATE and _VAGUE.fullmatch(told.evidence.strip(" ,")):
                _change(told, type=FieldType.TEXT)
            if known.type is FieldType.CHOICE and told.evidence.strip(" ,").lower() == "when":
                _change(told, label="When", name=identifier("when", owner=entity.name))
            if known.choices == usual_choices("state") and _is_of_an_object(told, entity):
                _change(told, type=FieldType.TEXT, choices=())
            if by := _BY_ON.fullmatch(known.label):
                label = by["label"]
                _change(told, label=label, name=identifier(label, owner=entity.name))


def _is_of_an_object(told: DraftField, entity: DraftEntity) -> bool:
    """Say whether a state without values is that of a thing that somebody owns: worn, as new."""
    return told.evidence.strip(" ,").lower() == "state" and bool(_OWNED & {*entity.names()})


def _from_to(entity: DraftEntity, begun: re.Pattern[str], ended: re.Pattern[str]) -> None:
    """Make moments of when something started and finished: neither is a yes or no."""
    first = _one(entity, begun)
    last = next((f for f in entity.fields if ended.fullmatch(f.specification.label)), None)
    if first is None or last is None or last.specification.type is not FieldType.YES_NO:
        return
    if first.specification.type not in _MOMENTS:
        _change(first, type=FieldType.DATE)
    _change(last, type=first.specification.type)


def _one(entity: DraftEntity, label: re.Pattern[str]) -> DraftField | None:
    kinds = (*_MOMENTS, FieldType.TEXT)
    return next(
        (
            told
            for told in entity.fields
            if label.fullmatch(told.specification.label) and told.specification.type in kinds
        ),
        None,
    )


def _in_and_out(entity: DraftEntity) -> None:
    """Count what goes out as what goes in: both may be parts of one."""
    by_label = {told.specification.label.lower(): told for told in entity.fields}
    for label, told in by_label.items():
        other = by_label.get(f"{label.removesuffix(' in')} out") if label.endswith(" in") else None
        kinds = {one.specification.type for one in (told, other) if one is not None}
        if other is not None and kinds == set(_NUMBERS):
            for one in (told, other):
                _change(one, type=FieldType.DECIMAL)


def _call_by_name(entity: DraftEntity) -> None:
    """Call by its name what somebody is: "need my customers, address" tells who they are."""
    own = entity.label.lower()
    if not is_somebody(entity) or "name" in entity.names():
        return
    for told in entity.fields:
        known = told.specification
        said = singular(told.evidence.lower().split()[-1]) if told.evidence.split() else ""
        if known.type is FieldType.TEXT and known.label.lower() == own == said:
            _change(told, label="Name", name="name")
            return


def _change(told: DraftField, **update: object) -> None:
    told.specification = told.specification.model_copy(update=update)
