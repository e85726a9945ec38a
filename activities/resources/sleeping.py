"""Putting applications to sleep that nobody visits: their memory is what a machine has least of."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog

from activities.resources.sampling import Measured
from activities.resources.visits import Visits
from models.applications import Application
from models.builders import EMBEDDED
from models.specification import ApplicationSpecification
from settings import ResourceSettings
from storage.metadata import MetadataStore

NEVER, MAY = "never_sleep", "may_sleep"
"""Labels of an application by which its owner decides."""
EVERY = timedelta(minutes=5)


class Sleeper:
    """Decides who may sleep; upkeep stops them, and the next visitor wakes them.

    Args:
        store: What should run.
        visits: Who was visited; while nobody counts visitors, nobody is put to sleep.
        settings: After how long.
    """

    def __init__(self, store: MetadataStore, visits: Visits, settings: ResourceSettings) -> None:
        self._store = store
        self._visits = visits
        self._after = settings.sleep_after_hours
        self._due: datetime | None = None
        self._log = structlog.get_logger("activities.resources")

    async def run(self, measured: Measured, now: datetime) -> int:
        """Put to sleep who nobody visits; return how many."""
        if self._after is None or (self._due is not None and now < self._due):
            return 0
        self._due = now + EVERY
        counted_since = await self._visits.known_since()
        if counted_since is None:
            return 0
        quiet = now - timedelta(hours=self._after)
        slept = 0
        for application in measured.applications:
            last = await self._visits.last_visit(application.id)
            if is_idle(application, last or counted_since, quiet) and await self._may(application):
                slept += await self._put_to_sleep(application, now)
        return slept

    async def _may(self, application: Application) -> bool:
        if application.current_version is None:
            return False
        version = await self._store.version(application.id, application.current_version)
        return may_sleep(application.labels, version.specification)

    async def _put_to_sleep(self, application: Application, now: datetime) -> bool:
        slept = await self._store.adjustments.put_to_sleep(application.id, now)
        if slept:
            await self._log.ainfo("application_asleep", application_id=application.id)
        return slept


def is_idle(application: Application, last: datetime, quiet: datetime) -> bool:
    """Return whether nobody came, and nothing was made live, since the quiet began."""
    deployment = application.deployment
    return deployment is not None and max(last, deployment.deployed_at) < quiet


def may_sleep(labels: Mapping[str, str], specification: ApplicationSpecification) -> bool:
    """Return whether nothing is lost when an application does not run.

    What the embedded builder makes works out reminders and what recurs when somebody looks; what
    a coding agent made may do things by itself, and sleeps only if its owner says so.
    """
    if NEVER in labels:
        return False
    builder = specification.development.builder
    return MAY in labels or builder == EMBEDDED
