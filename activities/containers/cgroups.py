"""What a container uses, read from the kernel's files: no question to the engine, no waiting."""

from pathlib import Path
from typing import NamedTuple

ROOT = Path("/sys/fs/cgroup")
_NANOSECONDS, _MICROSECONDS = 1e9, 1e6
Numbers = dict[str, int]


class Reading(NamedTuple):
    """What a control group says of itself."""

    identity: str
    """Changes when the container was started again: its group is a new one then."""
    cpu_seconds: float
    throttled_seconds: float
    memory_bytes: int
    """Without the page cache, which the kernel gives back when somebody needs it."""
    memory_peak_bytes: int | None
    """With the page cache; unknown to older kernels."""
    pids: int
    oom_kills: int


def read_cgroup(container: str, root: Path = ROOT) -> Reading | None:
    """Return what the container's group says; None when its files are not to be found here."""
    try:
        if (root / "cgroup.controllers").exists():
            return _unified(_folder(root, container))
        folders = {name: _folder(root / name, container) for name in ("memory", "cpu", "cpuacct")}
        return _separate(folders, _folder(root / "pids", container))
    except (OSError, ValueError, KeyError, IndexError):
        # The container ended meanwhile, the engine keeps its groups elsewhere, or is far away.
        return None


def _folder(controller: Path, container: str) -> Path:
    plain = controller / "docker" / container
    return plain if plain.exists() else controller / "system.slice" / f"docker-{container}.scope"


def _unified(folder: Path) -> Reading:
    memory, cpu = _numbers(folder / "memory.stat"), _numbers(folder / "cpu.stat")
    peak = folder / "memory.peak"
    return Reading(
        identity=_identity(folder),
        cpu_seconds=cpu["usage_usec"] / _MICROSECONDS,
        throttled_seconds=cpu.get("throttled_usec", 0) / _MICROSECONDS,
        memory_bytes=without_cache(_number(folder / "memory.current"), memory),
        memory_peak_bytes=_number(peak) if peak.exists() else None,
        pids=_number(folder / "pids.current"),
        oom_kills=_numbers(folder / "memory.events").get("oom_kill", 0),
    )


def _separate(folders: dict[str, Path], pids: Path) -> Reading:
    memory = folders["memory"]
    throttling = _numbers(folders["cpu"] / "cpu.stat")
    used = _number(memory / "memory.usage_in_bytes")
    return Reading(
        identity=_identity(memory),
        cpu_seconds=_number(folders["cpuacct"] / "cpuacct.usage") / _NANOSECONDS,
        throttled_seconds=throttling.get("throttled_time", 0) / _NANOSECONDS,
        memory_bytes=without_cache(used, _numbers(memory / "memory.stat")),
        memory_peak_bytes=_number(memory / "memory.max_usage_in_bytes"),
        pids=_number(pids / "pids.current"),
        oom_kills=_numbers(memory / "memory.oom_control").get("oom_kill", 0),
    )


def without_cache(used: int, facts: Numbers) -> int:
    """Return the memory in use less the files that the kernel merely remembers."""
    prefix = "total_" if "total_inactive_file" in facts else ""
    cached = sum(facts.get(f"{prefix}{age}_file", 0) for age in ("inactive", "active"))
    return max(0, used - cached)


def _identity(folder: Path) -> str:
    found = folder.stat()
    return f"{found.st_ino}:{found.st_ctime_ns}"


def _number(path: Path) -> int:
    return int(path.read_text())


def _numbers(path: Path) -> Numbers:
    lines = (line.split() for line in path.read_text().splitlines())
    return {line[0]: int(line[1]) for line in lines if len(line) == 2 and line[1].isdigit()}
