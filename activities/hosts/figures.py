"""What a machine has and what is free of it."""

import importlib.metadata
import os
from pathlib import Path

import psutil

from models.hosts import Resources

_MEGABYTE = 1024 * 1024


def measured(folder: Path) -> tuple[Resources, Resources]:
    """Return the machine's capacity and what is free; the disk is that of the folder."""
    memory, disk = psutil.virtual_memory(), psutil.disk_usage(str(_existing(folder)))
    cpus = float(os.cpu_count() or 1)
    capacity = Resources(
        cpus=cpus, memory_mb=memory.total // _MEGABYTE, disk_mb=disk.total // _MEGABYTE
    )
    idle = max(0.0, cpus - os.getloadavg()[0])
    free = Resources(
        cpus=round(idle, 2),
        memory_mb=memory.available // _MEGABYTE,
        disk_mb=disk.free // _MEGABYTE,
    )
    return capacity, free


def orchestrator_version() -> str:
    """Return the version of this installation; empty when it is run from sources alone."""
    try:
        return importlib.metadata.version("kiro-orchestrator")
    except importlib.metadata.PackageNotFoundError:
        return ""


def _existing(folder: Path) -> Path:
    while not folder.exists():
        folder = folder.parent
    return folder
