"""Applications as confined processes of this machine, where there is no container engine."""

import asyncio
import json
import shutil
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from activities.containers.locks import file_lock
from activities.containers.machine import machine_id
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
from activities.containers.process_copies import ProcessCopies
from activities.containers.process_instances import ProcessInstances
from activities.containers.process_isolation import isolation_of_processes
from activities.containers.process_layout import Layout
from activities.containers.process_sandbox import SandboxRequest, run_in_process
from activities.containers.subprocesses import run
from activities.containers.trees import TreeFiles, read_tree, tree_digest, write_tree
from activities.containers.venvs import CHECKS_LOCK, RUNTIME_LOCK, VirtualEnvironments
from models.applications import RuntimeName
from models.backups import DatabaseFacts
from models.deployments import ProgramEnd
from models.errors import Conflict, ImageBuildFailed, NotFound
from models.specification import ResourceLimits
from settings import Paths

_MEGABYTE = 1024 * 1024


class ProcessRuntime:
    """Packages trees into virtual environments and runs them as processes; see the port."""

    name = RuntimeName.PROCESS

    def __init__(
        self,
        paths: Paths,
        *,
        sockets: bool = True,
        chosen_because: str = "",
        lender: Layout | None = None,
        time_zone: str | None = None,
    ) -> None:
        self._layout = Layout(paths)
        self._lender = lender
        self._sockets = sockets
        self.time_zone = time_zone
        self._instances = ProcessInstances(self._layout, sockets=sockets, time_zone=time_zone)
        self._copies = ProcessCopies(self._layout)
        self._environments = VirtualEnvironments(self._layout.environments)
        self.chosen_because = chosen_because
        self.isolation = isolation_of_processes()

    async def place(self) -> str:
        """Return which folder of which machine applications are in."""
        return f"process {machine_id()} {self._layout.paths.applications}"

    async def prepare(self, tree: Path) -> None:
        """Make the two environments that applications with the same requirements share."""
        files = await asyncio.to_thread(read_tree, tree)
        for lock in (CHECKS_LOCK, RUNTIME_LOCK):
            await self._environments.ensure(files, lock)

    async def package(self, tree: Path, owner: Owner) -> Artefact:
        """Install the requirements and keep the tree, both found again by their contents."""
        files = await asyncio.to_thread(read_tree, tree)
        if not any(name.startswith("app/") for name in files):
            raise ImageBuildFailed("The sources have no package 'app' to start.", log="")
        environment = await self._environments.ensure(files, RUNTIME_LOCK)
        digest = tree_digest(files, salt=environment.name)
        target = self._layout.version(owner.application_id, digest)
        async with file_lock(target.with_suffix(".lock")):
            adopted = await asyncio.to_thread(target.exists)
            if not adopted:
                await self._keep(files, environment, target)
        size = sum(len(content) for content, _ in files.values()) / _MEGABYTE
        return Artefact(image=str(target), size_mb=round(size, 3), adopted=adopted)

    async def _keep(self, files: TreeFiles, environment: Path, target: Path) -> None:
        draft = Path(tempfile.mkdtemp(prefix=f"{target.name}.new-", dir=target.parent))
        try:
            await asyncio.to_thread(write_tree, files, draft / "tree")
            python = str(environment / "bin" / "python")
            # Bytecode is made here, since the application may not write into its own tree.
            named = ["-s", str(draft), "-p", str(target)]
            command = [python, "-I", "-m", "compileall", "-q", *named, str(draft / "tree" / "app")]
            await run(command, environment={"PATH": "/usr/bin:/bin"})
            await asyncio.to_thread(_finish, draft, target, environment)
        finally:
            await asyncio.to_thread(shutil.rmtree, draft, ignore_errors=True)

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
        """Run a command on a copy of the tree as a user of its own, without network."""
        files = await asyncio.to_thread(read_tree, tree)
        venv = await self._environments.ensure(files, CHECKS_LOCK)
        request = SandboxRequest(command, environment or {}, limits, timeout_seconds, collect)
        return await run_in_process(files, venv, request, self._layout.paths)

    async def checks_environment(self, tree: Path) -> str:
        """Return the name of the tree's virtual environment with the interpreter's version."""
        venv = await self._environments.ensure(
            await asyncio.to_thread(read_tree, tree), CHECKS_LOCK
        )
        return f"{self.name} {venv.name} {sys.version}"

    async def start(self, artefact: str, owner: Owner, limits: ResourceLimits) -> InstanceState:
        """Start a packaged tree, or adopt its running instance."""
        version = Path(artefact)
        if not self._may_start(version, owner) or not _is_complete(version):
            raise NotFound("That version is not on this machine any more.", image=artefact)
        return await self._instances.start(version, owner, limits)

    def _may_start(self, version: Path, owner: Owner) -> bool:
        if self._lender is not None:
            return version.parent.parent.parent == self._lender.paths.applications
        return version.parent == self._layout.application(owner.application_id) / "versions"

    async def inspect(self, name: str) -> InstanceState | None:
        """Return what is known of an instance."""
        return await asyncio.to_thread(self._instances.inspect, name)

    async def instances(self, application_id: str | None = None) -> list[InstanceState]:
        """Return the instances of one application, or all of ours."""
        return await asyncio.to_thread(self._instances.known, application_id)

    async def glimpses(self) -> list[Glimpse]:
        """Return all instances below this data directory."""
        return await asyncio.to_thread(self._instances.glimpses)

    async def differences(self, name: str, limits: ResourceLimits) -> list[str]:
        """Return in what an instance differs from what it was started with under those limits."""
        return await asyncio.to_thread(self._instances.differences, name, limits)

    async def storage_folders(self) -> list[Path]:
        """Return the folder of applications."""
        folder = self._layout.paths.applications
        return [folder] if folder.is_dir() else []

    async def stop(self, name: str, grace_seconds: float) -> None:
        """End an instance and remove it."""
        await self._instances.stop(name, grace_seconds)

    async def restart(self, name: str) -> InstanceState:
        """Start an instance again that has ended."""
        state = await self.inspect(name)
        if state is not None and not _is_complete(Path(state.image)):
            raise NotFound("That version is not on this machine any more.", image=state.image)
        return await self._instances.restart(name)

    async def stats(self, names: Collection[str]) -> dict[str, InstanceStats]:
        """Return what the running instances of these names use."""
        return await asyncio.to_thread(self._instances.stats, names)

    async def limit(self, name: str, limits: ResourceLimits) -> bool:
        """Change what a running instance may use; its supervisor notices within a second."""
        return await self._instances.limit(name, limits)

    async def logs(self, name: str, tail: int = 200) -> list[str]:
        """Return the last lines that the instance wrote."""
        return await asyncio.to_thread(self._instances.logs, name, tail)

    async def ends(self, name: str) -> list[ProgramEnd]:
        """Return how the instance's program ended by itself, as far as it is known."""
        return await asyncio.to_thread(self._instances.ends, name)

    async def read_log(self, name: str, after: str, limit: int) -> list[InstanceLine]:
        """Return the lines behind a stamp."""
        return await asyncio.to_thread(self._instances.read_log, name, after, limit)

    async def snapshot(self, application_id: str, target: Path) -> None:
        """Write a consistent copy of the data; the file appears only when it is complete."""
        await self._copies.snapshot(application_id, target)

    async def restore(self, application_id: str, source: Path) -> None:
        """Replace the data by a copy."""
        if any(state.running for state in self._instances.known(application_id)):
            raise Conflict("The application must be stopped before its data is replaced.")
        await self._copies.restore(application_id, source)

    async def examine(self, application_id: str) -> tuple[DatabaseFacts, ...]:
        """Return what each database among the data holds."""
        return await self._copies.examine(application_id)

    async def has_data(self, application_id: str) -> bool:
        """Return whether anything is in the folder of the data."""
        folder = self._layout.data(application_id)
        return await asyncio.to_thread(lambda: folder.exists() and any(folder.iterdir()))

    def beside(self, root: Path) -> "ProcessRuntime":
        """Return a runtime with folders of its own that starts what was packaged here."""
        return ProcessRuntime(
            Paths(root), sockets=self._sockets, lender=self._layout, time_zone=self.time_zone
        )

    async def kept_data(self) -> dict[str, int | None]:
        """Return whose data there is, and how large it is."""
        return await asyncio.to_thread(self._layout.kept_data)

    async def remove_data(self, application_id: str) -> None:
        """Delete the application's data for good."""
        await asyncio.to_thread(
            shutil.rmtree, self._layout.data(application_id), ignore_errors=True
        )
        self._remove_if_empty(application_id)

    async def remove_artefacts(self, application_id: str) -> None:
        """Delete the application's packaged trees; environments are shared and stay."""
        folder = self._layout.application(application_id) / "versions"
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        self._remove_if_empty(application_id)

    async def artefacts(self) -> list[Packaged]:
        """Return the packaged trees of all applications."""
        return await asyncio.to_thread(self._layout.packaged)

    async def remove_artefact(self, image: str) -> None:
        """Delete a packaged tree unless an instance needs it."""
        version = Path(image)
        known = await asyncio.to_thread(self._layout.packaged)
        async with file_lock(version.with_suffix(".lock")):
            needed = {state.image for state in await self.instances()}
            if image not in needed and any(one.image == image for one in known):
                await asyncio.to_thread(shutil.rmtree, version, ignore_errors=True)

    async def prune_unused(self, unused_seconds: float) -> int:
        """Delete environments that no packaged tree needs and nobody used for that long."""
        kept = await asyncio.to_thread(self._layout.packaged)
        needed = {_environment_of(Path(one.image)) for one in kept}
        return await asyncio.to_thread(self._environments.prune, needed, unused_seconds)

    def _remove_if_empty(self, application_id: str) -> None:
        with suppress(OSError):
            self._layout.instances(application_id).rmdir()
        with suppress(OSError):
            self._layout.application(application_id).rmdir()


def _finish(draft: Path, target: Path, environment: Path) -> None:
    (draft / "artefact.json").write_text(json.dumps({"environment": str(environment)}))
    draft.chmod(0o755)
    draft.rename(target)


def _environment_of(version: Path) -> Path | None:
    try:
        facts = json.loads((version / "artefact.json").read_text())
    except FileNotFoundError:
        return None
    return Path(facts["environment"])


def _is_complete(version: Path) -> bool:
    environment = _environment_of(version)
    return environment is not None and environment.exists()
