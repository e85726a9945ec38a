"""Containers of applications: create or adopt, watch, end. Those of others are never touched."""

import math
import shutil
import socket
import time
from contextlib import AbstractAsyncContextManager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from activities.containers import sockets as places
from activities.containers.docker_ends import read_ends
from activities.containers.drift import differences
from activities.containers.engine import DockerEngine
from activities.containers.locks import file_lock
from activities.containers.naming import (
    checked_instance,
    instance_name,
    network_name,
    socket_folder,
    volume_name,
)
from activities.containers.port import Glimpse, InstanceLine, InstanceState, Owner
from activities.containers.profile import (
    LABEL,
    PORT,
    instance_profile,
    labels,
    limits_of,
    live_limits,
    owner_from_labels,
)
from activities.containers.sandbox_protocol import printable
from activities.containers.stamps import lines_after
from models.applications import Endpoint
from models.deployments import ProgramEnd
from models.errors import Conflict, NotFound, RuntimeFailure
from models.specification import ResourceLimits
from settings import Paths

if TYPE_CHECKING:
    from docker import DockerClient
    from docker.models.containers import Container

_NAME_ATTEMPTS = 50
_RUNNING = frozenset({"running", "paused", "restarting"})
"""States in which the engine itself says that a container runs."""


class DockerInstances:
    """The containers that carry this installation's labels."""

    def __init__(
        self,
        engine: DockerEngine,
        paths: Paths,
        *,
        installation: str,
        sockets: bool,
        time_zone: str | None = None,
    ) -> None:
        self._engine = engine
        self._paths = paths
        self._installation = installation
        self._sockets = sockets
        self._time_zone = time_zone

    async def start(self, image: str, owner: Owner, limits: ResourceLimits) -> InstanceState:
        """Create and start the container, or adopt it as far as it got."""
        async with self._lock(owner.application_id):
            return await self._engine.call(lambda c: self._start(c, image, owner, limits))

    def _lock(self, application_id: str) -> AbstractAsyncContextManager[None]:
        # Two starters at once would take each other's socket away.
        return file_lock(self._paths.application_run(application_id) / "start.lock")

    def _start(
        self, client: "DockerClient", image: str, owner: Owner, limits: ResourceLimits
    ) -> InstanceState:
        name = instance_name(owner)
        container = self._find(client, name)
        if container is not None and container.attrs["Image"] != image:
            container.remove(force=True)
            container = None
        if container is None:
            container = self._create(client, image, owner, limits)
        return self._run(container)

    def _create(
        self, client: "DockerClient", image: str, owner: Owner, limits: ResourceLimits
    ) -> "Container":
        from docker.errors import APIError, ImageNotFound

        marks = {"application": owner.application_id}
        volume = labels(self._installation, "data", **marks)
        client.volumes.create(volume_name(owner.application_id), labels=volume)
        folder = self._folder(owner) if self._sockets else None
        if folder is None:
            self._ensure_network(client, owner.application_id)
        arguments = instance_profile(
            image,
            owner,
            limits,
            installation=self._installation,
            sockets=folder,
            port=None if self._sockets else _free_port(),
            time_zone=self._time_zone,
        )
        if folder is not None:
            places.prepare(folder)
        for _ in range(_NAME_ATTEMPTS):
            try:
                return client.containers.create(**arguments)
            except ImageNotFound as problem:
                text = "That version's image is not on this machine any more."
                raise NotFound(text, image=image) from problem
            except APIError as problem:
                if problem.status_code != 409:
                    raise
            found = self._find(client, instance_name(owner))
            if found is not None:
                return found  # another attempt was faster
            time.sleep(0.1)  # it was, but the engine is not done with it
        raise RuntimeFailure("The engine holds the instance's name without an instance.")

    def _ensure_network(self, client: "DockerClient", application_id: str) -> None:
        name = network_name(application_id)
        if not client.networks.list(names=[name]):
            # No masquerading: published ports answer, but nothing gets out of it.
            client.networks.create(
                name,
                driver="bridge",
                options={"com.docker.network.bridge.enable_ip_masquerade": "false"},
                labels=labels(self._installation, "network", application=application_id),
            )

    def _run(self, container: "Container") -> InstanceState:
        if container.attrs["State"]["Running"]:
            return self._state(container)
        if self._sockets:
            places.prepare(self._folder(owner_from_labels(container.labels)))
        container.start()
        container.reload()
        return self._state(container)

    async def restart(self, name: str) -> InstanceState:
        """Start a container again that has ended."""

        def work(client: "DockerClient") -> InstanceState:
            container = self._find(client, checked_instance(name))
            if container is None:
                raise NotFound("There is no such instance.", name=name)
            return self._run(container)

        found = await self.inspect(name)
        if found is None:
            raise NotFound("There is no such instance.", name=name)
        async with self._lock(found.owner.application_id):
            return await self._engine.call(work)

    async def inspect(self, name: str) -> InstanceState | None:
        """Return what is known of a container."""

        def work(client: "DockerClient") -> InstanceState | None:
            try:
                container = self._find(client, checked_instance(name))
            except Conflict:
                return None
            return None if container is None else self._state(container)

        return await self._engine.call(work)

    async def known(self, application_id: str | None) -> list[InstanceState]:
        """Return the containers of one application, or all of this installation."""
        wanted = [f"{LABEL}.installation={self._installation}", f"{LABEL}.role=instance"]
        if application_id is not None:
            wanted.append(f"{LABEL}.application={application_id}")

        def work(client: "DockerClient") -> list[InstanceState]:
            found = client.containers.list(all=True, filters={"label": wanted}, ignore_removed=True)
            return [self._state(container) for container in found]

        return await self._engine.call(work)

    async def glimpses(self) -> list[Glimpse]:
        """Return all containers of this installation, by one call."""
        wanted = [f"{LABEL}.installation={self._installation}", f"{LABEL}.role=instance"]

        def work(client: "DockerClient") -> list[Glimpse]:
            listed = client.api.containers(all=True, filters={"label": wanted})
            return [self._glimpse(facts) for facts in listed]

        return await self._engine.call(work)

    def _glimpse(self, facts: dict[str, Any]) -> Glimpse:
        owner = owner_from_labels(facts["Labels"])
        published = [port["PublicPort"] for port in facts["Ports"] if port.get("PublicPort")]
        endpoint = Endpoint(port=published[0]) if published else None
        if self._sockets:
            endpoint = Endpoint(socket=str(self._folder(owner) / places.NAME))
        return Glimpse(
            name=facts["Names"][0].removeprefix("/"),
            owner=owner,
            image=facts["ImageID"],
            running=facts["State"] in _RUNNING,
            endpoint=endpoint,
            state=facts["Status"],
            restarting=facts["State"] == "restarting",
        )

    async def differences(self, name: str, limits: ResourceLimits) -> list[str]:
        """Return in what a container differs from the profile of its owner and limits."""

        def work(client: "DockerClient") -> list[str]:
            container = self._find(client, checked_instance(name))
            if container is None:
                return []
            facts = container.attrs
            owner = owner_from_labels(container.labels)
            wanted = instance_profile(
                facts["Image"],
                owner,
                limits,
                installation=self._installation,
                sockets=self._folder(owner) if self._sockets else None,
            )
            return differences(facts, wanted)

        return await self._engine.call(work)

    async def stop(self, name: str, grace_seconds: float) -> None:
        """End a container and remove it and its sockets."""

        def work(client: "DockerClient") -> None:
            container = self._find(client, checked_instance(name))
            if container is None:
                return
            folder = self._folder(owner_from_labels(container.labels))
            with _gone_is_fine():
                if grace_seconds > 0:
                    container.stop(timeout=math.ceil(grace_seconds))
            with _gone_is_fine():
                container.remove(force=True)
            shutil.rmtree(folder, ignore_errors=True)

        await self._engine.call(work)

    async def limit(self, name: str, limits: ResourceLimits) -> bool:
        """Change what a running container may use; False when there is none."""

        def work(client: "DockerClient") -> bool:
            container = self._find(client, checked_instance(name))
            if container is None or not container.attrs["State"]["Running"]:
                return False
            api = client.api
            # The SDK's own method knows CPU quotas only, which clash with how ours are limited.
            url = f"{api.base_url}/v{api.api_version}/containers/{container.id}/update"
            answer = api.post(url, json=live_limits(limits))
            answer.raise_for_status()
            return True

        return await self._engine.call(work)

    async def logs(self, name: str, tail: int) -> list[str]:
        """Return the last lines of a container's output."""

        def work(client: "DockerClient") -> list[str]:
            container = self._find(client, checked_instance(name))
            if container is None:
                return []
            text = container.logs(tail=tail, stdout=True, stderr=True)
            return printable(text.decode(errors="replace")).splitlines()

        return await self._engine.call(work)

    async def ends(self, name: str) -> list[ProgramEnd]:
        """Return how a container's program ended, as the engine remembers it."""

        def work(client: "DockerClient") -> list[ProgramEnd]:
            container = self._find(client, checked_instance(name))
            return [] if container is None else read_ends(client, container)

        return await self._engine.call(work)

    async def read_log(self, name: str, after: str, limit: int) -> list[InstanceLine]:
        """Return the lines behind a stamp, at most the newest."""

        def work(client: "DockerClient") -> list[InstanceLine]:
            container = self._find(client, checked_instance(name))
            if container is None:
                return []
            # Only the tail is asked for: to look for a moment, the engine reads the whole log.
            text = container.logs(tail=limit, stdout=True, stderr=True, timestamps=True)
            found = lines_after(text.decode(errors="replace"), after)
            return sorted(found, key=lambda line: line.stamp)

        return await self._engine.call(work)

    def _find(self, client: "DockerClient", name: str) -> "Container | None":
        from docker.errors import NotFound as Missing

        try:
            container = client.containers.get(name)
        except Missing:
            return None
        if container.labels.get(f"{LABEL}.installation") != self._installation:
            raise Conflict(
                "A container that is not ours has the name that is needed.",
                remedy="Rename or remove that container.",
                name=name,
            )
        return container

    def _folder(self, owner: Owner) -> Path:
        return self._paths.application_run(owner.application_id) / socket_folder(owner)

    def _state(self, container: "Container") -> InstanceState:
        facts = container.attrs
        state = facts["State"]
        owner = owner_from_labels(container.labels)
        running = bool(state["Running"])
        return InstanceState(
            name=str(container.name),
            owner=owner,
            image=facts["Image"],
            endpoint=self._endpoint(facts, owner),
            running=running,
            exit_code=None if running else state["ExitCode"],
            restarts=facts.get("RestartCount", 0),
            started_at=state.get("StartedAt", ""),
            limits=limits_of(facts["HostConfig"]),
        )

    def _endpoint(self, facts: dict[str, Any], owner: Owner) -> Endpoint:
        bindings = (facts["HostConfig"].get("PortBindings") or {}).get(f"{PORT}/tcp")
        if bindings:
            return Endpoint(port=int(bindings[0]["HostPort"]))
        return Endpoint(socket=str(self._folder(owner) / places.NAME))


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _gone_is_fine() -> suppress:
    from docker.errors import NotFound as Missing

    return suppress(Missing)
