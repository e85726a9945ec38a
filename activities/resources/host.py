"""What the machine itself uses."""

from pathlib import Path
from typing import NamedTuple

import psutil


class HostReading(NamedTuple):
    """One look at the machine."""

    busy_seconds: float
    """Of all cores together since it was started."""
    memory_bytes: int
    disk_bytes: int
    load: float


class HostSize(NamedTuple):
    """What the machine has."""

    cores: int
    memory_bytes: int
    disk_bytes: int


class HostProbe:
    """Looks at this machine; its disk is the one that the data directory is on."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def size(self) -> HostSize:
        """Return what the machine has."""
        disk = psutil.disk_usage(str(self._root))
        total = int(psutil.virtual_memory().total)
        # What is kept for the superuser can't be used by anybody else.
        return HostSize(psutil.cpu_count() or 1, total, int(disk.used + disk.free))

    def read(self) -> HostReading:
        """Look at it now."""
        times, memory = psutil.cpu_times(), psutil.virtual_memory()
        return HostReading(
            # Guests' time is part of the user's already.
            busy_seconds=float(times.user + times.system) + _more(times),
            memory_bytes=int(memory.total - memory.available),
            disk_bytes=int(psutil.disk_usage(str(self._root)).used),
            load=float(psutil.getloadavg()[0]),
        )


def _more(times: object) -> float:
    return sum(float(getattr(times, name, 0.0)) for name in ("nice", "irq", "softirq", "steal"))
