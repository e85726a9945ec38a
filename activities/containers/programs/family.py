"""A process and everything that it started: memory, number, end."""

import ctypes
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

_SUBREAPER = 36
_PAGE = os.sysconf("SC_PAGE_SIZE")


def adopt_orphans() -> None:
    """Become the parent of every orphan below, so that no process gets away."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def identity(pid: int) -> str | None:
    """Return what tells this process from another that has the same number later; None: gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return _identity_elsewhere(pid)
    fields = stat.rsplit(")", 1)[1].split()
    return None if fields[0] in "ZX" else f"{boot}:{fields[19]}"


def _identity_elsewhere(pid: int) -> str | None:
    if Path("/proc/self/stat").exists():
        return None
    import psutil

    with suppress(psutil.Error):
        return str(psutil.Process(pid).create_time())
    return None


def descendants(root: int) -> list[int]:
    """Return the numbers of all processes below ``root``, the nearest first."""
    children: dict[int, list[int]] = {}
    for entry in os.listdir("/proc") if sys.platform == "linux" else ():
        if entry.isdigit():
            with suppress(OSError, IndexError, ValueError):
                with open(f"/proc/{entry}/stat", encoding="ascii", errors="replace") as file:
                    parent = int(file.read().rsplit(")", 1)[1].split()[1])
                children.setdefault(parent, []).append(int(entry))
    found: list[int] = []
    queue = [root]
    while queue:
        below = children.get(queue.pop(0), [])
        found += below
        queue += below
    return found


def resident_bytes(pid: int) -> int:
    """Return the private memory that a process holds; 0 when it is gone."""
    try:
        with open(f"/proc/{pid}/statm", encoding="ascii") as file:
            _, resident, shared, *_ = file.read().split()
    except (OSError, ValueError):
        return 0
    return (int(resident) - int(shared)) * _PAGE


def kill_all_below(root: int) -> None:
    """Kill everything below ``root``, also what is being started meanwhile, and reap it."""
    for _ in range(200):
        below = descendants(root)
        for pid in below:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if not below:
            return
