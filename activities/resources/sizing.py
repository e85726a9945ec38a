"""Limits that fit what applications use: shown, and set by themselves if the policy says so."""

from datetime import UTC, datetime, timedelta

import structlog

from activities.resources.limiting import BY_ITSELF
from activities.resources.right_sizing import observed, recommend
from activities.resources.sampling import Measured
from models.applications import Application, LimitChange
from models.errors import Conflict
from models.resources import Recommendation, Step
from settings import ResourceSettings, RightSizing
from storage.metadata import MetadataStore

LOOK_BACK = timedelta(days=14)
AGAIN_AFTER = timedelta(days=1)
_NEVER = datetime.min.replace(tzinfo=UTC)
AT_A_TIME = 3
"""Applications that are judged in one round, so that no round takes long."""


class Sizer:
    """Judges limits by what was used since they were changed last."""

    def __init__(self, store: MetadataStore, settings: ResourceSettings) -> None:
        self._store = store
        self._settings = settings
        self._judged: dict[str, datetime] = {}
        self._log = structlog.get_logger("activities.resources")

    async def judge(self, application: Application, now: datetime) -> Recommendation | None:
        """Return limits that would fit an application better, if there are any."""
        deployment = application.deployment
        if deployment is None or self._settings.right_sizing is RightSizing.OFF:
            return None
        changed = application.limits.at if application.limits else _NEVER
        since = max(now - LOOK_BACK, changed, deployment.deployed_at)
        samples = self._store.samples
        quarters = await samples.between(Step.QUARTER_HOUR, since, now, application.id)
        # What is not rolled up yet counts too: a kill for want of memory may be minutes old.
        rest = max([since, *(q.at + timedelta(minutes=15) for q in quarters[-1:])])
        raw = await samples.between(Step.RAW, rest, now, application.id)
        seen = observed(quarters)
        kills = seen.oom_kills + sum(sample.oom_kills for sample in raw)
        most = max([seen.memory_p99, *(s.memory_max for s in raw if kills)])
        seen = seen.model_copy(update={"oom_kills": kills, "memory_p99": most})
        return recommend(seen, deployment.limits, self._settings)

    async def run(self, measured: Measured, now: datetime) -> int:
        """Set limits that fit better, of a few applications; return of how many."""
        if self._settings.right_sizing is not RightSizing.AUTOMATIC:
            return 0
        killed = {sample.subject for sample in measured.samples if sample.oom_kills}
        due = [
            one
            for one in measured.applications
            if one.id in killed or now - self._judged.get(one.id, _NEVER) >= AGAIN_AFTER
        ]
        return sum([await self._resize(one, now) for one in due[:AT_A_TIME]])

    async def _resize(self, application: Application, now: datetime) -> int:
        self._judged[application.id] = now
        found = await self.judge(application, now)
        if found is None:
            return 0
        change = LimitChange(
            memory_mb=found.memory_mb,
            cpus=found.cpus,
            disk_mb=application.limits.disk_mb if application.limits else None,
            by=BY_ITSELF,
            at=now,
        )
        try:
            await set_limits(self._store, application, change)
        except Conflict:
            return 0  # a job has begun; tomorrow is another day
        told = {"application_id": application.id, "because": found.because}
        await self._log.ainfo("application_resized", **told)
        return 1


async def set_limits(
    store: MetadataStore, application: Application, change: LimitChange | None, by: str = BY_ITSELF
) -> Application:
    """Change an application's limits, and note who did; None takes back what was changed.

    Raises:
        Conflict: A job works on it, or nothing of it runs.
    """
    if application.current_version is None:
        raise Conflict("Nothing of this application runs that could be limited.")
    version = await store.version(application.id, application.current_version)
    changed = await store.adjustments.limit(application.id, change, version.specification.resources)
    data = change.model_dump(include={"memory_mb", "cpus", "disk_mb"}) if change else {}
    await store.add_audit(change.by if change else by, "application.limit", application.id, data)
    return changed
