"""Applications as hardened containers of a Docker engine."""

import asyncio
import hashlib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from activities.containers.data_facts import read_facts
from activities.containers.docker_instances import DockerInstances
from activities.containers.docker_sandbox import DockerSandbox
from activities.containers.docker_stats import DockerStats
from activities.containers.docker_volumes import DockerVolumes
from activities.containers.engine import DockerEngine
from activities.containers.images import Images, LogSink
from activities.containers.kept_images import KeptImages
from activities.containers.naming import network_name, volume_name
from activities.containers.port import (
    Artefact,
    Glimpse,
    InstanceLine,
    InstanceState,
    InstanceStats,
    Owner,
    Packaged,
    SandboxResult,
)
from activities.containers.trees import read_tree
from models.applications import RuntimeName
from models.backups import DatabaseFacts
from models.deployments import ProgramEnd
from models.errors import Conflict, ImageBuildFailed
from models.specification import ResourceLimits
from settings import Paths

if TYPE_CHECKING:
    from docker import DockerClient


class DockerRuntime:
    """Builds images and runs containers; see the port for what each method promises."""

    name = RuntimeName.DOCKER

    def __init__(
        self,
        engine: DockerEngine,
        paths: Paths,
        base_image: str,
        *,
        sockets: bool = True,
        chosen_because: str = "",
        build_log: LogSink | None = None,
        build_network: str | None = None,
        time_zone: str | None = None,
    ) -> None:
        installation = installation_of(paths)
        self._engine = engine
        self._base_image = base_image
        self._sockets = sockets
        self.time_zone = time_zone
        self._images = Images(engine, base_image, paths.tools / "images", build_log, build_network)
        self._kept = KeptImages(engine, paths.tools / "images")
        self._instances = DockerInstances(
            engine, paths, installation=installation, sockets=sockets, time_zone=time_zone
        )
        self._sandbox = DockerSandbox(engine, self._images, installation=installation)
        self._volumes = DockerVolumes(engine, installation)
        self._stats = DockerStats(engine, installation)
        self.chosen_because = chosen_because
        reached = "no network at all" if sockets else "a network of its own without a way out"
        self.isolation = (
            "Each application runs in a hardened container: an unprivileged user, a read-only file"
            f" system, limited resources, and {reached}."
        )

    async def place(self) -> str:
        """Return which engine this is; two on one machine may share an id, but no folder."""
        facts = await self._engine.call(lambda client: client.info())
        return f"docker {facts['ID']} {facts['DockerRootDir']}"

    async def ensure_base(self) -> None:
        """Make sure that the base image is there.

        Raises:
            Unavailable: It is not, and can't be pulled.
        """
        await self._images.ensure_base()

    async def prepare(self, tree: Path) -> None:
        """Build the image for checks; it has the layers that versions share."""
        await self._images.checks(await asyncio.to_thread(read_tree, tree))

    async def package(self, tree: Path, owner: Owner) -> Artefact:
        """Build the image of the tree, or adopt the one that was built from the same tree."""
        files = await asyncio.to_thread(read_tree, tree)
        if "Dockerfile" not in files:
            raise ImageBuildFailed("The sources have no Dockerfile.", log="")
        return await self._images.package(files, owner)

    async def run_sandboxed(
        self,
        tree: Path,
        command: Sequence[str],
        *,
        owner: Owner,  # noqa: ARG002 - the port's signature
        limits: ResourceLimits,
        timeout_seconds: float,
        collect: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
    ) -> SandboxResult:
        """Run a command on a copy of the tree in memory, in a container of its own."""
        files = await asyncio.to_thread(read_tree, tree)
        return await self._sandbox.run(
            files,
            command,
            limits=limits,
            timeout_seconds=timeout_seconds,
            collect=collect,
            environment=environment or {},
        )

    async def checks_environment(self, tree: Path) -> str:
        """Return the id of the image with the tree's test dependencies."""
        files = await asyncio.to_thread(read_tree, tree)
        return f"{self.name} {await self._images.checks(files)}"

    async def start(self, artefact: str, owner: Owner, limits: ResourceLimits) -> InstanceState:
        """Start a container of the image, or adopt it."""
        return await self._instances.start(artefact, owner, limits)

    async def inspect(self, name: str) -> InstanceState | None:
        """Return what is known of an instance."""
        return await self._instances.inspect(name)

    async def instances(self, application_id: str | None = None) -> list[InstanceState]:
        """Return the instances of one application, or all of this installation."""
        return await self._instances.known(application_id)

    async def glimpses(self) -> list[Glimpse]:
        """Return all instances of this installation, by one call."""
        return await self._instances.glimpses()

    async def differences(self, name: str, limits: ResourceLimits) -> list[str]:
        """Return in what a container differs from the profile of its owner and limits."""
        return await self._instances.differences(name, limits)

    async def storage_folders(self) -> list[Path]:
        """Return the engine's own folder, where it is on this machine."""
        facts = await self._engine.call(lambda client: client.info())
        root = Path(facts.get("DockerRootDir") or "/nowhere")
        return [root] if await asyncio.to_thread(root.is_dir) else []

    async def stop(self, name: str, grace_seconds: float) -> None:
        """End an instance and remove it."""
        await self._instances.stop(name, grace_seconds)

    async def restart(self, name: str) -> InstanceState:
        """Start an instance again that has ended."""
        return await self._instances.restart(name)

    async def stats(self, names: Collection[str]) -> dict[str, InstanceStats]:
        """Return what the running containers of these names use."""
        return await self._stats.of(names)

    async def limit(self, name: str, limits: ResourceLimits) -> bool:
        """Change what a running container may use."""
        seen = (await self._stats.of([name])).get(name)
        if seen is None or seen.memory_bytes >= limits.memory_mb * 1024 * 1024:
            return False
        return await self._instances.limit(name, limits)

    async def logs(self, name: str, tail: int = 200) -> list[str]:
        """Return the last lines that the instance wrote."""
        return await self._instances.logs(name, tail)

    async def ends(self, name: str) -> list[ProgramEnd]:
        """Return how the instance's program ended by itself, as far as it is known."""
        return await self._instances.ends(name)

    async def read_log(self, name: str, after: str, limit: int) -> list[InstanceLine]:
        """Return the lines behind a stamp."""
        return await self._instances.read_log(name, after, limit)

    async def snapshot(self, application_id: str, target: Path) -> None:
        """Write a consistent copy of the data; the file appears only when it is complete."""
        await self._sandbox.snapshot(application_id, target)

    async def restore(self, application_id: str, source: Path) -> None:
        """Replace the data by a copy."""
        if any(state.running for state in await self._instances.known(application_id)):
            raise Conflict("The application must be stopped before its data is replaced.")
        await self._sandbox.restore(application_id, source)

    async def examine(self, application_id: str) -> tuple[DatabaseFacts, ...]:
        """Return what each database of the volume holds."""
        return read_facts(await self._sandbox.examine(application_id))

    async def has_data(self, application_id: str) -> bool:
        """Return whether the engine has the volume, whichever installation made it."""
        name = volume_name(application_id)

        def work(client: "DockerClient") -> bool:
            return any(v.name == name for v in client.volumes.list(filters={"name": name}))

        return await self._engine.call(work)

    def beside(self, root: Path) -> "DockerRuntime":
        """Return a runtime on the same engine, whose containers carry another installation."""
        return DockerRuntime(
            self._engine,
            Paths(root),
            self._base_image,
            sockets=self._sockets,
            time_zone=self.time_zone,
        )

    async def kept_data(self) -> dict[str, int | None]:
        """Return whose volumes there are, and how large they are."""
        return await self._volumes.kept()

    async def remove_data(self, application_id: str) -> None:
        """Delete the application's volume for good."""
        await self._volumes.remove(application_id)

    async def remove_artefacts(self, application_id: str) -> None:
        """Remove the application's images, and its network when it had one."""
        await self._kept.remove_all_of(application_id)
        name = network_name(application_id)

        def work(client: "DockerClient") -> None:
            for network in client.networks.list(names=[name]):
                if network.name == name:
                    network.remove()

        await self._engine.call(work)

    async def artefacts(self) -> list[Packaged]:
        """Return the images of all applications on this engine."""
        return await self._kept.all()

    async def remove_artefact(self, image: str) -> None:
        """Remove one image of an application unless a container needs it."""
        await self._kept.remove(image)

    async def prune_unused(self, unused_seconds: float) -> int:
        """Remove images with test dependencies that nobody used for that long, and left sandboxes.

        At the start of a worker, a sandbox may still be in use by another that was killed later.
        """
        await self._sandbox.sweep()
        return await self._kept.prune_checks(unused_seconds)

    async def sweep(self) -> None:
        """Remove what a killed worker left behind."""
        await self._sandbox.sweep()

    async def close(self) -> None:
        """Close the connections to the engine."""
        self._stats.close()
        await self._engine.close()


def installation_of(paths: Paths) -> str:
    """Return what tells this data directory's containers from those of another."""
    return hashlib.sha256(str(paths.root).encode()).hexdigest()[:16]
