"""What containers use: from the kernel's files where they are at hand, else from the engine."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from activities.containers.cgroups import Reading, read_cgroup, without_cache
from activities.containers.data_sizes import DataSizes
from activities.containers.engine import DockerEngine
from activities.containers.oom_watch import OomWatch
from activities.containers.port import InstanceStats
from activities.containers.profile import DATA, LABEL

if TYPE_CHECKING:
    from docker import DockerClient

Facts = dict[str, Any]


class DockerStats:
    """Measures the containers of one installation.

    The engine's own figures cost a call per container, and two seconds each unless it is told not
    to wait; the kernel's files cost a fraction of a millisecond. Only what they don't tell is
    asked for: the list of containers each time, restarts when a container was started again.
    """

    def __init__(self, engine: DockerEngine, installation: str) -> None:
        self._engine = engine
        self._marks = [f"{LABEL}.installation={installation}", f"{LABEL}.role=instance"]
        self._kills = OomWatch(engine, self._marks)
        self._restarts: dict[str, tuple[str, int]] = {}
        self._sizes = DataSizes()

    async def of(self, names: Collection[str]) -> dict[str, InstanceStats]:
        """Return what the running containers of these names use."""
        self._kills.begin()
        return await self._engine.call(lambda client: self._measure(client, set(names)))

    def close(self) -> None:
        """Stop listening to the engine."""
        self._kills.end()

    def _measure(self, client: "DockerClient", names: set[str]) -> dict[str, InstanceStats]:
        listed: list[Facts] = client.api.containers(filters={"label": self._marks})
        running = {name: facts for facts in listed if (name := _name(facts)) in names}
        sizes = self._sizes.of({n: f for n, facts in running.items() if (f := _data(facts))})
        found = {}
        for name, facts in running.items():
            reading = read_cgroup(facts["Id"]) or _asked(client, facts["Id"])
            if reading is not None:
                found[name] = self._stats(client, facts["Id"], reading, sizes.get(name))
        known = {facts["Id"] for facts in listed}
        self._restarts = {one: seen for one, seen in self._restarts.items() if one in known}
        self._kills.forget_all_but(known)
        return found

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
        count = int(client.api.inspect_container(container).get("RestartCount", 0))
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


def _asked(client: "DockerClient", container: str) -> Reading | None:
    """Return what the engine says, without waiting for a second look; None: it has ended."""
    told: Facts = client.api.stats(container, stream=False, one_shot=True)
    memory, cpu = told.get("memory_stats") or {}, told.get("cpu_stats") or {}
    if "usage" not in memory or "cpu_usage" not in cpu:
        return None
    throttled = (cpu.get("throttling_data") or {}).get("throttled_time", 0)
    identity = client.api.inspect_container(container)["State"]["StartedAt"]
    return Reading(
        identity=identity,
        cpu_seconds=cpu["cpu_usage"]["total_usage"] / 1e9,
        throttled_seconds=throttled / 1e9,
        memory_bytes=without_cache(memory["usage"], memory.get("stats") or {}),
        memory_peak_bytes=memory.get("max_usage"),
        pids=(told.get("pids_stats") or {}).get("current", 0),
        oom_kills=0,
    )
