"""Where a waiting job stands, in words for its owner; pure."""

from models.queue import QueuePlace, Scarce, Shortage
from storage.line import coarse

_ORDINALS = (
    *("Next", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth"),
    "Tenth",
)
_STEP = 1024
_MINUTE, _HOUR = 60, 3600


def place_of(
    position: int,
    lacking: Shortage | None,
    *,
    seconds: float | None,
    places: int,
    others_work: bool = True,
) -> QueuePlace:
    """Return a place with its words.

    Args:
        position: 1 is next.
        lacking: What is short; None when only the order keeps it waiting.
        seconds: How long it will probably wait.
        places: How many builds there may be at a time.
        others_work: Whether jobs hold what it waits for; otherwise applications do.
    """
    reason = _reason(lacking, places, others_work=others_work)
    waiting = [] if seconds is None else [f"About {in_words(seconds)}."]
    return QueuePlace(
        position=position,
        resource=lacking.resource if lacking else Scarce.TURN,
        reason=reason,
        seconds=None if seconds is None else round(seconds, 1),
        told=" ".join((f"{_ordinal(position)} in line.", reason, *waiting)),
    )


def _ordinal(position: int) -> str:
    if position <= len(_ORDINALS):
        return _ORDINALS[position - 1]
    return f"About {coarse(position)}th"


def _reason(lacking: Shortage | None, places: int, *, others_work: bool) -> str:
    if lacking is None:
        return "Others come first."
    if lacking.resource is Scarce.BUILDS:
        if places == 1:
            return "Another application is being built."
        return f"{places} applications are being built, as many as may be at a time."
    if lacking.resource is Scarce.MEMORY:
        told = f"Building needs {memory(lacking.needed)} of memory, {memory(lacking.free)} is free."
        return told if others_work else f"{told} Stop an application to make room."
    return (
        f"Building needs {_number(lacking.needed)} of a processor, {_number(lacking.free)} is free."
    )


def memory(megabytes: float) -> str:
    """Return an amount of memory or disk space for people."""
    if megabytes < _STEP / 10:
        return f"{round(megabytes)} MB"
    if megabytes < _STEP * _STEP:
        return f"{_number(megabytes / _STEP)} GB"
    return f"{_number(megabytes / _STEP / _STEP)} TB"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def in_words(seconds: float) -> str:
    """Return a length of time, no more exact than a guess is."""
    if seconds < 1.5 * _MINUTE:
        return f"{max(5, 5 * round(seconds / 5))} seconds"
    if seconds < 1.5 * _HOUR:
        return f"{round(seconds / _MINUTE)} minutes"
    return f"{round(seconds / _HOUR)} hours"
