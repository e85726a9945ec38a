"""Figures of this machine that findings and diagnostics are about."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Disk:
    """A file system that something is kept on."""

    folder: str
    """The first of the folders that were asked for on it."""
    total_megabytes: int
    free_megabytes: int


def disks(folders: Sequence[Path]) -> tuple[Disk, ...]:
    """Return the file systems of these folders, each once; what can't be read is left out."""
    found: dict[int, Disk] = {}
    for folder in folders:
        with suppress(OSError):
            device = folder.stat().st_dev
            if device not in found:
                usage = psutil.disk_usage(str(folder))
                total, free = usage.total // _MEGABYTE, usage.free // _MEGABYTE
                found[device] = Disk(str(folder), total, free)
    return tuple(found.values())


def host_figures(folders: Sequence[Path]) -> list[str]:
    """Return how the machine is, a line each."""
    memory = psutil.virtual_memory()
    load = ", ".join(f"{value:.2f}" for value in psutil.getloadavg())
    lines = [
        f"Load of the host: {load}, with {psutil.cpu_count()} CPUs.",
        f"Memory of the host: {memory.available // _MEGABYTE} MB of "
        f"{memory.total // _MEGABYTE} MB are available.",
    ]
    lines += [
        f"Disk of {disk.folder}: {disk.free_megabytes} MB of {disk.total_megabytes} MB are free."
        for disk in disks(folders)
    ]
    return lines
