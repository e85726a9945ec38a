"""The activities that care for a host's resources; each can be repeated at any point."""

from collections.abc import Callable
from typing import Any

from temporalio import activity

from activities.containers.port import Runtime
from activities.resources.alarms import Alarms
from activities.resources.filling import DiskGuard
from activities.resources.findings import Findings
from activities.resources.host import HostProbe
from activities.resources.limiting import LimitKeeper
from activities.resources.messages import CleanUpInput, CleanUpReport, TendResult
from activities.resources.retention.cleaning import Cleaner, everything_that_expires
from activities.resources.sampling import Sampler
from activities.resources.sizing import Sizer
from activities.resources.sleeping import Sleeper
from activities.resources.thinning import Thinner
from activities.resources.visits import Visits
from models.base import utc_now
from settings import Settings
from storage.metadata import MetadataStore


class ResourceActivities:
    """Care for the resources of one host.

    Args:
        runtime: Where applications run.
        store: What runs, and what it used.
        settings: How often, how long, how much.
        visits: Who visits applications.
        findings: Who is told when something is too high.
    """

    def __init__(
        self,
        runtime: Runtime,
        store: MetadataStore,
        settings: Settings,
        visits: Visits,
        findings: Findings,
    ) -> None:
        host, resources = HostProbe(settings.paths.root), settings.resources
        self._sampler = Sampler(runtime, store, settings, host)
        self._thinner = Thinner(store, resources)
        self._alarms = Alarms(findings, resources, host.size())
        self._disks = DiskGuard(store, resources)
        self._sleeper = Sleeper(store, visits, resources)
        self._sizer = Sizer(store, resources)
        self._limits = LimitKeeper(runtime)
        self._cleaner = Cleaner(everything_that_expires(runtime, store, settings), store)

    def activities(self) -> list[Callable[..., Any]]:
        """Return the activities to register with a worker."""
        return [self.tend, self.clean_up]

    @activity.defn(name="resources.tend")
    async def tend(self) -> TendResult:
        """Measure what is used, report what is too high, and do what follows from both.

        A slot of time is measured once; everything else is decided anew from what is stored.
        """
        now = utc_now()
        measured = await self._sampler.run(now)
        return TendResult(
            measured=len(measured.samples),
            raised=await self._alarms.run(measured),
            thinned=await self._thinner.run(now),
            filled=await self._disks.run(measured, now),
            slept=await self._sleeper.run(measured, now),
            resized=await self._sizer.run(measured, now),
            limited=await self._limits.run(measured.applications),
        )

    @activity.defn(name="resources.clean_up")
    async def clean_up(self, request: CleanUpInput) -> CleanUpReport:
        """Remove what is of no use any more, or tell what that would be."""
        return await self._cleaner.run(request, utc_now())
