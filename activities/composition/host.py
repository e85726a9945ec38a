"""What only a worker on the host itself can do: its instances, data, figures and visitors."""

from collections.abc import Callable
from typing import Any

from activities.application_logs.activities import LogActivities
from activities.application_logs.collector import LogCollector
from activities.backups.activities import BackupActivities
from activities.backups.shelf import Shelf
from activities.composition.clients import Clients
from activities.composition.notices import backup_problems, host_notices
from activities.containers.activities import ContainerActivities
from activities.deployment.activities import DeploymentActivities
from activities.deployment.plan_activities import PlanActivities
from activities.health.activities import HealthActivities
from activities.health.opening import health_activities
from activities.hosts.keeping import HostKeeper
from activities.hosts.local_activities import LocalHostActivities
from activities.migration.activities import MigrationActivities
from activities.resources.activities import ResourceActivities
from activities.resources.findings import OpenFindings
from activities.serving.forwarding import Forwarder
from activities.visitors.service import VisitorService
from activities.visitors.visits import LoggedVisits
from settings import Settings
from storage.application_logs import ApplicationLog


def host_activities(settings: Settings, clients: Clients) -> list[Callable[..., Any]]:
    """Return what touches the host's instances and their data."""
    runtime, store, journal = clients.runtime, clients.store, clients.journal
    packager, proxy = clients.packager, clients.proxy
    deployment = DeploymentActivities(runtime, proxy, settings, journal, store, packager)
    health, resources = _health_and_resources(settings, clients)
    return [
        *ContainerActivities(runtime, packager, journal).activities(),
        *deployment.activities(),
        *PlanActivities(runtime, settings, store.plans, journal).activities(),
        *MigrationActivities(runtime, settings.paths, Shelf(store, settings)).activities(),
        *health.activities(),
        *BackupActivities(
            runtime, store, packager, settings, backup_problems(settings, clients)
        ).activities(),
        *resources.activities(),
        *LocalHostActivities(
            runtime, Forwarder(proxy, settings, store), journal, settings
        ).activities(),
    ]


def _health_and_resources(
    settings: Settings, clients: Clients
) -> tuple[HealthActivities, ResourceActivities]:
    """Return those that measure and those that look: the ones tell the others what is too high."""
    findings = OpenFindings()
    visits = LoggedVisits(clients.store.traffic, settings.runtime.host_name)
    health = health_activities(
        clients.runtime,
        clients.proxy,
        settings,
        clients.store,
        clients.packager,
        clients.channels,
        findings,
    )
    return health, ResourceActivities(clients.runtime, clients.store, settings, visits, findings)


def log_activities(settings: Settings, clients: Clients) -> list[Callable[..., Any]]:
    """Return what reads the logs of the host's applications."""
    kept = ApplicationLog(settings.paths.logs)
    return LogActivities(LogCollector(clients.runtime, clients.store, kept)).activities()


def visitor_service(settings: Settings, clients: Clients) -> VisitorService:
    """Return what answers for applications that do not run, and counts visits."""
    return VisitorService(clients.runtime, clients.packager, clients.proxy, clients.store, settings)


def host_keeper(settings: Settings, clients: Clients) -> HostKeeper:
    """Return what keeps the host in the registry of hosts."""
    return HostKeeper(clients.runtime, settings, clients.store, host_notices(settings, clients))
