"""The activities that any worker can do, on whichever host."""

from collections.abc import Callable
from typing import Any

from activities.alerts.activities import AlertActivities
from activities.building.activities import BuildingActivities
from activities.building.scaffold.builder import ScaffoldBuilder
from activities.building.turns.activities import TurnActivities
from activities.building.turns.budget import budget_policy
from activities.composition.clients import Clients
from activities.composition.notices import host_notices
from activities.hosts.activities import HostActivities
from activities.hosts.copies import KeptCopies, SnapshotFolder
from activities.quality.activities import QualityActivities
from activities.queue.activities import QueueActivities
from activities.records.activities import RecordsActivities
from activities.specification.activities import SpecificationActivities
from activities.specification.forecasting import Forecaster, LocalMachine
from activities.understanding.activities import UnderstandingActivities
from activities.understanding.port import RequestReader
from models.builders import EMBEDDED
from settings import AnalyserChoice, Settings
from storage.turns import TurnStore


def short_activities(
    settings: Settings, clients: Clients, queue: QueueActivities
) -> list[Callable[..., Any]]:
    """Return what takes little: words, records, alerts, and who may begin."""
    paths, store, journal = settings.paths, clients.store, clients.journal
    forecaster = Forecaster(store, LocalMachine(paths.root))
    copies = KeptCopies(store.backups, SnapshotFolder(paths.snapshots))
    return [
        *RecordsActivities(store, clients.sources, journal).activities(),
        *UnderstandingActivities(journal, model=language_model(settings)).activities(),
        *SpecificationActivities(journal, forecaster).activities(),
        *AlertActivities(store, clients.channels, settings.alerts).activities(),
        *queue.short(),
        *HostActivities(store, settings, copies, host_notices(settings, clients)).activities(),
    ]


def build_activities(settings: Settings, clients: Clients) -> list[Callable[..., Any]]:
    """Return what writes sources."""
    workspaces, builders = settings.paths.workspaces, {EMBEDDED: ScaffoldBuilder()}
    building = BuildingActivities(clients.sources, clients.journal, workspaces, builders)
    turns = TurnActivities(
        clients.agents,
        builders,
        sources=clients.sources,
        turns=TurnStore(settings.paths.sources),
        usages=clients.store.usage,
        journal=clients.journal,
        workspaces=workspaces,
        budget=budget_policy(settings.budget),
        isolation=clients.agents_run,
    )
    return [*building.activities(), *turns.activities()]


def quality_activities(settings: Settings, clients: Clients) -> list[Callable[..., Any]]:
    """Return the gates."""
    paths = settings.paths
    return QualityActivities(
        clients.sources,
        clients.analysers,
        clients.runtime,
        clients.journal,
        paths.workspaces,
        paths.root / "cache" / "quality",
        clients.store.build_peaks,
    ).activities()


def language_model(settings: Settings) -> RequestReader | None:
    """Return the language model that reads requests, None unless one is configured."""
    if settings.understanding.analyser is not AnalyserChoice.MODEL:
        return None
    # Not loaded otherwise: most installations have none, and a worker's start counts.
    from activities.understanding.language_model.opening import open_reader

    return open_reader(settings.understanding, settings.paths.tokens)
