"""Whose turn it is: each application at a time of its own, so that not all come at once."""

import hashlib
from datetime import datetime, timedelta

from storage.columns import EPOCH


def is_due(key: str, every: timedelta, last: datetime | None, now: datetime) -> bool:
    """Tell whether a turn has come since the last one; one that was missed is made up for."""
    return last is None or last < latest_turn(key, every, now)


def latest_turn(key: str, every: timedelta, now: datetime) -> datetime:
    """Return when the latest turn was: its offset within the interval depends on the key alone."""
    share = int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") / 2**32
    first = EPOCH + every * share
    return first + every * ((now - first) // every)
