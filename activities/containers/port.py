"""The port that every runtime implements; the same contract tests run against each."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from pydantic import Field

from models.applications import Endpoint, RuntimeName
from models.base import Model, Text
from models.specification import ResourceLimits


class Owner(Model):
    """Whose object it is; becomes labels (``orchestrator.job`` …) or a file beside a process."""

    application_id: str
    version: int
    job_id: str


class Artefact(Model):
    """Something that can be started: an image, or a virtual environment with a source tree."""

    image: str
    size_mb: float = 0.0
    adopted: bool = False


class Packaged(Model):
    """An artefact that is kept for an application."""

    image: str
    application_id: str
    versions: tuple[int, ...] = ()
    """Versions that it is named after, where artefacts have names."""


class InstanceState(Model):
    """What a runtime knows of one instance."""

    name: str
    owner: Owner
    image: str
    endpoint: Endpoint
    running: bool
    exit_code: int | None = None
    restarts: int = 0
    """How often it ended by itself and was started again."""
    started_at: str = ""


class InstanceLine(Model):
    """A line that an instance wrote."""

    stamp: str
    """When, as text that sorts."""
    text: str
    """As it was written, whatever that is."""


class SandboxResult(Model):
    """How a command in the sandbox ended."""

    exit_code: int
    """The command's own; 124 when it ran out of time, 137 when it ran out of memory."""
    output: Text
    """Standard output and error together, at most 200,000 characters, the end kept."""
    files: dict[str, bytes] = Field(default={}, repr=False)
    """The files that were asked for, as far as the command wrote them."""
    duration_seconds: float


class Runtime(Protocol):
    """Packages source trees, runs their checks, and runs them.

    Every method may be called again with the same arguments: it adopts what is there already.
    Methods raise :class:`models.errors.RuntimeFailure` when the engine fails.
    """

    name: RuntimeName
    isolation: str
    """One sentence for people about how well applications are isolated here."""

    async def prepare(self, tree: Path) -> None:
        """Install what checks and versions of such a tree need, so that the first need not wait."""
        ...

    async def package(self, tree: Path, owner: Owner) -> Artefact:
        """Make the source tree startable.

        Raises:
            ImageBuildFailed: The tree can't be packaged; ``context["log"]`` has the end of the log.
        """
        ...

    async def run_sandboxed(
        self,
        tree: Path,
        command: Sequence[str],
        *,
        owner: Owner,
        limits: ResourceLimits,
        timeout_seconds: float,
        collect: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
    ) -> SandboxResult:
        """Run a command on a copy of the tree with its test dependencies: no network, no secrets.

        ``collect`` names files, relative to the tree, whose contents come back.
        """
        ...

    async def start(self, artefact: str, owner: Owner, limits: ResourceLimits) -> InstanceState:
        """Start an instance of the artefact on the application's data, or adopt the running one."""
        ...

    async def inspect(self, name: str) -> InstanceState | None:
        """Return what is known of an instance; None when there is none of that name."""
        ...

    async def instances(self, application_id: str | None = None) -> list[InstanceState]:
        """Return the instances of one application, or all of ours."""
        ...

    async def stop(self, name: str, grace_seconds: float) -> None:
        """End an instance (SIGTERM, then SIGKILL) and remove it; no-op when it is gone."""
        ...

    async def restart(self, name: str) -> InstanceState:
        """Start an instance again that has ended.

        Raises:
            NotFound: There is no instance of that name, or what it ran from is gone.
        """
        ...

    async def logs(self, name: str, tail: int = 200) -> list[str]:
        """Return the last lines that the instance wrote."""
        ...

    async def read_log(self, name: str, after: str, limit: int) -> list[InstanceLine]:
        """Return the lines with greater stamps, oldest first, at most the ``limit`` newest.

        Empty when there is no such instance.
        """
        ...

    async def snapshot(self, application_id: str, target: Path) -> None:
        """Write a consistent copy of the application's data to ``target`` (a ``.tar.gz`` file)."""
        ...

    async def restore(self, application_id: str, source: Path) -> None:
        """Replace the application's data by a copy; no instance may be running."""
        ...

    async def remove_data(self, application_id: str) -> None:
        """Delete the application's data for good."""
        ...

    async def remove_artefacts(self, application_id: str) -> None:
        """Delete images or environments of the application, never those of others."""
        ...

    async def artefacts(self) -> list[Packaged]:
        """Return the artefacts of all applications, perhaps also of other installations."""
        ...

    async def remove_artefact(self, image: str) -> None:
        """Delete one artefact; no-op when it is gone or an instance needs it."""
        ...

    async def prune_dependencies(self, unused_seconds: float) -> int:
        """Delete what tests and versions shared and nobody used for that long; say how much."""
        ...
