"""Starting, adopting, watching and ending applications that run as processes of this machine."""

import asyncio
import fcntl
import json
import os
import shutil
import signal
import socket
import time
from collections import deque
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from activities.containers import sockets as places
from activities.containers.drift import process_differences
from activities.containers.locks import file_lock
from activities.containers.naming import instance_name
from activities.containers.port import (
    Glimpse,
    InstanceLine,
    InstanceState,
    InstanceStats,
    Owner,
)
from activities.containers.process_layout import Layout, confinement, own, user_for
from activities.containers.process_stats import ProcessStats, held_bytes
from activities.containers.programs import family
from activities.containers.sandbox_protocol import printable
from activities.containers.stamps import lines_after, split_stamp
from activities.containers.subprocesses import program, run
from models.applications import Endpoint
from models.deployments import ProgramEnd
from models.errors import NotFound, RuntimeFailure
from models.specification import ResourceLimits

RESTARTS = 5
LOG_BYTES = 5 * 1024 * 1024
LARGEST_READ = 1024 * 1024
_OUTPUT = ("output.log.1", "output.log")
_START_SECONDS = 20.0
_POLL_SECONDS = 0.005
_KILL_SECONDS = 5.0
_MEGABYTE = 1024 * 1024


class ProcessInstances:
    """The instances below one data directory; a folder of ours says whose each one is."""

    def __init__(self, layout: Layout, *, sockets: bool, time_zone: str | None = None) -> None:
        self._layout = layout
        self._sockets = sockets
        self._time_zone = time_zone
        self._stats = ProcessStats()

    async def start(self, version: Path, owner: Owner, limits: ResourceLimits) -> InstanceState:
        """Start the packaged version, or adopt the instance that runs already."""
        name = instance_name(owner)
        folder = self._layout.instance(owner.application_id, name)
        async with file_lock(folder.with_suffix(".lock")):
            running = self._state(folder)
            if running is not None and running.running and running.image == str(version):
                return running
            if running is not None:
                await self._end(folder, 0)
            await asyncio.to_thread(self._prepare, folder, version, owner, limits)
            return await self._launch(folder)

    async def restart(self, name: str) -> InstanceState:
        """Start an instance again that has ended."""
        folder = self._find(name)
        if folder is None:
            raise NotFound("There is no such instance.", name=name)
        async with file_lock(folder.with_suffix(".lock")):
            state = self._state(folder)
            if state is not None and state.running:
                return state
            return await self._launch(folder)

    def inspect(self, name: str) -> InstanceState | None:
        """Return what is known of an instance."""
        folder = self._find(name)
        return None if folder is None else self._state(folder)

    def known(self, application_id: str | None) -> list[InstanceState]:
        """Return the instances of one application, or all."""
        states = (self._state(folder) for folder in self._folders(application_id))
        return [state for state in states if state is not None]

    def glimpses(self) -> list[Glimpse]:
        """Return all instances, with whether their programs run at this moment."""
        found: list[Glimpse] = []
        for folder in self._folders(None):
            state = self._state(folder)
            if state is not None:
                child = (_read(folder / "state.json") or {}).get("child") or 0
                found.append(_glimpse(state, child_runs=family.identity(child) is not None))
        return found

    async def stop(self, name: str, grace_seconds: float) -> None:
        """End an instance and remove every trace of it but its application's data."""
        folder = self._find(name)
        if folder is None:
            return
        async with file_lock(folder.with_suffix(".lock")):
            wanted = _read(folder / "instance.json")
            await self._end(folder, grace_seconds)
            if wanted is not None:
                sockets = self._layout.sockets(Owner(**wanted["owner"]))
                await asyncio.to_thread(shutil.rmtree, sockets, ignore_errors=True)
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        folder.with_suffix(".lock").unlink(missing_ok=True)

    def stats(self, names: Collection[str]) -> dict[str, InstanceStats]:
        """Return what the running instances of these names use."""
        wanted = set(names)
        folders = {f.name: f for f in self._folders(None) if f.name in wanted}
        # An instance's folder is .../<application>/instances/<name>.
        return self._stats.of({n: (f, f.parent.parent / "data") for n, f in folders.items()})

    async def limit(self, name: str, limits: ResourceLimits) -> bool:
        """Change what a running instance may use; False when it does not fit, or does not run."""
        folder = self._find(name)
        if folder is None:
            return False
        async with file_lock(folder.with_suffix(".lock")):
            held = await asyncio.to_thread(held_bytes, folder)
            wanted = _read(folder / "instance.json")
            if wanted is None or held is None or held >= limits.memory_mb * _MEGABYTE:
                return False
            kept = ResourceLimits.model_validate(wanted.get("limits") or limits)
            now = limits.model_copy(update={"disk_mb": kept.disk_mb})
            _write_instance(folder, {**wanted, **_told(now)})
        return True

    def logs(self, name: str, tail: int) -> list[str]:
        """Return the last lines of an instance's output."""
        folder = self._find(name)
        if folder is None:
            return []
        lines: list[str] = []
        for file in _OUTPUT:
            with suppress(OSError):
                text = (folder / file).read_bytes().decode(errors="replace")
                lines += [split_stamp(line).text for line in printable(text).splitlines()]
        return lines[-tail:]

    def ends(self, name: str) -> list[ProgramEnd]:
        """Return how an instance's program ended by itself."""
        folder = self._find(name)
        known = _read(folder / "state.json") if folder else None
        return [ProgramEnd(**each) for each in (known or {}).get("ends", ())]

    def differences(self, name: str, limits: ResourceLimits) -> list[str]:
        """Return in what an instance differs from what those limits ask for."""
        folder = self._find(name)
        wanted = None if folder is None else _read(folder / "instance.json")
        if folder is None or wanted is None:
            return []
        known = _read(folder / "state.json") or {}
        return process_differences(wanted, known.get("child") or 0, limits)

    def read_log(self, name: str, after: str, limit: int) -> list[InstanceLine]:
        """Return the lines behind a stamp, at most the newest."""
        folder = self._find(name)
        if folder is None:
            return []
        newest: deque[InstanceLine] = deque(maxlen=limit)
        for file in _OUTPUT:
            with suppress(OSError):
                text = read_end(folder / file, LARGEST_READ).decode(errors="replace")
                newest.extend(lines_after(text, after))
        return list(newest)

    def _find(self, name: str) -> Path | None:
        for folder in self._folders(None):
            if folder.name == name:
                return folder
        return None

    def _folders(self, application_id: str | None) -> Iterator[Path]:
        root = self._layout.paths.applications
        applications = [application_id] if application_id else _names(root)
        for application in applications:
            instances = self._layout.instances(application)
            for name in _names(instances):
                if (instances / name / "instance.json").exists():
                    yield instances / name

    def _prepare(self, folder: Path, version: Path, owner: Owner, limits: ResourceLimits) -> None:
        user = user_for(owner.application_id)
        sockets, data = self._layout.sockets(owner), self._layout.data(owner.application_id)
        self._layout.paths.run.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.mkdir(parents=True, exist_ok=True)
        sockets.mkdir(parents=True, exist_ok=True)
        places.guard(sockets)
        own(data, user)
        own(folder / "tmp", user)
        facts = json.loads((version / "artefact.json").read_text())
        endpoint = self._endpoint(sockets)
        wanted = {
            "owner": owner.model_dump(),
            "image": str(version),
            "endpoint": endpoint.model_dump(),
            "command": [str(Path(facts["environment"], "bin", "python")), "-m", "app"],
            "directory": str(version / "tree"),
            "environment": {
                **_environment(endpoint, owner, data, folder / "tmp"),
                # Without it the process goes by the days of this machine.
                **({"TZ": self._time_zone} if self._time_zone else {}),
            },
            "confinement": confinement(
                user,
                limits,
                readable=[version / "tree", Path(facts["environment"])],
                writable=[data, folder / "tmp"],
                run=self._layout.paths.run,
                sockets=[sockets],
                network=not self._sockets,
            ),
            "restarts": RESTARTS,
            "log_bytes": LOG_BYTES,
            **_told(limits),
        }
        _write_instance(folder, wanted)

    def _endpoint(self, sockets: Path) -> Endpoint:
        if self._sockets:
            return Endpoint(socket=str(sockets / places.NAME))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            return Endpoint(port=free.getsockname()[1])

    async def _launch(self, folder: Path) -> InstanceState:
        wanted = _read(folder / "instance.json") or {}
        sockets = self._layout.sockets(Owner(**wanted["owner"]))
        await asyncio.to_thread(_clear, folder, sockets)
        code, _, error = await run(program("supervise", str(folder)), environment=_bare())
        deadline = time.monotonic() + _START_SECONDS
        while code == 0 and time.monotonic() < deadline:
            if (folder / "state.json").exists():
                state = self._state(folder)
                if state is not None:
                    return state
            await asyncio.sleep(_POLL_SECONDS)
        raise RuntimeFailure(
            "The application's process could not be started.", cause=error.decode()[-2000:]
        )

    def _state(self, folder: Path) -> InstanceState | None:
        wanted = _read(folder / "instance.json")
        if wanted is None:
            return None
        known = _read(folder / "state.json") or {}
        alive = _is_alive(known)
        ended = 137 if known and known["exit_code"] is None else known.get("exit_code")
        return InstanceState(
            name=folder.name,
            owner=Owner(**wanted["owner"]),
            image=wanted["image"],
            endpoint=Endpoint(**wanted["endpoint"]),
            running=alive,
            exit_code=None if alive else ended,
            restarts=known.get("restarts", 0),
            started_at=known.get("started_at", ""),
            limits=ResourceLimits(**wanted["limits"]) if "limits" in wanted else None,
        )

    async def _end(self, folder: Path, grace_seconds: float) -> None:
        known = _read(folder / "state.json") or {}
        if not _is_alive(known):
            return
        pid = int(known["pid"])
        if grace_seconds > 0:
            os.kill(pid, signal.SIGTERM)
            if await _gone(known, grace_seconds):
                return
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGUSR1)
        if not await _gone(known, _KILL_SECONDS):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            await _gone(known, _KILL_SECONDS)


