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
from settings.fronts import ApiSettings, ProxySettings, TemporalSettings
from settings.hosting import HostSettings
from settings.paths import Paths
from settings.running import DeploySettings, RuntimeSettings, WorkerSettings
from settings.talking import ConversationSettings, UnderstandingSettings

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
    runtime: RuntimeSettings = RuntimeSettings()
    """Runtime of applications."""
    hosts: HostSettings = HostSettings()
    """Several hosts."""
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
        return f"http://{self.proxy.reached_at or f'{self.proxy.host}:{self.proxy.port}'}"

    def application_url(self, slug: str) -> str:
        """Return the address of the application with that slug."""
        port = "" if self.proxy.port == 80 else f":{self.proxy.port}"
        return f"http://{slug}.{self.proxy.base_domain}{port}"
