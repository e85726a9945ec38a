"""How strong somebody plays: a number as of chess players, and no stars; pure."""

import re

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.text.cleaning import word_set
from models.fields import FieldType

_RATED = re.compile(
    r"\b(?:chess|go club|go players?|tennis|squash|badminton|bridge|scrabble|draughts|checkers|"
    r"backgammon|shogi|table football|pickleball|padel|golf|darts|snooker|pool league|esports)\b",
    re.IGNORECASE,
)
_SCALE = re.compile(r"\brating\s*\(?(?:from |of |out of )?(?:\d|one\b|stars?\b)|\bstars?\b", re.I)
_RATINGS = word_set("rating elo ranking handicap strength")


def count_strengths(draft: Draft, text: str) -> None:
    """Keep the rating of a player as a number, where no scale is told.

    Args:
        draft: What was understood in English; fields are changed.
        text: The request.
    """
    if not _RATED.search(text) or _SCALE.search(text):
        return
    for entity in filter(_plays, draft.entities.values()):
        for told in entity.fields:
            known = told.specification
            rated = known.label.lower().split()[-1] in _RATINGS
            if rated and known.type is FieldType.RATING:
                update = {"type": FieldType.INTEGER, "minimum": None, "maximum": None}
                told.specification = known.model_copy(update=update)


def _plays(entity: DraftEntity) -> bool:
    return is_somebody(entity) or entity.name.rsplit("_", 1)[-1] in ("player", "team", "opponent")
