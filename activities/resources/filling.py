"""Stopping applications whose data has outgrown their disk limit, before it fills the machine.

Few file systems can hold a volume to a size, and none can change that size while it is in use: so
sizes are watched. Nothing is ever deleted.
"""

from datetime import datetime

import structlog

from activities.resources.sampling import Measured
from models.applications import Application
from models.resources import Sample
from settings import ResourceSettings
from storage.metadata import MetadataStore

_MEGABYTE = 1024 * 1024
_WHO = "disk_limit"
"""In the audit list."""


class DiskGuard:
    """Decides who holds too much; upkeep stops them, and the proxy says why.

    Args:
        store: What should run.
        settings: How much is too much; alarms have told of it long before.
    """

    def __init__(self, store: MetadataStore, settings: ResourceSettings) -> None:
        self._store = store
        self._percent = settings.full_disk_percent
        self._log = structlog.get_logger("activities.resources")

    async def run(self, measured: Measured, now: datetime) -> int:
        """Stop who holds more than its limit; return how many."""
        if self._percent is None:
            return 0
        samples = {sample.subject: sample for sample in measured.samples}
        over = [
            (one, sample)
            for one in measured.applications
            if (sample := samples.get(one.id)) is not None
            and is_over(one, sample, self._percent / 100, now)
        ]
        return sum([await self._stop(one, sample, now) for one, sample in over])

    async def _stop(self, application: Application, sample: Sample, now: datetime) -> bool:
        stopped = await self._store.adjustments.stop_full(application.id, now)
        if stopped:
            facts = {"megabytes": round((sample.disk or 0) / _MEGABYTE)}
            told = {"application_id": application.id, **facts}
            await self._log.awarning("application_full", **told)
            await self._store.add_audit(_WHO, "application.full", application.id, facts)
        return stopped


def is_over(application: Application, sample: Sample, share: float, now: datetime) -> bool:
    """Return whether its data is over the limit, and nobody is just making room."""
    deployment, until = application.deployment, application.room_until
    if deployment is None or sample.disk is None or (until is not None and now < until):
        return False
    return sample.disk > share * deployment.limits.disk_mb * _MEGABYTE
