"""How sure a finding is, by the kind of evidence that it has; pure."""

import tomllib
from functools import cache
from importlib.resources import files

from activities.understanding.draft import STATED, TEMPLATE


@cache
def _shares() -> dict[str, dict[str, float]]:
    return tomllib.loads(files(__package__).joinpath("sureness.toml").read_text(encoding="utf-8"))


def sureness(what: str, confidence: float, *, known: bool = False) -> float:
    """Return how often a finding like this is right (0 to 1).

    Args:
        what: ``entity``, ``field`` or ``relation``.
        confidence: Of the draft: stated, a template or an assumption.
        known: Whether the words for a field are usual ones.
    """
    shares = _shares()[what]
    if confidence >= STATED:
        return shares["known"] if known and "known" in shares else shares["stated"]
    return shares["likely"] if confidence >= TEMPLATE else shares["assumed"]
