"""What a machine has to give to builds and applications."""

import os

import psutil

from models.queue import Capacity
from settings import Settings

MEMORY_SHARE = 0.8
"""The rest is for the system and for the orchestrator itself."""
CPU_SHARE = 2.0
"""A build waits for disks, networks and models for about half of its time."""
_MEGABYTE = 1024 * 1024


def capacity_of(settings: Settings) -> Capacity:
    """Return what this machine gives, as it is set or as it is."""
    queue = settings.queue
    return Capacity(
        memory_mb=queue.memory_mb or round(MEMORY_SHARE * _total_memory_mb()),
        cpus=queue.cpus or CPU_SHARE * (os.cpu_count() or 1),
        builds=queue.builds or settings.worker.build_slots,
    )


def _total_memory_mb() -> float:
    return psutil.virtual_memory().total / _MEGABYTE
