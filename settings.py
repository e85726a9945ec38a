"""Validated settings: ``orchestrator.toml``, ``ORCHESTRATOR_*``, arguments; the later ones win."""

import hashlib
import os
import tempfile
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

SETTINGS_FILE = "orchestrator.toml"
LAST_PORT = 65_535
LONGEST_SOCKET_FOLDER = 60
"""Characters: a unix socket's whole path must stay under 108."""


class Section(BaseModel):
    """A group of settings; unknown names are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ApiSettings(Section):
    """The REST and WebSocket front."""

    host: str = "127.0.0.1"
    """Address to listen on."""
    port: int = Field(default=8700, ge=1, le=65535)
    """Port to listen on."""
    cors_origins: tuple[str, ...] = ()
    """Origins of browser front ends that may call the API."""
    max_body_bytes: int = Field(default=262_144, ge=1024)
    """Largest request body."""
    requests_per_minute: int = Field(default=600, ge=1)
    """Requests that one owner may send per minute."""
    starts_per_minute: int = Field(default=30, ge=1)
    """Jobs that one owner may start per minute."""
    token_hours: float = Field(default=24 * 30, gt=0)
    """How long a token made by ``orchestrator token`` is valid."""


class TemporalSettings(Section):
    """The Temporal server."""

    address: str = "127.0.0.1:7233"
    """Where the server answers; the embedded one is started there."""
    namespace: str = "default"
    """Namespace of all workflows."""
    ui_port: int = Field(default=8233, ge=1, le=65535)
    """Port of the Web UI of the embedded server."""
    tuned: bool = True
    """Start the embedded server with the tuning of ``temporal/server.py``."""

    @property
    def port(self) -> int:
        """Port of the address."""
        return int(self.address.rpartition(":")[2])

    @field_validator("address")
    @classmethod
    def _has_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdecimal() or not 1 <= int(port) <= LAST_PORT:
            raise ValueError("write it as host:port, like 127.0.0.1:7233")
        return value


class ProxySettings(Section):
    """The reverse proxy in front of the applications."""

    host: str = "127.0.0.1"
    """Address to listen on."""
    port: int = Field(default=8780, ge=1, le=65535)
    """Port of every application's address."""
    reached_at: str | None = None
    """Where workers reach the proxy, as host:port; unset: at the address where it listens."""
    base_domain: str = "localhost"
    """An application's address is ``http://<slug>.<base domain>:<port>``."""


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
    socket_transport: bool | None = None
    """Reach containers by unix socket (no network at all); unset: on Linux."""
    host_name: str = "local"
    """Name of this host in deployments and in its task queue."""


class DeploySettings(Section):
    """How versions are switched."""

    settle_seconds: float = Field(default=0.3, ge=0)
    """Time between the switch and the drain."""
    watch_seconds: float = Field(default=5.0, ge=0)
    """How long a version is watched after the switch before the one before it is stopped."""
    drain_seconds: float = Field(default=10.0, ge=0)
    """How long a retired version may take to finish its requests."""


class ConversationSettings(Section):
    """How long a person is waited for."""

    deadline_hours: float = Field(default=72.0, gt=0)
    """Time to answer or approve: then recommended answers are taken, and nothing is approved."""
    reminder_hours: float = Field(default=24.0, gt=0)
    """Time after which the job says again that it waits."""


class AnalyserChoice(StrEnum):
    """Who reads the requests of new applications."""

    WORDS = "words"
    MODEL = "model"


class UnderstandingSettings(Section):
    """Reading of requests."""

    analyser: AnalyserChoice = AnalyserChoice.WORDS
    """``words`` reads by rules, and nothing leaves the machine; ``model`` asks a language model."""
    base_url: str | None = None
    """Where the model answers, OpenAI-compatible, like ``http://127.0.0.1:11434/v1``."""
    model: str | None = Field(default=None, min_length=1, max_length=200)
    """Name of the model at that server."""
    api_key: SecretStr | None = None
    """Key for that server, if it wants one."""
    timeout_seconds: float = Field(default=30.0, gt=0, le=600)
    """How long the model may take, and its owner waits; after it the rules read the request."""
    tokens_per_request: int = Field(default=20_000, ge=4_000)
    """Most tokens for one request, in and out, all attempts together."""
    tokens_per_day: int = Field(default=500_000, ge=0)
    """Most tokens for all requests of a day (UTC)."""
    max_response_bytes: int = Field(default=262_144, ge=1024)
    """Largest answer of the model that is read."""

    @field_validator("base_url")
    @classmethod
    def _is_plain_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        usual = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        if (
            not usual
            or not value.isprintable()
            or " " in value
            or parts.query
            or parts.fragment
            or parts.username is not None
        ):
            raise ValueError(
                "write it like http://127.0.0.1:11434/v1, without user, password or query"
            )
        return value.rstrip("/")

    @model_validator(mode="after")
    def _model_is_named(self) -> Self:
        if self.analyser is AnalyserChoice.MODEL and not (self.base_url and self.model):
            raise ValueError("analyser = 'model' needs base_url and model as well")
        return self


