"""Answers to what is asked instead of wished; pure."""

import re

from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.ledger import QUESTION, answer_to, refused
from activities.understanding.modifying.narrowing import NARROWED
from models.errors import RequestRefused

_ANSWERS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), answer)
    for pattern, answer in (
        (
            r"\b(?:have to|need to|must)\b.*\b(?:type|enter|fill|write|choose|pick)\b",
            "nothing is filled in by itself yet; a field that was made optional can be left empty",
        ),
        (
            r"^how (?:much|many|often|long)\b",
            "what was entered is counted by the application itself: its start page shows counts, "
            "sums and averages, and lists can be searched and narrowed down",
        ),
        (
            r"^where\b.*\b(?:put|enter|write|note|type|add)\b",
            "say what is to be noted, and of what, and there will be a place for it",
        ),
        (
            r"^(?:and |so |but )*(?:which|what|who)\b.*(?:\b(?:not|never|still|already)\b|n't\b)",
            NARROWED,
        ),
        (r"^(?:why|how come)\b", "say what should be added or be different"),
    )
)
_OTHERWISE = "say as a wish what should be different"


def answered(step: Step) -> RequestRefused:
    """Return the error for a question, with its answer where there is one."""
    if known := answer_to(step.said):
        return refused(step, known, QUESTION)
    found = (answer for pattern, answer in _ANSWERS if pattern.search(step.said))
    return refused(step, next(found, _OTHERWISE), QUESTION)
