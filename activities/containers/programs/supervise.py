"""Keeps one application running: detached, limited, logged, restarted when it fails.

``supervise(folder)`` reads ``<folder>/instance.json`` and tells how it goes in ``state.json``.
Limits of memory and processes that change in the former hold within a second.
It holds a lock on ``<folder>/lock``: a second supervisor of the same instance leaves at once.
"""

import fcntl
import json
import os
import select
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from activities.containers.programs.confine import Confinement, confine
from activities.containers.programs.family import (
    adopt_orphans,
    descendants,
    identity,
    kill_all_below,
    resident_bytes,
)
from activities.containers.programs.rotated_log import RotatedLog

CHECK_SECONDS = 0.1
FAMILY_EVERY = 10
"""Checks of the main process between two looks at everything that it started."""
OUT_OF_MEMORY = 137


def supervise(folder: Path) -> None:
    """Run the instance described in the folder until it ends or is told to."""
    if os.fork():
        os._exit(0)
    os.setsid()
    lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os._exit(0)
    _Supervisor(folder, json.loads((folder / "instance.json").read_text())).run()
    os._exit(0)


class _Supervisor:
    def __init__(self, folder: Path, wanted: dict[str, Any]) -> None:
        self._folder = folder
        self._wanted = wanted
        self._stopping = False
        self._child = 0
        self._restarts = 0
        self._oom_kills = 0
        self._started = ""
        self._out_of_memory = False
        self._ends: list[dict[str, Any]] = []
        self._read = ""
        """``instance.json`` as it was when the limits were read from it last."""

    def run(self) -> None:
        adopt_orphans()
        self._replace_descriptors()
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGUSR1, self._kill)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        while True:
            self._out_of_memory = False
            code = self._run_once()
            if not self._stopping:
                self._ends.append({"exit_code": code, "out_of_memory": self._out_of_memory})
            if code == 0 or self._stopping or self._restarts >= self._wanted["restarts"]:
                break
            self._restarts += 1
            self._tell()  # before the pause: whoever watches shall not learn of it later
            time.sleep(min(0.1 * 2**self._restarts, 5))
        self._tell(exit_code=code)

    def _stop(self, *_: object) -> None:
        self._stopping = True
        with suppress(ProcessLookupError):
            if self._child:
                os.kill(self._child, signal.SIGTERM)

    def _kill(self, *_: object) -> None:
        self._stopping = True
        kill_all_below(os.getpid())

    def _replace_descriptors(self) -> None:
        null = os.open(os.devnull, os.O_RDWR)
        log = os.open(
            self._folder / "supervisor.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600
        )
        for source, target in ((null, 0), (log, 1), (log, 2)):
            os.dup2(source, target)

    def _tell(self, exit_code: int | None = None) -> None:
        state = {
            "pid": os.getpid(),
            "identity": identity(os.getpid()),
            "child": self._child,
            "exit_code": exit_code,
            "restarts": self._restarts,
            "oom_kills": self._oom_kills,
            "started_at": self._started,
            "ends": self._ends,
        }
        draft = self._folder / "state.json.new"
        draft.write_text(json.dumps(state))
        draft.rename(self._folder / "state.json")

    def _run_once(self) -> int:
        reading, writing = os.pipe2(os.O_CLOEXEC)
        self._child = os.fork()
        if not self._child:
            self._become_application(writing)
        os.close(writing)
        self._started = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        self._tell()
        if self._stopping:
            self._stop()
        log = RotatedLog(self._folder / "output.log", self._wanted["log_bytes"])
        try:
            return self._watch(reading, log)
        finally:
            kill_all_below(os.getpid())
            self._child = 0
            _drain(reading, log)
            log.close()
            os.close(reading)

    def _become_application(self, output: int) -> None:
        try:
            os.setsid()
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
            os.dup2(output, 1)
            os.dup2(output, 2)
            confine(Confinement(**self._wanted["confinement"]))
            os.chdir(self._wanted["directory"])
            command = self._wanted["command"]
            os.execve(command[0], command, self._wanted["environment"])  # noqa: S606
        except BaseException as problem:
            os.write(2, f"could not be started: {problem}\n".encode())
        finally:
            os._exit(126)

    def _watch(self, output: int, log: RotatedLog) -> int:
        rounds = 0
        next_check = time.monotonic() + CHECK_SECONDS
        while True:
            ready, _, _ = select.select([output], [], [], CHECK_SECONDS)
            if ready and not log.take(output):
                time.sleep(CHECK_SECONDS / 10)
            pid, status = os.waitpid(self._child, os.WNOHANG)
            if pid:
                code = os.waitstatus_to_exitcode(status)
                return 128 - code if code < 0 else code
            if time.monotonic() >= next_check:
                next_check = time.monotonic() + CHECK_SECONDS
                rounds += 1
                if self._is_over_limits(whole=rounds % FAMILY_EVERY == 0):
                    log.write(b"ended: it went over its limit of memory or processes\n")
                    kill_all_below(os.getpid())
                    return OUT_OF_MEMORY

    def _is_over_limits(self, *, whole: bool) -> bool:
        if whole:
            self._read_limits()
        family = descendants(os.getpid()) if whole else [self._child]
        used = sum(resident_bytes(pid) for pid in family)
        self._out_of_memory = bool(used > self._wanted["memory_bytes"])
        self._oom_kills += self._out_of_memory
        return self._out_of_memory or len(family) > self._wanted["pids"]

    def _read_limits(self) -> None:
        """Take over limits that were changed meanwhile."""
        with suppress(OSError, ValueError):
            read = (self._folder / "instance.json").read_text()
            if read != self._read:
                self._read = read
                self._wanted = json.loads(read)


def _drain(descriptor: int, log: RotatedLog) -> None:
    os.set_blocking(descriptor, False)
    with suppress(OSError):
        while log.take(descriptor):
            pass


def main() -> None:
    """Supervise the instance in the folder that the first argument names."""
    supervise(Path(sys.argv[1]))
