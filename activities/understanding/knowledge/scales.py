"""Scales in languages whose words are not otherwise read: "von 1 bis 10", "sur 20"; pure."""

import re
from typing import NamedTuple

from activities.understanding.knowledge.inference import Hint
from activities.understanding.knowledge.numbered import is_numbered
from models.fields import FieldType

_FROM_TO = re.compile(
    r"(?<![\d.,])(?P<lowest>\d{1,4})\s*(?:bis|à|a|al|tot|até|ate|hasta|do|-|–)\s*"
    r"(?P<highest>\d{1,4})(?!\d)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\b(?:zwischen|entre|tra|fra|tussen|między)\s+(?P<lowest>\d{1,4})\s+(?:und|et|y|e|en|i|a)\s+"
    r"(?P<highest>\d{1,4})(?!\d)",
    re.IGNORECASE,
)
_OF = re.compile(r"\b(?:sur|su|sobre|von|van|de|na|em|auf)\s+(?P<highest>\d{1,3})\b", re.IGNORECASE)
MOST_STARS = 10
"""What goes further is a number that is typed in."""


class Scale(NamedTuple):
    """The least and the most, both included."""

    lowest: int
    highest: int


def scale_in(words: str) -> Scale | None:
    """Return the scale that words name; None when they name none."""
    if ends := _FROM_TO.search(words) or _BETWEEN.search(words):
        scale = Scale(int(ends["lowest"]), int(ends["highest"]))
    elif top := _OF.search(words):
        scale = Scale(1, int(top["highest"]))
    else:
        return None
    return scale if scale.lowest < scale.highest else None


def on_scale(hint: Hint, scale: Scale) -> Hint:
    """Return a rating, or a number, with that scale."""
    judged = scale.highest <= MOST_STARS and not is_numbered(hint.label)
    if scale.lowest == 1 and judged:
        return hint._replace(type=FieldType.RATING, minimum=None, maximum=scale.highest)
    return hint._replace(
        type=FieldType.INTEGER, minimum=scale.lowest, maximum=scale.highest, choices=()
    )
