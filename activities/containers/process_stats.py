"""What processes use: one look at the machine's processes serves every instance."""

import json
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import psutil

from activities.containers.data_sizes import DataSizes
from activities.containers.port import InstanceStats
from activities.containers.programs import family

Families = Mapping[int, list[psutil.Process]]


class ProcessStats:
    """Measures the families of processes below supervisors."""

    def __init__(self) -> None:
        self._sizes = DataSizes()
        self._scratch = DataSizes()

    def of(self, folders: Mapping[str, tuple[Path, Path]]) -> dict[str, InstanceStats]:
        """Return what running instances use, by name; of each its folder and its data's."""
        running = {n: known for n, (folder, _) in folders.items() if (known := _alive(folder))}
        data = self._sizes.of({name: folders[name][1] for name in running})
        # What lies there for the time being fills the same disk.
        scratch = self._scratch.of({name: folders[name][0] / "tmp" for name in running})
        sizes = {name: _together(size, scratch[name]) for name, size in data.items()}
        below = families(int(known["pid"]) for known in running.values())
        return {
            name: _measured(int(known["pid"]), below[int(known["pid"])], known, sizes[name])
            for name, known in running.items()
        }


def _together(data: int | None, scratch: int | None) -> int | None:
    return None if data is None else data + (scratch or 0)


def families(roots: Iterable[int]) -> Families:
    """Return everything below each of these processes."""
    children: dict[int, list[psutil.Process]] = defaultdict(list)
    for process in psutil.process_iter(["ppid"]):
        children[process.info["ppid"]].append(process)
    found = {}
    for root in roots:
        found[root] = list(children[root])
        for process in found[root]:
            found[root] += children[process.pid]
    return found


def held_bytes(folder: Path) -> int | None:
    """Return the memory of a running instance; None when it does not run."""
    known = _alive(folder)
    if known is None:
        return None
    root = int(known["pid"])
    return sum(_memory(process)[0] for process in families([root])[root])


def _alive(folder: Path) -> dict[str, Any] | None:
    try:
        known: dict[str, Any] = json.loads((folder / "state.json").read_text())
        same = family.identity(int(known["pid"])) == known["identity"]
    except (OSError, ValueError, KeyError):
        return None
    return known if same and known["exit_code"] is None else None


def _measured(
    supervisor: int, below: Collection[psutil.Process], known: dict[str, Any], disk: int | None
) -> InstanceStats:
    # Who has ended counts for whoever waited for it; the supervisor's own work is ours.
    seconds = _cpu_seconds(psutil.Process(supervisor), own=False) if below else 0.0
    seconds += sum(_cpu_seconds(process) for process in below)
    memory = [_memory(process) for process in below]
    return InstanceStats(
        cpu_seconds=seconds,
        memory_bytes=sum(now for now, _ in memory),
        memory_peak_bytes=sum(peak for _, peak in memory) or None,
        pids=len(below),
        disk_bytes=disk,
        restarts=known.get("restarts", 0),
        oom_kills=known.get("oom_kills", 0),
    )


def _cpu_seconds(process: psutil.Process, *, own: bool = True) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    waited = float(times.children_user + times.children_system)
    return waited + (float(times.user + times.system) if own else 0.0)


def _memory(process: psutil.Process) -> tuple[int, int]:
    """Return the private memory of a process, as its limit counts it, and the most it had."""
    try:
        found = process.memory_info()
    except psutil.Error:
        return 0, 0
    now = int(found.rss) - int(getattr(found, "shared", 0))
    return now, _peak(process.pid) if sys.platform == "linux" else 0


def _peak(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except (OSError, ValueError, IndexError):
        return 0
