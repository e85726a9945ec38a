"""From where to where a number or the stars of a field go, as a change in words says it; pure."""

import re
from decimal import Decimal

from activities.understanding.knowledge.scales import MOST_STARS, Scale
from activities.understanding.text.cleaning import word_set
from models.specification import FieldSpecification, FieldType

_LONGEST = 200
_FROM_TO = re.compile(
    r"\b(?:(?:from|between) )?(?P<low>0|1|one|zero) ?(?:to|till|until|and|-|through|up to) ?"
    r"(?P<high>\d{1,3}|three|five|six|ten)\b(?: stars?| points?)?",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"\b(?:out of|up to|max(?:imum)?(?: of)?) (?P<high>\d{1,3}|five|ten)\b", re.I)
_STARS = re.compile(r"\b(?P<high>[3-9]|10|three|five|six|ten) stars\b", re.IGNORECASE)
_NUMBERS = {"zero": 0, "one": 1, "three": 3, "five": 5, "six": 6, "ten": 10}
_AROUND = word_set(
    """
    the a an our my it its should must can could would shall may be is are to go goes going range
    have has get gets give with as on in of for from into only rather just better change turn make
    set use show let want need i we like scale stars star points not number text instead simple
    numbers and whole now please
    """
)
"""What is said around a scale and the name of its field; anything else is another wish."""
_USUAL_TOP = 5


def scale_in(words: str) -> tuple[Scale, str] | None:
    """Return a scale that English words name, and the words without it."""
    if len(words) > _LONGEST:
        return None
    for pattern in (_FROM_TO, _OUT_OF, _STARS):
        found = pattern.search(words)
        if found:
            low, high = found.groupdict().get("low") or "1", found["high"]
            scale = Scale(_number(low), _number(high))
            rest = f"{words[: found.start()]} {words[found.end() :]}"
            return (scale, rest) if scale.lowest < scale.highest else None
    return None


def is_about(field: FieldSpecification, rest: str) -> bool:
    """Say whether words name this field and want nothing else of it."""
    label = field.label.lower()
    without, found = re.subn(rf"\b{re.escape(label)}s?\b", " ", rest.lower(), count=1)
    return bool(found) and set(re.findall(r"[\w'-]+", without)) <= _AROUND


def on_scale(scale: Scale) -> dict[str, object]:
    """Return what changes in a field that gets a scale."""
    if scale.lowest == 1 and scale.highest <= MOST_STARS:
        kind, lowest = FieldType.RATING, None
    else:
        kind, lowest = FieldType.INTEGER, Decimal(scale.lowest)
    return {"type": kind, "minimum": lowest, "maximum": Decimal(scale.highest), "choices": ()}


def bounds_of(field: FieldSpecification) -> tuple[Decimal, Decimal] | None:
    """Return the least and the most that can have been entered; None when nothing bounds it."""
    if field.type is FieldType.RATING:
        return Decimal(1), Decimal(_USUAL_TOP) if field.maximum is None else field.maximum
    if field.minimum is None or field.maximum is None:
        return None
    return field.minimum, field.maximum


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]
