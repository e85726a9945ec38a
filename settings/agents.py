"""Settings of coding agents, and of what they may use."""

from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from pydantic import Field, field_validator

from settings.section import Section


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
