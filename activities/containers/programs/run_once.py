"""Runs one confined command with our standard input and output, and leaves nothing behind.

Its one argument is JSON: command, environment, directory, confinement, memory_bytes, pids, seconds,
and optionally grace: how many seconds the command may go on after a SIGTERM, which it gets as well.
"""

import json
import os
import signal
import sys
import time
from contextlib import suppress
from typing import Any

from activities.containers.programs.confine import Confinement, confine
from activities.containers.programs.family import (
    adopt_orphans,
    descendants,
    kill_all_below,
    resident_bytes,
)

CHECK_SECONDS = 0.05
FAMILY_EVERY = 5
"""Checks of the known processes between two looks for new ones, which cost much more."""
OUT_OF_MEMORY = 137
TIMED_OUT = 124


def run_once(wanted: dict[str, Any]) -> int:
    """Run the command and return its exit code; a caller that dies takes everything along."""
    adopt_orphans()
    parent = os.getppid()
    child = os.fork()
    if not child:
        _become_command(wanted)
    end = _End(child, wanted)
    signal.signal(signal.SIGTERM, end.ask)
    try:
        return _wait(child, parent, end, wanted)
    finally:
        if sys.platform != "linux":  # orphans can't be adopted there, but its group is known
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child, signal.SIGKILL)
        kill_all_below(os.getpid())


class _End:
    """When the command has to be over."""

    def __init__(self, child: int, wanted: dict[str, Any]) -> None:
        self._child = child
        self._grace: float = wanted.get("grace", 0.0)
        self.deadline: float = time.monotonic() + wanted["seconds"]

    def ask(self, *_: object) -> None:
        """Let the command end by itself if it has time for it, else kill it."""
        if not self._grace:
            kill_all_below(os.getpid())
            return
        self.deadline = min(self.deadline, time.monotonic() + self._grace)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._child, signal.SIGTERM)


def _become_command(wanted: dict[str, Any]) -> None:
    try:
        os.setsid()
        confine(Confinement(**wanted["confinement"]))
        os.chdir(wanted["directory"])
        os.execve(wanted["command"][0], wanted["command"], wanted["environment"])  # noqa: S606
    except BaseException as problem:
        os.write(2, f"could not be started: {problem}\n".encode())
    finally:
        os._exit(126)


def _wait(child: int, parent: int, end: _End, wanted: dict[str, Any]) -> int:
    pause = 0.002
    next_check = time.monotonic() + CHECK_SECONDS
    family: list[int] = []
    rounds = 0
    while True:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            code = os.waitstatus_to_exitcode(status)
            return 128 - code if code < 0 else code
        now = time.monotonic()
        if now > end.deadline or os.getppid() != parent:
            return TIMED_OUT
        if now > next_check:
            next_check = now + CHECK_SECONDS
            if rounds < FAMILY_EVERY or rounds % FAMILY_EVERY == 0:
                family = descendants(os.getpid())
            rounds += 1
            if not _within_limits(child, family, wanted):
                return OUT_OF_MEMORY
        time.sleep(pause)
        pause = min(pause * 1.5, CHECK_SECONDS)


def _within_limits(child: int, family: list[int], wanted: dict[str, Any]) -> bool:
    """Kill the largest process when memory is over, as a kernel would; False if that fails."""
    if len(family) > wanted["pids"] + 4:
        return False
    sizes = {pid: resident_bytes(pid) for pid in family}
    if sum(sizes.values()) <= wanted["memory_bytes"]:
        return True
    largest = max(sizes, key=lambda pid: sizes[pid])
    if largest == child:
        return False
    with suppress(ProcessLookupError):
        os.kill(largest, signal.SIGKILL)
    return True


def main() -> None:
    """Run what the first argument describes, and end with its exit code."""
    sys.exit(run_once(json.loads(sys.argv[1])))
