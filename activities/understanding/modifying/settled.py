"""Wishes of which the meaning is known, and that can't be met as they are."""

from collections.abc import Sequence

from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.ledger import EXAMPLES
from models.errors import RequestRefused

_KEY = "settled"
_QUOTED = 120
_MOST_TOLD = 3


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


def in_vain(
    request: str, there: Sequence[str], known: Sequence[str], *, views: bool
) -> RequestRefused:
    """Return the error for a wish after which everything is as it was.

    Args:
        request: The wish.
        there: What of it was understood and is there, a sentence each: whoever meant something
            else can see that.
        known: What is so already, a sentence each.
        views: Whether a way of looking was understood.
    """
    said = request[:_QUOTED]
    if there:
        message = f"“{said}” changes nothing. This is there already: {' '.join(there[:_MOST_TOLD])}"
        return RequestRefused(
            message, remedy=f"If something else is meant, say it in other words. {EXAMPLES}"
        )
    if views:
        message = f"“{said}” was not understood as a change that suits what is kept."
        return RequestRefused(f"{message} Nothing was changed.", remedy=EXAMPLES)
    why = " ".join(known[:_MOST_TOLD]) or "it is like that already."
    message = f"“{said}” changes nothing: {why}"
    return RequestRefused(message, remedy=EXAMPLES)


def as_settled(refusal: RequestRefused) -> RequestRefused:
    """Return an error as one for a wish that is understood."""
    return RequestRefused(refusal.message, remedy=refusal.remedy, **{**refusal.context, _KEY: True})


def is_settled(refusal: RequestRefused) -> bool:
    """Say whether it is known what was meant."""
    return bool(refusal.context.get(_KEY))