class WorkerSettings(Section):
    """How much one worker does at a time."""

    build_slots: int = Field(default=2, ge=1)
    """Builds at a time."""
    quality_slots: int = Field(default=4, ge=1)
    """Gates at a time."""
    host_slots: int = Field(default=4, ge=1)
    """Container operations at a time."""


class IsolationChoice(StrEnum):
    """Where coding agents run."""

    AUTO = "auto"
    CONTAINER = "container"
    PROCESS = "process"


class AgentSettings(Section):
    """Where coding agents run, and how long they are waited for."""

    isolation: IsolationChoice = IsolationChoice.AUTO
    """``auto`` takes a container if an engine answers and ``image`` is set, else a process."""
    image: str | None = None
    """Image that holds the agent, for containers."""
    container_network: str = "bridge"
    """Network of the engine for agents whose profile asks for network."""
    memory_mb: int = Field(default=4096, ge=64, le=4096)
    """Memory of an agent and all that it starts."""
    cpus: float = Field(default=2.0, ge=0.1, le=8.0)
    """Processors of an agent in a container."""
    pids: int = Field(default=512, ge=16, le=512)
    """Processes of an agent."""
    idle_seconds: float = Field(default=300.0, gt=0)
    """How long an agent may give no sign of life in the middle of a turn."""
    turn_seconds: float = Field(default=1800.0, gt=0)
    """How long a turn may take."""
    readable: tuple[Path, ...] = ()
    """Further folders that agents may read, like those of tools outside of ``/usr``."""


class KiroEngine(StrEnum):
    """Kiro's two engines."""

    V3 = "v3"
    V2 = "v2"


class KiroSettings(Section):
    """Kiro; its key is read from the variable ``KIRO_API_KEY``."""

    command: str = "kiro-cli"
    """Name or path of its program."""
    engine: KiroEngine = KiroEngine.V3
    """Engine to ask for."""
    model: str | None = None
    """Model, as Kiro names it; unset: Kiro's default."""
    mode: str | None = None
    """Mode of engine v3 (unset: ``vibe``), or agent of engine v2."""
    policy_presets: tuple[str, ...] = ()
    """What engine v3 may do without asking, by its presets; unset: it asks for everything."""


class OpencodeSettings(Section):
    """The coding agent opencode."""

    command: str = "opencode"
    """Name or path of its program."""
    model: str | None = None
    """Model, as opencode names it; unset: that of its own configuration."""
    environment: tuple[str, ...] = ("OPENCODE_CONFIG_CONTENT",)
    """Names of the variables of the orchestrator's environment that it gets."""


class ModelSetter(StrEnum):
    """How an agent is told which model to use."""

    CONFIG_OPTION = "config_option"
    SET_MODEL = "set_model"


class CustomAgentSettings(Section):
    """Any other agent that speaks the Agent Client Protocol."""

    name: str = Field(default="custom", pattern=r"^[a-z][a-z0-9-]{0,30}$")
    """What it is called as a builder."""
    command: str | None = None
    """Name or path of its program; unset: there is no such agent."""
    arguments: tuple[str, ...] = ()
    """Arguments that make it speak the protocol."""
    environment: tuple[str, ...] = ()
    """Names of the variables of the orchestrator's environment that it gets."""
    network: bool = True
    """Whether it needs network, as agents do that ask a model elsewhere."""
    mode: str | None = None
    """Mode to switch to, if it has modes."""
    model: str | None = None
    """Model to use; unset: its default."""
    model_setter: ModelSetter = ModelSetter.CONFIG_OPTION
    """How it is told: ``session/set_config_option``, or ``session/set_model``."""
    turn_end_update: bool = False
    """Whether an update of kind ``turn_end`` may end a turn before its answer comes."""
    drain_seconds: float = Field(default=0.0, ge=0, le=10)
    """How long after a turn its use is waited for."""
    load_sessions: bool = True
    """Whether it is asked to go on with sessions of earlier processes."""

    @field_validator("name")
    @classmethod
    def _is_free(cls, value: str) -> str:
        if value in {"auto", "scaffold", "kiro", "kiro-headless", "opencode"}:
            raise ValueError("that name is taken")
        return value


