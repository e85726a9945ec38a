"""The port that every runtime implements; the same contract tests run against each."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from pydantic import Field

from models.applications import Endpoint, RuntimeName
from models.backups import DatabaseFacts
from models.base import Model, Text
from models.deployments import ProgramEnd
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
    megabytes: float | None = None
    """What removing it gives back; None where that can't be told."""


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
    limits: ResourceLimits | None = None
    """What holds for it now; None when that can't be told."""


class InstanceStats(Model):
    """What a running instance uses; what counts up begins anew when the instance is a new one."""

    cpu_seconds: float
    """Of all its processes since they were started, also of those that have ended."""
    throttled_seconds: float | None = None
    """How long it wanted more CPU than its limit; None where nothing limits it."""
    memory_bytes: int
    """Now, without page cache."""
    memory_peak_bytes: int | None = None
    """The most since its start, page cache included; None where nobody counts it."""
    pids: int
    disk_bytes: int | None = None
    """Of its application's data, a few minutes old; None where it can't be seen."""
    restarts: int = 0
    oom_kills: int = 0
    """How often a process of it was ended because it went over its memory limit."""


class Glimpse(Model):
    """What a list of all instances tells of one; cheap, so that hundreds can be looked at often."""

    name: str
    owner: Owner
    image: str
    running: bool
    endpoint: Endpoint | None = None
    """None where the list does not tell."""
    state: Text = ""
    """How it is, in the runtime's own words."""
    restarting: bool = False
    """Whether its program has ended and the runtime is about to start it again."""
    restarts: int = 0
    """How often it was started again, where the list tells."""


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
    memory_peak_bytes: int = 0
    """The most memory that it took; 0 where nobody measured."""


class Runtime(Protocol):
    """Packages source trees, runs their checks, and runs them.

    Every method may be called again with the same arguments: it adopts what is there already.
    Methods raise :class:`models.errors.RuntimeFailure` when the engine fails.
    """

    name: RuntimeName
    isolation: str
    """One sentence for people about how well applications are isolated here."""

    async def place(self) -> str:
        """Return what tells this engine, or this folder of this machine, from all others."""
        ...

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

    async def checks_environment(self, tree: Path) -> str:
        """Return what tells the environment in which such a tree is checked from all others.

        The same text means the same kind of sandbox, interpreter and libraries.
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

    async def glimpses(self) -> list[Glimpse]:
        """Return all instances of ours with as little work as possible."""
        ...

    async def differences(self, name: str, limits: ResourceLimits) -> list[str]:
        """Return what of an instance is other than it was made with those limits, a sentence each.

        Nothing when there is no such instance.
        """
        ...

    async def storage_folders(self) -> list[Path]:
        """Return folders of this machine that fill up with what is kept here."""
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

    async def stats(self, names: Collection[str]) -> dict[str, InstanceStats]:
        """Return what those of the instances that run use, in one look at all of them."""
        ...

    async def limit(self, name: str, limits: ResourceLimits) -> bool:
        """Change what a running instance may use, without starting it again.

        Disk is left as it is until the next start. False: it holds more memory than it would be
        left with, or does not run; then nothing has changed.
        """
        ...

    async def logs(self, name: str, tail: int = 200) -> list[str]:
        """Return the last lines that the instance wrote."""
        ...

    async def ends(self, name: str) -> list[ProgramEnd]:
        """Return how the instance's program ended by itself, as far as it is known, each time."""
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

    async def examine(self, application_id: str) -> tuple[DatabaseFacts, ...]:
        """Return what each database among the application's data holds, and whether it is whole."""
        ...

    async def has_data(self, application_id: str) -> bool:
        """Return whether there is a place with data of the application here."""
        ...

    def beside(self, root: Path) -> "Runtime":
        """Return a runtime of the same kind whose instances and data are apart from all others.

        It keeps everything below ``root``, and starts what was packaged here.
        """

    async def kept_data(self) -> dict[str, int | None]:
        """Return the applications of this installation that data is kept of, with its bytes."""
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

    async def prune_unused(self, unused_seconds: float) -> int:
        """Delete what tests and versions shared, or killed workers left; say how much.

        Args:
            unused_seconds: How long nobody may have used it.
        """
        ...