def _told(limits: ResourceLimits) -> dict[str, Any]:
    """Return the part of ``instance.json`` that the supervisor reads again when it changes."""
    return {
        "limits": limits.model_dump(),
        "memory_bytes": limits.memory_mb * _MEGABYTE,
        "pids": limits.pids,
    }


def _write_instance(folder: Path, wanted: dict[str, Any]) -> None:
    draft = folder / "instance.json.new"
    draft.write_text(json.dumps(wanted))
    draft.chmod(0o600)
    draft.rename(folder / "instance.json")


def _environment(endpoint: Endpoint, owner: Owner, data: Path, temporary: Path) -> dict[str, str]:
    place = {"SOCKET": endpoint.socket} if endpoint.socket else {"PORT": str(endpoint.port)}
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": str(data),
        "TMPDIR": str(temporary),
        "DATA_DIR": str(data),
        "APP_VERSION": str(owner.version),
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        **place,
    }


def _bare() -> dict[str, str]:
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"}


def _is_alive(known: dict[str, Any]) -> bool:
    return bool(known) and family.identity(int(known["pid"])) == known["identity"]


async def _gone(known: dict[str, Any], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while _is_alive(known):
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(_POLL_SECONDS)
    return True


def _clear(folder: Path, sockets: Path) -> None:
    """Take away what an earlier start left, unless a supervisor whose caller died runs it now.

    That one is adopted: what it tells, and the socket of its program, must stay.
    """
    lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return
    else:
        places.prepare(sockets)
        (folder / "state.json").unlink(missing_ok=True)
    finally:
        os.close(lock)


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(path.read_text())
    except (OSError, ValueError):
        return None
    return found


def read_end(path: Path, most: int) -> bytes:
    """Return the last whole lines of a file, of so many bytes together at most."""
    with path.open("rb") as file:
        left_out = max(0, file.seek(0, os.SEEK_END) - most)
        file.seek(left_out)
        text = file.read(most)
    return text.partition(b"\n")[2] if left_out else text


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in os.scandir(folder) if entry.is_dir())
    except OSError:
        return []


def _glimpse(state: InstanceState, *, child_runs: bool) -> Glimpse:
    restarting = state.running and not child_runs
    words = "running" if state.running else f"ended with code {state.exit_code}"
    return Glimpse(
        name=state.name,
        owner=state.owner,
        image=state.image,
        running=state.running,
        endpoint=state.endpoint,
        state="its program is being started again" if restarting else words,
        restarting=restarting,
        restarts=state.restarts,
    )
