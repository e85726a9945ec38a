"""Agents in containers of their own."""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from activities.building.agents import engine_calls
from activities.building.agents.attached import AttachedStreams, let_go
from activities.building.agents.folders import hand_over
from activities.building.agents.isolation import Launch
from activities.containers.engine import DockerEngine
from activities.containers.profile import LABEL, USER, hardened, labels
from activities.ending import to_its_end
from models.errors import AgentFailure, RuntimeFailure
from models.specification import ResourceLimits

if TYPE_CHECKING:
    from docker.models.containers import Container

INPUT_CLOSED_SECONDS, POLL_SECONDS = 1.0, 0.1


class ContainerIsolation:
    """Runs an agent in a container that holds its work tree and its own folder alone."""

    contained = True

    def __init__(
        self,
        engine: DockerEngine,
        image: str,
        limits: ResourceLimits,
        *,
        installation: str,
        network: str = "bridge",
    ) -> None:
        self._engine = engine
        self._image = image
        self._limits = limits
        self._installation = installation
        self._network = network
        self.where = f"in the image {image}"
        self.sentence = (
            f"The agent runs in a container of its own, from the image {image}: it sees its work "
            "tree and its own folder alone, and reaches a network only if its profile asks for it."
        )

    @asynccontextmanager
    async def start(self, launch: Launch) -> AsyncIterator["ContainerChannel"]:
        """Run a program; leaving it removes the container and everything in it."""
        user = USER if os.geteuid() == 0 else None
        await asyncio.to_thread(hand_over, launch, user)
        arguments = self._arguments(launch, user)
        container, stream = await self._made(arguments)
        try:
            streams = await AttachedStreams.over(stream)
            channel = ContainerChannel(self._engine, container, streams)
            try:
                yield channel
            finally:
                await to_its_end(channel.end())
        finally:
            await to_its_end(self._engine.call(lambda _: engine_calls.removed(container)))

    async def _made(self, arguments: dict[str, Any]) -> "tuple[Container, Any]":
        starting = asyncio.ensure_future(
            self._engine.call(lambda client: engine_calls.started(client, arguments))
        )
        try:
            return await asyncio.shield(starting)
        except asyncio.CancelledError:
            await to_its_end(self._forgotten(starting))
            raise
        except RuntimeFailure as problem:
            raise AgentFailure(
                f"The agent's container could not be started from the image {self._image}.",
                **problem.context,
            ) from problem

    async def _forgotten(self, starting: "asyncio.Future[tuple[Container, Any]]") -> None:
        """Remove a container whose start nobody waits for: the engine goes on all the same."""
        container, stream = await starting
        let_go(stream)
        await self._engine.call(lambda _: engine_calls.removed(container))

    async def ask(self, command: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
        """Run a command of the image to its end; returns its exit code and what it wrote."""
        # Programs that keep something of their own at each start need a place for it.
        arguments = self._bare(list(command), {"HOME": "/tmp", **environment}, None)  # noqa: S108
        return await self._engine.call(lambda client: engine_calls.asked(client, arguments))

    def _arguments(self, launch: Launch, user: int | None) -> dict[str, Any]:
        own = {str(path): {"bind": str(path), "mode": "rw"} for path in (launch.tree, launch.state)}
        marks = labels(self._installation, "agent")
        key = hashlib.sha256(f"{self._installation}\0{launch.state}".encode()).hexdigest()[:16]
        return {
            **self._bare(list(launch.command), dict(launch.environment), user),
            # One agent works for a job at a time: what a worker that died has left has this name.
            "name": f"{LABEL}-agent-{key}",
            "labels": marks,
            "working_dir": str(launch.tree),
            "volumes": own,
            "stdin_open": True,
            "network_mode": self._network if launch.network else "none",
            "log_config": {"Type": "none", "Config": {}},
        }

    def _bare(
        self, command: list[str], environment: dict[str, str], user: int | None
    ) -> dict[str, Any]:
        who = f"{user}:{user}" if user is not None else f"{os.getuid()}:{os.getgid()}"
        if os.geteuid() == 0:
            who = f"{USER}:{USER}"
        return {
            **hardened(self._limits),
            "image": self._image,
            "entrypoint": command[:1],
            "command": command[1:],
            "environment": environment,
            "user": who,
            "network_mode": "none",
            "labels": labels(self._installation, "agent"),
            "tmpfs": {"/tmp": "rw,nosuid,nodev,size=256m,mode=1777"},  # noqa: S108 - its own
            "healthcheck": {"test": ["NONE"]},
        }


class ContainerChannel:
    """Standard input and output of a program in a container."""

    def __init__(
        self, engine: DockerEngine, container: "Container", streams: AttachedStreams
    ) -> None:
        self._engine = engine
        self._container = container
        self._streams = streams

    async def read(self) -> bytes:
        """Return some of what the program has written; nothing when its output is closed."""
        return await self._streams.read()

    async def write(self, data: bytes) -> None:
        """Hand it bytes; waits while it doesn't take them."""
        await self._streams.write(data)

    async def close_input(self) -> None:
        """Tell it that nothing more comes."""
        self._streams.close_input()

    def complaints(self) -> str:
        """Return the last that it wrote on standard error."""
        return self._streams.complaints()

    async def wait(self) -> int:
        """Wait for its end; return its exit code."""
        while True:
            state = await self._engine.call(lambda _: engine_calls.state(self._container))
            if not state.get("Running"):
                return int(state.get("ExitCode", -1))
            await asyncio.sleep(POLL_SECONDS)

    async def end(self) -> None:
        """End it by closing its input, and let go of it."""
        self._streams.close_input()
        with suppress(TimeoutError, RuntimeFailure):
            await asyncio.wait_for(self.wait(), INPUT_CLOSED_SECONDS)
        self._streams.close()
