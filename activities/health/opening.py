"""Puts together what looks after a host."""

from collections.abc import Collection

from activities.application_logs.collector import LogCollector
from activities.containers.packaging import Packager
from activities.containers.port import Runtime
from activities.health.activities import HealthActivities
from activities.health.healing import Healer
from activities.health.looking import Looker
from activities.health.surveyor import Surveyor
from activities.hosts.fencing import Fence
from activities.resources.pressures import PressureGauge
from activities.serving.certificates import ServedCertificates
from activities.serving.forwarding import Forwarder
from activities.serving.guarding import ProxyGuard
from activities.serving.proxy import Proxy
from activities.serving.starting import Starter
from activities.serving.traffic import Traffic
from settings import Settings
from storage.application_logs import ApplicationLog
from storage.metadata import MetadataStore


def health_activities(
    runtime: Runtime,
    proxy: Proxy,
    settings: Settings,
    store: MetadataStore,
    packager: Packager,
    channels: Collection[str] = (),
    gauge: PressureGauge | None = None,
) -> HealthActivities:
    """Return the activities of the host that the settings name.

    Args:
        runtime: Where its instances run.
        proxy: What leads visitors to them.
        settings: Which host it is, and how patient we are.
        store: What should run, and what is wrong.
        packager: Makes again what was packaged and is gone.
        channels: Names of the ways to people.
        gauge: What is too high of what is measured; None where nothing is.
    """
    surveyor = Surveyor(runtime, proxy, settings, store, ServedCertificates(settings, store), gauge)
    looker = Looker(surveyor, runtime, settings, store, tuple(channels))
    starter, traffic = Starter(runtime, packager, store), Traffic(proxy, settings)
    logs = LogCollector(runtime, store, ApplicationLog(settings.paths.logs))
    healer = Healer(runtime, starter, traffic, settings, store, looker.course, logs)
    return HealthActivities(
        ProxyGuard(proxy, settings, store),
        Forwarder(proxy, settings, store),
        Fence(runtime, settings, store),
        looker,
        healer,
    )
