"""How long something took or lasts, which is no time of day: "running time", "finish time"; pure.

What is watched or heard is told in minutes; what a race took as people write it, like 3:45:10.
"""

import re
from collections.abc import Sequence

from activities.understanding.draft import Draft, DraftEntity, DraftField
from activities.understanding.text.cleaning import word_set
from models.fields import FieldType

_PLAYED = word_set(
    "film movie video episode podcast song track audiobook documentary clip recording album dvd"
)
_LENGTH = re.compile(r"(?:running time|run ?time|playing time|length|duration)", re.IGNORECASE)
_LENGTH_OF = re.compile(
    rf"{_LENGTH.pattern} of (?:the |each )?(?:{'|'.join(sorted(_PLAYED))})", re.IGNORECASE
)
_RESULT = re.compile(
    r"(?:(?:finish(?:ing)?|race|racing|chip|gun|net|split|lap|winning|running|total|actual|target"
    r"|planned|best|swim|bike|run) time|(?:personal|season(?:'s)?) best(?: time)?|pb)s?",
    re.IGNORECASE,
)
_RACED = re.compile(
    r"\b(?:races?|racing|marathons?|runs?|runners?|running(?! time)|swim\w{0,6}|athlet\w{1,4}"
    r"|triathl\w{1,4}|parkruns?|regattas?|cyclists?|5k|10k)\b",
    re.IGNORECASE,
)
_SPENT = re.compile(
    r"(?:total|travel(?:l?ing)?|driving|waiting|working|walking|riding|flying|sailing|cycling"
    r"|elapsed|overall|labour|labor|machine|idle|down|drying|proving|soaking|resting|commut(?:e|ing)"
    r"|screen|recovery|reaction|response|turnaround|curing|marinating|brewing|steeping) time"
    r"(?: (?:spent|taken))?",
    re.IGNORECASE,
)
"""What ends in "time" and is how long something took, whatever it is about."""
_SWITCHED = ({"on", "off"}, {"out", "in"})
_OF_CLOCK = re.compile(r"\bstart", re.IGNORECASE)
_IN_UNITS = re.compile(r"\b(?:hours?|hrs?|minutes?|mins?|seconds?|secs?)\b", re.IGNORECASE)
_OF_DAYS = (FieldType.TIME, FieldType.DATE)
_BEHIND = r"[ ,(]{1,3}(?:in )?(?:hours?|hrs?|h|seconds?|secs?)\b"


def tell_durations(draft: Draft, text: str) -> None:
    """Give fields that hold how long something takes the type of such.

    Args:
        draft: What was understood in English; types and labels of fields are changed.
        text: The request.
    """
    raced = bool(_RACED.search(text))
    for entity in draft.entities.values():
        clock = any(_OF_CLOCK.match(told.specification.label) for told in entity.fields)
        for at, told in enumerate(entity.fields):
            label = told.specification.label
            if not told.evidence or _IN_UNITS.search(f"{label} {told.evidence}"):
                continue
            if raced and not clock and _is_result(entity, told, entity.fields[:at]):
                _become(told, FieldType.TEXT, label)
            elif (_is_length(entity, label) and not _has_unit(label, text)) or (
                told.specification.type in _OF_DAYS and _SPENT.fullmatch(label)
            ):
                _become(told, FieldType.INTEGER, f"{label} (min)")
        _level_switched(entity)


def _level_switched(entity: DraftEntity) -> None:
    """Make a time of "block on" where "block off" is one."""
    parts = [told.specification.label.lower().rpartition(" ") for told in entity.fields]
    for (noun, _, way), told in zip(parts, entity.fields, strict=True):
        twins = [
            other
            for (same, _, back), other in zip(parts, entity.fields, strict=True)
            if noun and same == noun and {way, back} in _SWITCHED
        ]
        timed = any(twin.specification.type is FieldType.TIME for twin in twins)
        if timed and told.specification.type in (FieldType.DATE, FieldType.TEXT):
            _become(told, FieldType.TIME, told.specification.label)


def _is_result(entity: DraftEntity, told: DraftField, before: Sequence[DraftField]) -> bool:
    """Say whether a field holds what somebody ran; "time" only where a distance came before."""
    label = told.specification.label
    if _is_played(entity):
        return False
    far = any("distance" in one.specification.label.lower() for one in before)
    return bool(_RESULT.fullmatch(label)) or (label.lower() == "time" and far)


def _is_length(entity: DraftEntity, label: str) -> bool:
    length = _LENGTH.fullmatch(label) and (
        _is_played(entity) or label.lower().startswith("running")
    )
    return bool(length or _LENGTH_OF.fullmatch(label))


def _is_played(entity: DraftEntity) -> bool:
    return not _PLAYED.isdisjoint(entity.name.split("_"))


def _has_unit(label: str, text: str) -> bool:
    return bool(re.search(re.escape(label) + _BEHIND, text, re.IGNORECASE))


def _become(told: DraftField, kind: FieldType, label: str) -> None:
    update = {"type": kind, "label": label, "choices": (), "minimum": None, "maximum": None}
    told.specification = told.specification.model_copy(update=update)
