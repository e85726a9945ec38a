"""What containers use: from the kernel's files where they are at hand, else from the engine."""

import asyncio
from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from activities.containers.cgroups import ROOT, Reading, read_cgroup, without_cache
from activities.containers.data_sizes import DataSizes
from activities.containers.engine import DockerEngine
from activities.containers.oom_watch import OomWatch
from activities.containers.port import InstanceStats
from activities.containers.profile import DATA, LABEL

if TYPE_CHECKING:
    from docker import DockerClient

Facts = dict[str, Any]
Sizes = dict[str, int | None]


class DockerStats:
    """Measures the containers of one installation.

    The engine's own figures cost a call per container that takes up to a second, two unless it is
    told not to wait; the kernel's files cost a third of a millisecond. Only what they don't tell is
    asked for: the list of containers each time, restarts when a container was started again.
    """

    def __init__(self, engine: DockerEngine, installation: str, root: Path = ROOT) -> None:
        self._engine = engine
        self._root = root
        self._marks = [f"{LABEL}.installation={installation}", f"{LABEL}.role=instance"]
        self._kills = OomWatch(engine, self._marks)
        self._restarts: dict[str, tuple[str, int]] = {}
        self._sizes = DataSizes()

    async def of(self, names: Collection[str]) -> dict[str, InstanceStats]:
        """Return what the running containers of these names use."""
        self._kills.begin()
        listed = await self._engine.call(
            lambda client: client.api.containers(filters={"label": self._marks})
        )
        running = {name: facts for facts in listed if (name := _name(facts)) in names}
        readings, sizes = await asyncio.to_thread(self._read, running)
        await self._ask_for_the_rest(running, readings)
        self._forget_all_but({facts["Id"] for facts in listed})
        return await self._engine.call(
            lambda client: {
                name: self._stats(client, running[name]["Id"], reading, sizes.get(name))
                for name, reading in readings.items()
            }
        )

    def close(self) -> None:
        """Stop listening to the engine."""
        self._kills.end()

    def _read(self, running: dict[str, Facts]) -> tuple[dict[str, Reading], Sizes]:
        found = {name: read_cgroup(facts["Id"], self._root) for name, facts in running.items()}
        sizes = self._sizes.of({n: f for n, facts in running.items() if (f := _data(facts))})
        return {name: reading for name, reading in found.items() if reading is not None}, sizes

    async def _ask_for_the_rest(
        self, running: dict[str, Facts], readings: dict[str, Reading]
    ) -> None:
        """Ask the engine about those without files; side by side, for each may take a second."""
        rest = [name for name in running if name not in readings]
        asked = (self._engine.call(partial(_asked, running[name]["Id"])) for name in rest)
        for name, reading in zip(rest, await asyncio.gather(*asked), strict=True):
            if reading is not None:
                readings[name] = reading

    def _forget_all_but(self, containers: set[str]) -> None:
        self._restarts = {one: seen for one, seen in self._restarts.items() if one in containers}
        self._kills.forget_all_but(containers)

    def _stats(
        self, client: "DockerClient", container: str, reading: Reading, disk: int | None
    ) -> InstanceStats:
        return InstanceStats(
            cpu_seconds=reading.cpu_seconds,
            throttled_seconds=reading.throttled_seconds,
            memory_bytes=reading.memory_bytes,
            memory_peak_bytes=reading.memory_peak_bytes,
            pids=reading.pids,
            disk_bytes=disk,
            restarts=self._restarts_of(client, container, reading.identity),
            # A group forgets its kills when its container is started again; who listens does not,
            # but has perhaps not listened from the beginning.
            oom_kills=max(reading.oom_kills, self._kills.count(container)),
        )

    def _restarts_of(self, client: "DockerClient", container: str, identity: str) -> int:
        seen = self._restarts.get(container)
        if seen is not None and seen[0] == identity:
            return seen[1]
        count = int(_inspected(client, container).get("RestartCount", 0))
        self._restarts[container] = (identity, count)
        return count


def _name(facts: Facts) -> str:
    return str(facts["Names"][0]).removeprefix("/") if facts["Names"] else ""


def _data(facts: Facts) -> Path | None:
    """Return where the engine keeps the data, when that is a folder of this machine."""
    for mount in facts.get("Mounts") or ():
        if mount.get("Destination") == DATA and mount.get("Source"):
            return Path(mount["Source"])
    return None


def _asked(container: str, client: "DockerClient") -> Reading | None:
    """Return what the engine says, without waiting for a second look; None: it has ended."""
    from docker.errors import NotFound as Missing

    try:
        told: Facts = client.api.stats(container, stream=False, one_shot=True)
    except Missing:
        return None
    memory, cpu = told.get("memory_stats") or {}, told.get("cpu_stats") or {}
    if "usage" not in memory or "cpu_usage" not in cpu:
        return None
    throttled = (cpu.get("throttling_data") or {}).get("throttled_time", 0)
    return Reading(
        identity=str((_inspected(client, container).get("State") or {}).get("StartedAt")),
        cpu_seconds=cpu["cpu_usage"]["total_usage"] / 1e9,
        throttled_seconds=throttled / 1e9,
        memory_bytes=without_cache(memory["usage"], memory.get("stats") or {}),
        memory_peak_bytes=memory.get("max_usage"),
        pids=(told.get("pids_stats") or {}).get("current", 0),
        oom_kills=0,
    )


def _inspected(client: "DockerClient", container: str) -> Facts:
    from docker.errors import NotFound as Missing

    try:
        found: Facts = client.api.inspect_container(container)
    except Missing:
        return {}  # it was removed in between
    return found
