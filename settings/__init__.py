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
from settings.backups import BackupSettings
from settings.fronts import ApiSettings, ProxySettings, TemporalSettings, TlsChoice
from settings.health import AlertSettings, HealthSettings
from settings.hosting import FailoverChoice, HostSettings, PlacementPolicy
from settings.paths import LONGEST_SOCKET_FOLDER, Paths
from settings.queueing import LimitSettings, QueueSettings
from settings.resources import ResourceSettings, RetentionSettings, RightSizing
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
from settings.visiting import TrafficSettings, WakingSettings

__all__ = [
    "LONGEST_SOCKET_FOLDER",
    "SETTINGS_FILE",
    "AgentSettings",
    "AlertSettings",
    "AnalyserChoice",
    "ApiSettings",
    "BackupSettings",
    "BudgetSettings",
    "ConversationSettings",
    "CustomAgentSettings",
    "DeploySettings",
    "FailoverChoice",
    "HealthSettings",
    "HostSettings",
    "IsolationChoice",
    "KiroEngine",
    "KiroSettings",
    "LimitSettings",
    "ModelSetter",
    "OpencodeSettings",
    "Paths",
    "PlacementPolicy",
    "ProxySettings",
    "QueueSettings",
    "ResourceSettings",
    "RetentionSettings",
    "RightSizing",
    "RuntimeChoice",
    "RuntimeSettings",
    "Section",
    "Settings",
    "SlotChoice",
    "TemporalSettings",
    "TlsChoice",
    "TrafficSettings",
    "UnderstandingSettings",
    "WakingSettings",
    "WorkerSettings",
]