class BudgetSettings(Section):
    """What coding agents may use; unset: as much as it takes."""

    credits_per_job: Decimal | None = Field(default=None, ge=0)
    """Most credits for one job, until its owner raises it."""
    tokens_per_job: int | None = Field(default=None, ge=0)
    """Most tokens for one job, in and out."""
    cost_per_job: Decimal | None = Field(default=None, ge=0)
    """Most money for one job, in the currency of the agent's account."""
    credits_per_owner: Decimal | None = Field(default=None, ge=0)
    """Most credits for all jobs of one owner within the period."""
    tokens_per_owner: int | None = Field(default=None, ge=0)
    """Most tokens for all jobs of one owner within the period."""
    cost_per_owner: Decimal | None = Field(default=None, ge=0)
    """Most money for all jobs of one owner within the period."""
    period_days: int = Field(default=30, ge=1, le=3660)
    """Length of the period: so many days up to now."""
    credits_per_turn: Decimal | None = Field(default=None, ge=0)
    """Credits that must be left for a turn to begin."""
    tokens_per_turn: int | None = Field(default=None, ge=0)
    """Tokens that must be left for a turn to begin."""
    cost_per_turn: Decimal | None = Field(default=None, ge=0)
    """Money that must be left for a turn to begin."""


class Settings(BaseSettings):
    """All settings; see docs/configuration.md."""

    model_config = SettingsConfigDict(
        env_prefix="ORCHESTRATOR_",
        env_nested_delimiter="__",
        toml_file=SETTINGS_FILE,
        extra="forbid",
        frozen=True,
    )

    data_dir: Path = Path(".orchestrator")
    """Folder of everything that is kept."""
    database_url: SecretStr | None = None
    """SQLAlchemy address of the metadata store; unset: SQLite in the data directory."""
    log_level: str = Field(default="info", pattern="^(debug|info|warning|error)$")
    """Least level that is logged."""
    log_format: str = Field(default="json", pattern="^(json|console)$")
    """How log lines are written."""
    api: ApiSettings = ApiSettings()
    """REST and WebSocket front."""
    temporal: TemporalSettings = TemporalSettings()
    """Temporal server."""
    proxy: ProxySettings = ProxySettings()
    """Reverse proxy."""
    runtime: RuntimeSettings = RuntimeSettings()
    """Runtime of applications."""
    deploy: DeploySettings = DeploySettings()
    """Switching of versions."""
    conversation: ConversationSettings = ConversationSettings()
    """Waiting for people."""
    understanding: UnderstandingSettings = UnderstandingSettings()
    """Reading of requests."""
    budget: BudgetSettings = BudgetSettings()
    """Budgets of coding agents."""
    worker: WorkerSettings = WorkerSettings()
    """Concurrency of a worker."""
    agents: AgentSettings = AgentSettings()
    """Coding agents."""
    kiro: KiroSettings = KiroSettings()
    """Kiro."""
    opencode: OpencodeSettings = OpencodeSettings()
    """opencode."""
    custom_agent: CustomAgentSettings = CustomAgentSettings()
    """Another coding agent."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read arguments first, then the environment, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def paths(self) -> "Paths":
        """Where things are kept below the data directory."""
        return Paths(self.data_dir.absolute())

    @property
    def metadata_url(self) -> str:
        """SQLAlchemy address of the metadata store (contains the password, if there is one)."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.paths.root / 'orchestrator.db'}"

    @property
    def proxy_url(self) -> str:
        """Where workers reach the proxy."""
        return f"http://{self.proxy.reached_at or f'{self.proxy.host}:{self.proxy.port}'}"

    def application_url(self, slug: str) -> str:
        """Return the address of the application with that slug."""
        port = "" if self.proxy.port == 80 else f":{self.proxy.port}"
        return f"http://{slug}.{self.proxy.base_domain}{port}"


class Paths:
    """The folders below the data directory; nothing is created here."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources = root / "sources"
        """One git repository per application."""
        self.workspaces = root / "workspaces"
        """Work trees of builds; can be deleted at any time."""
        self.logs = root / "logs"
        """Build logs, one file per job."""
        self.artifacts = root / "artifacts"
        """Files kept by digest."""
        self.applications = root / "applications"
        """Data, environments and logs of applications in the process runtime."""
        self.snapshots = root / "snapshots"
        """Copies of applications' data."""
        self.tools = root / "tools"
        """Environment of the analysers."""
        self.tokens = root / "tokens"
        """What language models have cost, a file per day."""
        self.secrets = root / "secrets"
        """Keys, readable by the owner alone."""
        self.temporal_database = root / "temporal.db"
        self.stack_state = root / "stack.json"
        """Ports and process ids of the running embedded stack."""

    @property
    def run(self) -> Path:
        """Folder of sockets: ``<data dir>/run``, or a short one when that path is too long."""
        folder = self.root / "run"
        if len(str(folder)) <= LONGEST_SOCKET_FOLDER:
            return folder
        digest = hashlib.sha256(str(self.root).encode()).hexdigest()[:10]
        return Path(tempfile.gettempdir()) / f"orchestrator-{os.getuid()}-{digest}"

    @property
    def proxy_admin_socket(self) -> Path:
        """Socket of the reverse proxy's admin API."""
        return self.run / "proxy-admin.sock"

    def application_run(self, application_id: str) -> Path:
        """Folder of an application's sockets: a folder per instance, the link ``current.sock``."""
        return self.run / application_id.replace("-", "")[-12:]
