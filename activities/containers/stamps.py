"""Lines of output with the time at which they were written: how both runtimes keep them; pure.

A stamp is RFC 3339 in UTC with nine digits of a second, as the container engine writes it. Stamps
of one length sort as text, and no two lines of an instance have the same one.
"""

import re
from collections.abc import Iterator

from activities.containers.port import InstanceLine

_STAMPED = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z) (.*)", re.DOTALL)
NEVER = "0001-01-01T00:00:00.000000000Z"
"""The stamp of a line that has none."""


def split_stamp(line: str) -> InstanceLine:
    """Return a line and its stamp."""
    found = _STAMPED.fullmatch(line)
    if found is None:
        return InstanceLine(stamp=NEVER, text=line)
    return InstanceLine(stamp=found[1], text=found[2])


def lines_after(text: str, after: str) -> Iterator[InstanceLine]:
    """Yield the lines whose stamps are greater; one without a stamp has that of the line before."""
    stamp = NEVER
    if not text:
        return
    for line in text.removesuffix("\n").split("\n"):
        found = split_stamp(line)
        stamp = found.stamp if found.stamp != NEVER else stamp
        if stamp > after:
            yield InstanceLine(stamp=stamp, text=found.text)
