"""Settings of how applications run, how versions are switched, how much is done at a time."""

from enum import StrEnum
from pathlib import Path

from pydantic import Field, field_validator

from settings.section import Section
from settings.zones import is_zone, machine_zone, similar_zone


class RuntimeChoice(StrEnum):
    """Where applications run."""

    AUTO = "auto"
    DOCKER = "docker"
    PROCESS = "process"


class RuntimeSettings(Section):
    """Where and how applications run."""

    kind: RuntimeChoice = RuntimeChoice.AUTO
    """``auto`` stays with what applications run in; with none yet, Docker if an engine answers."""
    docker_host: str | None = None
    """Address of the Docker engine; unset: ``DOCKER_HOST`` or the local socket."""
    base_image: str = "python:3.13-slim"
    """Image that applications are built on; it must have Python and pip, or uv."""
    build_network: str | None = None
    """Network that images are built in, like ``host``; unset: the engine's own default."""
    socket_transport: bool | None = None
    """Reach containers by unix socket (no network at all); unset: on Linux."""
    host_name: str = Field(default="local", pattern="^[a-z0-9][a-z0-9-]{0,39}$")
    """Name of this host in deployments and in its task queue."""
    address: str | None = Field(default=None, pattern=r"^[^\s:/]+:[0-9]{1,5}$")
    """Where other hosts reach this host's own proxy, as host:port; unset: it shares theirs."""
    labels: dict[str, str] = Field(default_factory=dict)
    """Labels of this host, like ``zone``, that applications may ask for."""
    local_dir: Path | None = None
    """Folder of what must stay on this machine: data of processes, sockets, environments of
    tools. Unset: the data directory."""
    time_zone: str | None = None
    """Time zone whose days applications go by, like ``Europe/Berlin``; unset: this machine's own.
    Where it does not tell, containers have UTC. What runs already gets it with its next version."""

    @property
    def zone(self) -> str | None:
        """Time zone of applications; None when it is not known by name."""
        return self.time_zone or machine_zone()

    @field_validator("time_zone")
    @classmethod
    def _is_known(cls, value: str | None) -> str | None:
        if value and not is_zone(value):
            meant = similar_zone(value)
            hint = f"did you mean {meant}?" if meant else "write it like Europe/Berlin"
            raise ValueError(f"there is no time zone {value!r} here; {hint}")
        return value or None


class DeploySettings(Section):
    """How versions are switched."""

    settle_seconds: float = Field(default=0.3, ge=0)
    """Time between the switch and the drain."""
    watch_seconds: float = Field(default=5.0, ge=0)
    """How long a version is watched after the switch before the one before it is stopped."""
    drain_seconds: float = Field(default=10.0, ge=0)
    """How long a retired version may take to finish its requests."""
    probe_period_seconds: float = Field(default=0.2, ge=0.05, le=60)
    """Time between two looks at a version that is watched."""
    probe_timeout_seconds: float = Field(default=1.0, ge=0.1, le=60)
    """How long an answer to such a look may take."""
    probe_failures: int = Field(default=2, ge=1, le=20)
    """So many failing looks, one after the other, take a version back."""
    error_rate: float = Field(default=0.2, gt=0, le=1)
    """Share of visitors' requests answered with 5xx that takes a version back; 1 for never."""
    least_requests: int = Field(default=20, ge=1)
    """With fewer requests of visitors the share is not looked at."""
    keep_failed_days: float = Field(default=7.0, ge=0)
    """How long the artefact of a version that failed is kept, to look into it."""


class SlotChoice(StrEnum):
    """How a worker decides how much it does at a time."""

    FIXED = "fixed"
    RESOURCE = "resource"


class WorkerSettings(Section):
    """How much one worker does at a time."""

    slots: SlotChoice = SlotChoice.FIXED
    """``fixed`` numbers, or as many as memory and processors bear (``resource``)."""
    build_slots: int = Field(default=2, ge=1)
    """Builds at a time; with ``resource`` the most."""
    quality_slots: int = Field(default=4, ge=1)
    """Gates at a time; with ``resource`` the most."""
    host_slots: int = Field(default=4, ge=1)
    """Container operations at a time; with ``resource`` the most."""
    target_memory: float = Field(default=0.8, gt=0, le=1)
    """For ``resource``: share of the machine's memory above which nothing more is begun."""
    target_cpu: float = Field(default=0.9, gt=0, le=1)
    """For ``resource``: share of its processors above which nothing more is begun."""
