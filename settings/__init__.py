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
from settings.paths import LONGEST_SOCKET_FOLDER, Paths
from settings.queueing import LimitSettings, QueueSettings
from settings.root import SETTINGS_FILE, Settings
from settings.running import (
    DeploySettings,
    RuntimeChoice,
    RuntimeSettings,
    SlotChoice,
    WorkerSettings,
)
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
    "IsolationChoice",
    "KiroEngine",
    "KiroSettings",
    "LimitSettings",
    "ModelSetter",
    "OpencodeSettings",
    "Paths",
    "ProxySettings",
    "QueueSettings",
    "RuntimeChoice",
    "RuntimeSettings",
    "Section",
    "Settings",
    "SlotChoice",
    "TemporalSettings",
    "UnderstandingSettings",
    "WorkerSettings",
]
