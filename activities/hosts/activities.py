"""The activities that know all hosts; each is short, and safe to repeat."""

from collections.abc import Callable, Mapping
from typing import Any

from temporalio import activity

from activities.hosts.copies import LatestCopy, as_of
from activities.hosts.losing import declare_lost
from activities.hosts.messages import (
    CopyFound,
    EvacuationInput,
    EvacuationOrders,
    GiveUpResult,
    MoveOrder,
    OverdueHost,
    PlaceInput,
    PlaceResult,
    SettleInput,
    StrandedJob,
)
from activities.hosts.notices import HostNotices
from activities.hosts.placement import (
    Need,
    Placed,
    Rules,
    place,
    required_labels,
)
from activities.hosts.stranded import makes_way, stranded_jobs
from activities.hosts.survey import applications_of, survey
from models.applications import Application
from models.base import new_id, utc_now
from models.errors import NotFound
from models.hosts import Candidate, HostNotice, HostState, Leftover, Promise, Resources
from models.jobs import JobContext
from settings import FailoverChoice, Settings
from storage.metadata import MetadataStore


class HostActivities:
    """Chooses hosts, notices lost ones, and keeps the records of moves.

    Args:
        store: The registry, and the applications.
        settings: What the operator wants of several hosts.
        copies: Where the newest copy of an application's data is.
        notices: Where the operator hears of hosts.
    """

    def __init__(
        self,
        store: MetadataStore,
        settings: Settings,
        copies: LatestCopy,
        notices: HostNotices,
    ) -> None:
        self._store = store
        self._settings = settings.hosts
        self._watch_seconds = settings.deploy.watch_seconds
        self._copies = copies
        self._notices = notices

    def activities(self) -> list[Callable[..., Any]]:
        """Return the activities to register with a worker."""
        return [
            self.place,
            self.overdue,
            self.stranded,
            self.give_up,
            self.orders,
            self.latest_copy,
            self.settle,
            self.tell,
        ]

    @activity.defn(name="deployment.place")
    async def place(self, request: PlaceInput) -> PlaceResult:
        """Choose the host of an application; with one host there is nothing to choose."""
        if request.left is not None:
            await self._leave(request.job, request.left)
        hosts = await self._store.hosts.all()
        if request.avoid is None and len(hosts) < 2 and not any(h.draining for h in hosts):
            return PlaceResult(host=hosts[0].name if hosts else request.default)
        application = await self._application(request.job.application_id)
        labels = required_labels(
            self._settings.required_labels, application.labels if application else {}
        )
        need = Need(resources=Resources.limited_by(request.limits), labels=labels)
        # Others may choose meanwhile; each time one of them got on, so this ends.
        while (found := await self._choose(request, need, known=application is not None)) is None:
            pass
        return found

    async def _choose(self, request: PlaceInput, need: Need, *, known: bool) -> PlaceResult | None:
        """Choose once; nothing when others chose at the same time, from the same figures."""
        promises = await self._store.hosts.promises()
        found = await survey(self._store, self._settings)
        candidates = [one for one in found if one.host.name != request.avoid]
        placed = place(candidates, need, self._rules)
        if known and placed.host and not await self._promise(request, placed.host, promises):
            return None
        return PlaceResult(
            host=placed.host, reason=_reason(placed), others=_others(found, placed.host)
        )

    async def _promise(self, request: PlaceInput, host: str, seen: Mapping[str, Promise]) -> bool:
        job = request.job
        promise = Promise(
            job_id=job.job_id,
            application_id=job.application_id,
            host=host,
            limits=request.limits,
        )
        return await self._store.hosts.promise(promise, seen)

    async def _leave(self, job: JobContext, host: str) -> None:
        """Note that a job has given up what it began on a host, for when that comes back."""
        await self._store.hosts.break_promise(job.job_id)
        if await self._application(job.application_id) is not None:
            leftover = Leftover(host=host, application_id=job.application_id, left_at=utc_now())
            await self._store.hosts.keep_leftover(leftover)

    @property
    def _rules(self) -> Rules:
        return Rules(
            policy=self._settings.placement,
            memory_overcommit=self._settings.memory_overcommit,
            cpu_overcommit=self._settings.cpu_overcommit,
        )

    async def _application(self, application_id: str) -> Application | None:
        try:
            return await self._store.application(application_id)
        except NotFound:
            return None

    @activity.defn(name="hosts.overdue")
    async def overdue(self) -> list[OverdueHost]:
        """Return the hosts that were silent for too long and are not given up yet."""
        now = utc_now()
        return [
            OverdueHost(name=host.name, seen_at=host.seen_at)
            for host in await self._store.hosts.all()
            if host.state(now, self._settings.silence) is HostState.SILENT
        ]

    @activity.defn(name="hosts.stranded")
    async def stranded(self) -> list[StrandedJob]:
        """Return the jobs that wait for hosts which were given up."""
        return await stranded_jobs(self._store)

    @activity.defn(name="hosts.give_up")
    async def give_up(self, silent: OverdueHost) -> GiveUpResult:
        """Declare a silent host lost, and tell the operator what that means."""
        automatic = self._settings.failover is FailoverChoice.AUTOMATIC
        return await declare_lost(self._store, self._notices, silent, automatic=automatic)

    @activity.defn(name="hosts.orders")
    async def orders(self, request: EvacuationInput) -> EvacuationOrders:
        """Return the applications that are still to be moved off a host."""
        try:
            host = await self._store.hosts.get(request.host)
        except NotFound:
            return EvacuationOrders(over=True)
        lost = host.lost_at is not None
        if not lost and not host.draining:
            return EvacuationOrders(over=True)
        found = await applications_of(self._store, request.host)
        return EvacuationOrders(
            over=False,
            lost=lost,
            watch_seconds=self._watch_seconds,
            orders=tuple([await self._order(one, lost=lost) for one in found]),
        )

    async def _order(self, application: Application, *, lost: bool) -> MoveOrder:
        running = application.running_job_id
        held = running if lost and running and await makes_way(self._store, running) else ""
        job_id = new_id()
        return MoveOrder(
            job=JobContext(
                job_id=job_id,
                application_id=application.id,
                owner=application.owner,
                correlation_id=job_id,
            ),
            priority=application.priority,
            busy=running is not None,
            held_by=held,
        )

    @activity.defn(name="hosts.latest_copy")
    async def latest_copy(self, job: JobContext) -> CopyFound:
        """Find the newest copy of an application's data."""
        found = await self._copies.latest(job.application_id)
        if found is None:
            return CopyFound()
        told = as_of(found.taken_at.astimezone(), utc_now().astimezone())
        return CopyFound(reference=found.reference, told=told)

    @activity.defn(name="hosts.settle")
    async def settle(self, request: SettleInput) -> None:
        """Record where an application lives now, and what stayed behind where it lived before."""
        job = request.job
        if request.data_stayed:
            leftover = Leftover(
                host=request.left, application_id=job.application_id, left_at=utc_now()
            )
            await self._store.hosts.keep_leftover(leftover)
        changes = {"deployment": request.deployment}
        await self._store.record_version(job.job_id, job.application_id, None, changes)
        await self._notices.within_reach(job.application_id)

    @activity.defn(name="hosts.tell")
    async def tell(self, notice: HostNotice) -> None:
        """Pass a notice on to the operator."""
        await self._notices.tell(notice)


def _reason(placed: Placed) -> str:
    if placed.host is not None:
        return ""
    if not placed.refusals:
        return "There is no other host."
    each = "; ".join(f"{name}: {why}" for name, why in sorted(placed.refusals.items()))
    return f"No host can take it at the moment ({each})."


def _others(found: list[Candidate], chosen: str | None) -> tuple[str, ...]:
    living = {HostState.ALIVE, HostState.DRAINING}
    return tuple(one.host.name for one in found if one.host.name != chosen and one.state in living)
