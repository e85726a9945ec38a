"""All settings: ``orchestrator.toml``, ``ORCHESTRATOR_*``, arguments; the later ones win."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from settings.agents import (
    AgentSettings,
    BudgetSettings,
    CustomAgentSettings,
    KiroSettings,
    OpencodeSettings,
)
from settings.backups import BackupSettings
from settings.fronts import ApiSettings, ProxySettings, TemporalSettings
from settings.health import AlertSettings, HealthSettings
from settings.hosting import HostSettings
from settings.paths import Paths
from settings.queueing import LimitSettings, QueueSettings
from settings.resources import ResourceSettings, RetentionSettings
from settings.running import DeploySettings, RuntimeSettings, WorkerSettings
from settings.talking import ConversationSettings, UnderstandingSettings
from settings.visiting import TrafficSettings, WakingSettings

SETTINGS_FILE = "orchestrator.toml"


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
    waking: WakingSettings = WakingSettings()
    """Waking of sleeping applications."""
    traffic: TrafficSettings = TrafficSettings()
    """Figures of visits."""
    runtime: RuntimeSettings = RuntimeSettings()
    """Runtime of applications."""
    hosts: HostSettings = HostSettings()
    """Several hosts."""
    deploy: DeploySettings = DeploySettings()
    """Switching of versions."""
    health: HealthSettings = HealthSettings()
    """Health and healing."""
    alerts: AlertSettings = AlertSettings()
    """Alerts."""
    backups: BackupSettings = BackupSettings()
    """Backups of applications' data."""
    conversation: ConversationSettings = ConversationSettings()
    """Waiting for people."""
    understanding: UnderstandingSettings = UnderstandingSettings()
    """Reading of requests."""
    budget: BudgetSettings = BudgetSettings()
    """Budgets of coding agents."""
    worker: WorkerSettings = WorkerSettings()
    """Concurrency of a worker."""
    resources: ResourceSettings = ResourceSettings()
    """Measuring of resources."""
    retention: RetentionSettings = RetentionSettings()
    """Keeping of what can be made again."""
    queue: QueueSettings = QueueSettings()
    """Waiting in line."""
    limits: LimitSettings = LimitSettings()
    """Limits of owners."""
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
    def paths(self) -> Paths:
        """Where things are kept below the data directory."""
        local = self.runtime.local_dir
        return Paths(self.data_dir.absolute(), local.absolute() if local else None)

    @property
    def metadata_url(self) -> str:
        """SQLAlchemy address of the metadata store (contains the password, if there is one)."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.paths.root / 'orchestrator.db'}"

    @property
    def proxy_url(self) -> str:
        """Where workers reach the proxy."""
        proxy = self.proxy
        there = proxy.reached_at or proxy.listening_at(proxy.public_port)
        port = "" if ":" in there else f":{proxy.public_port}"
        return f"{_scheme(proxy)}://{there}{port}"

    def application_url(self, slug: str) -> str:
        """Return the address of the application with that slug."""
        proxy = self.proxy
        usual = 443 if proxy.encrypted else 80
        port = "" if proxy.public_port == usual else f":{proxy.public_port}"
        return f"{_scheme(proxy)}://{slug}.{proxy.base_domain}{port}"


def _scheme(proxy: ProxySettings) -> str:
    return "https" if proxy.encrypted else "http"
