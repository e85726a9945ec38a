"""Reading what was used: over time of one application, all in all of many."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from activities.resources.sizing import Sizer
from activities.resources.thinning import rolled_up
from activities.resources.visits import Visited, Visits
from api.usage_views import OwnerUsage, UsagePoint, UsageReport, UsageRow, UsageView, megabytes
from models.applications import Application
from models.resources import Sample, Step, merged
from settings import Settings
from storage.metadata import MetadataStore

RAW_SPAN, QUARTERS_SPAN = timedelta(hours=3), timedelta(days=8)
"""Up to which length of time points are as dense as that by themselves."""
_FINER = {Step.DAY: Step.QUARTER_HOUR, Step.QUARTER_HOUR: Step.RAW}


class UsageReader:
    """Reads samples.

    Args:
        store: Where they are.
        settings: How often is measured, and how limits are judged.
        visits: Requests to applications.
    """

    def __init__(self, store: MetadataStore, settings: Settings, visits: Visits) -> None:
        self._store = store
        self._visits = visits
        self._sizer = Sizer(store, settings.resources)
        self._interval = timedelta(seconds=settings.resources.interval_seconds)

    async def of(
        self, application: Application, begin: datetime, end: datetime, step: Step, now: datetime
    ) -> UsageView:
        """Return what an application used over time."""
        samples = await self._samples(step, begin, end, subject=application.id)
        length = timedelta(seconds=step.value) or self._interval
        points = [UsagePoint.of(sample) for sample in samples]
        visited = await self._visits.between(application.id, begin, end)
        if await self._visits.known_since() is not None:
            points = with_requests(points, visited, length)
        return UsageView(
            application_id=application.id,
            limits=application.deployment.limits if application.deployment else None,
            changed=application.limits,
            recommended=await self._sizer.judge(application, now),
            title=application.title,
            owner=application.owner,
            asleep_since=application.asleep_since,
            full_since=application.full_since,
            begin=begin,
            end=end,
            step_seconds=int(length.total_seconds()),
            points=tuple(points),
        )

    async def report(
        self,
        applications: Sequence[Application],
        begin: datetime,
        end: datetime,
        owner: str | None = None,
    ) -> UsageReport:
        """Return what applications used all in all; those that used nothing are left out.

        Args:
            applications: Which.
            begin: From when on.
            end: Until when.
            owner: Whose all of them are, so that nobody else's figures are read.
        """
        step = Step.QUARTER_HOUR if end - begin <= timedelta(days=2) else Step.DAY
        subjects: dict[str, list[Sample]] = defaultdict(list)
        for sample in await self._samples(step, begin, end, owner=owner):
            subjects[sample.subject].append(sample)
        counted = await self._visits.known_since() is not None
        rows = []
        for application in applications:
            if application.id in subjects:
                asked = await self._visits.between(application.id, begin, end) if counted else None
                rows.append(_row(application, subjects[application.id], asked, self._interval))
        rows.sort(key=lambda row: -row.memory_gb_hours)
        return UsageReport(
            begin=begin, end=end, owners=tuple(by_owner(rows)), applications=tuple(rows)
        )

    async def _samples(
        self,
        step: Step,
        begin: datetime,
        end: datetime,
        *,
        subject: str | None = None,
        owner: str | None = None,
    ) -> list[Sample]:
        """Return what is kept of a span, and what of its end is not put together yet."""
        records = self._store.samples
        first = step.slot(begin) if step else begin
        found = await records.between(step, first, end, subject, owner)
        finer = _FINER.get(step)
        if finer is None:
            return found
        rest = begin
        if found:
            rest = max(begin, found[-1].at + timedelta(seconds=step.value))
        slots: dict[datetime, list[Sample]] = defaultdict(list)
        for sample in await self._samples(finer, rest, end, subject=subject, owner=owner):
            slots[step.slot(sample.at)].append(sample)
        for at in sorted(slots):
            found += rolled_up(slots[at], step)
        return found


def step_for(span: timedelta) -> Step:
    """Return the step that gives a readable number of points."""
    if span <= RAW_SPAN:
        return Step.RAW
    return Step.QUARTER_HOUR if span <= QUARTERS_SPAN else Step.DAY


def with_requests(
    points: Sequence[UsagePoint], visited: Sequence[Visited], length: timedelta
) -> list[UsagePoint]:
    """Return the points with the requests that fall into each.

    Args:
        points: What was used.
        visited: Requests, oldest first.
        length: How long each point stands for.
    """
    times = [one.at for one in visited]
    found = []
    for point in points:
        first, behind = bisect_left(times, point.at), bisect_left(times, point.at + length)
        inside = visited[first:behind]
        asked = {
            "requests": sum(one.requests for one in inside),
            "errors": sum(one.errors for one in inside),
        }
        found.append(point.model_copy(update=asked))
    return found


def _row(
    application: Application,
    samples: Sequence[Sample],
    visited: Sequence[Visited] | None,
    interval: timedelta,
) -> UsageRow:
    whole = merged(samples, Step.DAY)
    hours = whole.samples * interval / timedelta(hours=1)
    limits = application.deployment.limits if application.deployment else None
    disk = next((s.disk for s in reversed(samples) if s.disk is not None), None)
    return UsageRow(
        owner=application.owner,
        application_id=application.id,
        title=application.title,
        status=application.status.value,
        hours=round(hours, 2),
        cpu_hours=round((whole.cpu or 0.0) * hours, 4),
        memory_mb=megabytes(whole.memory),
        memory_max_mb=megabytes(whole.memory_max),
        memory_limit_mb=limits.memory_mb if limits else None,
        memory_gb_hours=round(whole.memory / 1024**3 * hours, 3),
        disk_mb=None if disk is None else megabytes(disk),
        disk_limit_mb=limits.disk_mb if limits else None,
        requests=None if visited is None else sum(one.requests for one in visited),
        restarts=whole.restarts,
        oom_kills=whole.oom_kills,
    )


def by_owner(rows: Sequence[UsageRow]) -> list[OwnerUsage]:
    """Return what each owner used, who used the most memory first."""
    owners: Mapping[str, list[UsageRow]] = defaultdict(list)
    for row in rows:
        owners[row.owner].append(row)
    found = [
        OwnerUsage(
            owner=owner,
            applications=len(theirs),
            cpu_hours=round(sum(row.cpu_hours for row in theirs), 4),
            memory_gb_hours=round(sum(row.memory_gb_hours for row in theirs), 3),
            disk_mb=round(sum(row.disk_mb or 0.0 for row in theirs), 1),
            requests=_counted([row.requests for row in theirs]),
        )
        for owner, theirs in owners.items()
    ]
    return sorted(found, key=lambda one: (-one.memory_gb_hours, one.owner))


def _counted(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
