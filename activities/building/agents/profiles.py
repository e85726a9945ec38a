"""What tells one agent from another: a small table; everything else is common to all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from activities.building.agents import metering
from activities.building.agents.metering import Meter
from settings import CustomAgentSettings, KiroEngine, KiroSettings, ModelSetter, OpencodeSettings

KIRO_KEY = "KIRO_API_KEY"


class TurnEnd(StrEnum):
    """Which frames end a turn."""

    RESPONSE = "response"
    """The answer to the prompt alone."""
    EITHER = "either"
    """The answer to the prompt or an update ``turn_end``, whichever comes first."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One way to start and speak to an agent."""

    name: str
    title: str
    """Its name in sentences."""
    command: tuple[str, ...]
    environment: tuple[str, ...] = ()
    """Names of variables of the orchestrator's environment that it gets."""
    fixed: Mapping[str, str] = field(default_factory=dict)
    """Variables that it gets with these values."""
    session: Mapping[str, Any] = field(default_factory=dict)
    """What ``session/new`` and ``session/load`` carry as ``_meta``."""
    mode: str | None = None
    model: str | None = None
    model_setter: ModelSetter = ModelSetter.CONFIG_OPTION
    meters: tuple[Meter, ...] = (metering.standard,)
    turn_end: TurnEnd = TurnEnd.RESPONSE
    drain_seconds: float = 0.0
    """How long after a turn's end its metering, or its second end, is waited for."""
    load: bool = True
    """Whether a session of an earlier process may be gone on with."""
    network: bool = True
    home_files: tuple[str, ...] = ()
    """Files of the operator's home that hold the sign-in; copied without ``signs_in_with``."""
    signs_in_with: str | None = None
    """Variable that holds the key, if one is needed."""


def kiro(settings: KiroSettings) -> Profile:
    """Return the profile of Kiro with the engine that the settings name."""
    make = _kiro_v3 if settings.engine is KiroEngine.V3 else _kiro_v2
    return make(settings)


def _kiro_v3(settings: KiroSettings) -> Profile:
    meta: dict[str, Any] = {"modeId": settings.mode or "vibe"}
    if settings.policy_presets:
        meta["policyPreset"] = list(settings.policy_presets)
    return Profile(
        name="kiro",
        title="Kiro",
        # Without this method the engine asks its client for tokens, and stalls.
        command=(settings.command, "acp", "--agent-engine=v3", "--auth-method=cli"),
        environment=(KIRO_KEY,),
        session={"kiro": meta},
        mode=settings.mode or "vibe",
        model=settings.model,
        model_setter=ModelSetter.CONFIG_OPTION,
        meters=(metering.kiro_v3,),
        turn_end=TurnEnd.EITHER,
        drain_seconds=1.0,
        home_files=(".local/share/kiro-cli/data.sqlite3",),
        signs_in_with=KIRO_KEY,
    )


def _kiro_v2(settings: KiroSettings) -> Profile:
    agent = ("--agent", settings.mode) if settings.mode else ()
    return Profile(
        name="kiro",
        title="Kiro",
        command=(settings.command, "acp", "--agent-engine=v2", *agent),
        environment=(KIRO_KEY,),
        mode=settings.mode,
        model=settings.model,
        model_setter=ModelSetter.SET_MODEL,
        meters=(metering.kiro_v2,),
        drain_seconds=1.0,
        home_files=(".local/share/kiro-cli/data.sqlite3",),
        signs_in_with=KIRO_KEY,
    )


def opencode(settings: OpencodeSettings) -> Profile:
    """Return the profile of opencode."""
    return Profile(
        name="opencode",
        title="opencode",
        command=(settings.command, "acp"),
        environment=settings.environment,
        fixed={"OPENCODE_DISABLE_AUTOUPDATE": "1"},
        model=settings.model,
    )


def custom(settings: CustomAgentSettings) -> Profile | None:
    """Return the profile that the operator has written; None when there is none."""
    if settings.command is None:
        return None
    return Profile(
        name=settings.name,
        title=settings.name,
        command=(settings.command, *settings.arguments),
        environment=settings.environment,
        mode=settings.mode,
        model=settings.model,
        model_setter=settings.model_setter,
        meters=(metering.standard, metering.kiro_v2, metering.kiro_v3),
        turn_end=TurnEnd.EITHER if settings.turn_end_update else TurnEnd.RESPONSE,
        drain_seconds=settings.drain_seconds,
        load=settings.load_sessions,
        network=settings.network,
    )
