"""How sure a finding is: how often findings with such a score are right; pure."""

import tomllib
from functools import cache
from importlib.resources import files

import numpy as np


@cache
def _curves() -> dict[str, dict[str, list[float]]]:
    return tomllib.loads(files(__package__).joinpath("sureness.toml").read_text(encoding="utf-8"))


def sureness(what: str, score: float) -> float:
    """Return how often a finding with this score is right (0 to 1).

    Args:
        what: ``category``, ``entity``, ``field`` or ``relation``.
        score: What the network gives it (0 to 1), or what assumptions have.
    """
    curve = _curves()[what]
    return float(np.interp(score, curve["score"], curve["right"]))
