"""Time zones by their names: which one this machine is in, and whether there is one."""

import os
from collections.abc import Iterator
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

_FOLDER = "zoneinfo/"


def machine_zone(etc: Path = Path("/etc")) -> str | None:
    """Return the time zone of this machine; None when it does not tell its name."""
    return next((name for name in _told(etc) if is_zone(name)), None)


def is_zone(name: str) -> bool:
    """Return whether this machine knows a time zone of that name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return name == "UTC"  # which needs no data of zones
    return True


def similar_zone(name: str) -> str:
    """Return the time zone that somebody may have meant; empty when none is like it."""
    known, last = sorted(available_timezones()), f"/{name.strip().replace(' ', '_')}".casefold()
    same = [zone for zone in known if f"/{zone}".casefold().endswith(last)]
    return next(iter(same or get_close_matches(name, known, 1)), "")


def _told(etc: Path) -> Iterator[str]:
    """Give the names that this machine has for its zone, the most deliberate one first."""
    # It may be a path, with a colon before it.
    variable = os.environ.get("TZ", "").removeprefix(":")
    yield variable.rpartition(_FOLDER)[2]
    with suppress(OSError, UnicodeDecodeError):
        yield (etc / "timezone").read_text().strip()
    with suppress(OSError):
        yield str((etc / "localtime").readlink()).rpartition(_FOLDER)[2]
