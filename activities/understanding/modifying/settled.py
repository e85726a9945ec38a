"""Wishes of which the meaning is known, and that can't be met as they are."""

from activities.understanding.modifying.changes import Step
from models.errors import RequestRefused

_KEY = "settled"
_QUOTED = 120


def unmet(step: Step, reason: str, remedy: str) -> RequestRefused:
    """Return the error for a wish that is understood: no other meaning is looked for.

    Args:
        step: The change.
        reason: Why it can't be done, a sentence without its full stop.
        remedy: What can be done, in words that can be sent.
    """
    said = step.said[:_QUOTED]
    message = f"“{said}” is not possible as it stands: {reason}. Nothing was changed."
    return RequestRefused(message, remedy=remedy, **{_KEY: True})


def already(reason: str, remedy: str) -> RequestRefused:
    """Return the error for a wish that is met; the reason says what is there, so it can be seen."""
    return RequestRefused(f"{reason} already. Nothing was changed.", remedy=remedy, **{_KEY: True})


def as_settled(refusal: RequestRefused) -> RequestRefused:
    """Return an error as one for a wish that is understood."""
    return RequestRefused(refusal.message, remedy=refusal.remedy, **{**refusal.context, _KEY: True})


def is_settled(refusal: RequestRefused) -> bool:
    """Say whether it is known what was meant."""
    return bool(refusal.context.get(_KEY))
