"""Validated settings: ``orchestrator.toml``, ``ORCHESTRATOR_*``, arguments; the later ones win."""

from settings.agents import (
    AgentSettings,
    BudgetSettings,
    CustomAgentSettings,
    IsolationChoice,
    KiroEngine,
    KiroSettings,
    ModelSetter,
    OpencodeSettings,
)
from settings.fronts import ApiSettings, ProxySettings, TemporalSettings
from settings.hosting import FailoverChoice, HostSettings, PlacementPolicy
from settings.paths import LONGEST_SOCKET_FOLDER, Paths
from settings.root import SETTINGS_FILE, Settings
from settings.running import DeploySettings, RuntimeChoice, RuntimeSettings, WorkerSettings
from settings.section import Section
from settings.talking import AnalyserChoice, ConversationSettings, UnderstandingSettings

__all__ = [
    "LONGEST_SOCKET_FOLDER",
    "SETTINGS_FILE",
    "AgentSettings",
    "AnalyserChoice",
    "ApiSettings",
    "BudgetSettings",
    "ConversationSettings",
    "CustomAgentSettings",
    "DeploySettings",
    "FailoverChoice",
    "HostSettings",
    "IsolationChoice",
    "KiroEngine",
    "KiroSettings",
    "ModelSetter",
    "OpencodeSettings",
    "Paths",
    "PlacementPolicy",
    "ProxySettings",
    "RuntimeChoice",
    "RuntimeSettings",
    "Section",
    "Settings",
    "TemporalSettings",
    "UnderstandingSettings",
    "WorkerSettings",
]
