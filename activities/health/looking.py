"""Looking at a host: what is wrong is noted, and who has to do something about it is told."""

import time
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import structlog

from activities.alerts.course import Course, Observation, is_affecting
from activities.containers.port import Runtime
from activities.health.comparing import is_expected, is_unknown, observations
from activities.health.diagnosing import Diagnoser
from activities.health.messages import LookResult
from activities.health.survey import Survey
from activities.health.surveyor import Surveyor
from models.alerts import Aspect, Finding
from models.applications import Application, ApplicationStatus, DesiredState
from models.base import utc_now
from settings import Settings
from storage.metadata import MetadataStore

KEPT = timedelta(days=30)
"""How long alerts that are over are kept."""
TIDY_SECONDS = 300.0
"""Time between two looks for what was packaged and is of no use."""
_WORKING = frozenset({ApplicationStatus.RUNNING, ApplicationStatus.UNHEALTHY})


class Looker:
    """Looks, and keeps what it has found.

    Args:
        surveyor: Looks at everything.
        runtime: Where instances run.
        settings: How findings go on.
        store: Where they are kept.
        channels: Who can be told.
    """

    def __init__(
        self,
        surveyor: Surveyor,
        runtime: Runtime,
        settings: Settings,
        store: MetadataStore,
        channels: Sequence[str] = (),
    ) -> None:
        self._surveyor = surveyor
        self._settings = settings
        self._store = store
        self._course = Course.of(settings, channels)
        self._diagnoser = Diagnoser(runtime, settings, store)
        self._tidied = float("-inf")  # a host that comes back tidies at its first look
        self._log = structlog.get_logger("activities.health")

    @property
    def course(self) -> Course:
        """How findings go on."""
        return self._course

    async def look(self, waited_seconds: float = 0.0) -> tuple[LookResult, Survey]:
        """Look at everything once; return what is to be done, and what was seen."""
        now = utc_now()
        known = await self._store.alerts.open_on(self._course.host)
        suspects = frozenset(f.subject for f in known if f.aspect is Aspect.CONFIGURATION)
        survey = await self._surveyor.survey(suspects, waited_seconds)
        seen = observations(survey, self._course.host, self._settings.health, now)
        found: list[Finding] = []
        if seen or known:
            found = await self._store.alerts.advance(
                self._course.host, lambda current: self._step(current, seen, survey, now)
            )
            await self._tell_log(known, found)
            await self._diagnoser.complete(found, known)
        await self._note_status(survey, found)
        return await self._what_is_due(survey, found, now), survey

    def _step(
        self,
        current: Sequence[Finding],
        seen: Sequence[Observation],
        survey: Survey,
        now: datetime,
    ) -> Iterable[Finding | str]:
        before = {(found.aspect, found.subject): found for found in current}
        for observation in seen:
            found = before.pop((observation.aspect, observation.subject), None)
            yield (
                self._course.begin(observation, now)
                if found is None
                else self._course.go_on(found, observation, now)
            )
        for found in before.values():
            if not is_unknown(found, survey):
                over = not is_expected(found, survey)
                yield self._course.miss(found, now, over=over) or found.id

    async def _tell_log(self, known: Sequence[Finding], found: Sequence[Finding]) -> None:
        before = {item.id for item in known}
        for item in found:
            if item.id not in before:
                await self._log.awarning(
                    "finding",
                    kind=item.kind.value,
                    subject=item.subject,
                    application_id=item.application_id,
                    summary=item.summary,
                    evidence=item.evidence,
                )

    async def _note_status(self, survey: Survey, found: Sequence[Finding]) -> None:
        ill = {item.subject for item in found if is_affecting(item)}
        doubted = {item.subject for item in found if item.present}
        for seen in survey.seen:
            application = seen.application
            if application.id in ill:
                await self._set(application, ApplicationStatus.UNHEALTHY)
            elif seen.answers and application.id not in doubted:
                await self._set(application, ApplicationStatus.RUNNING)
        for application in survey.idle:
            if application.desired_state is DesiredState.STOPPED:
                await self._set(application, ApplicationStatus.STOPPED)

    async def _set(self, application: Application, status: ApplicationStatus) -> None:
        may_change = application.status in {*_WORKING, ApplicationStatus.STOPPED}
        if may_change and application.status is not status:
            await self._store.alerts.set_status(application, status)

    async def _what_is_due(
        self, survey: Survey, found: Sequence[Finding], now: datetime
    ) -> LookResult:
        due = [item for item in found if self._course.is_due(item, now)]
        heal = {item.subject for item in due if item.aspect is not Aspect.LEFTOVER}
        prune = time.monotonic() - self._tidied >= TIDY_SECONDS
        if prune:
            self._tidied = time.monotonic()
            await self._store.alerts.forget(now - KEPT)
            await self._store.alert_events.forget(now - KEPT)
        return LookResult(
            found=sum(item.present for item in found),
            heal=tuple(sorted(heal | survey.halting)),
            orphans=tuple(i.subject for i in due if i.aspect is Aspect.LEFTOVER),
            prune=prune,
            tell=await self._to_tell(now),
        )

    async def _to_tell(self, now: datetime) -> tuple[str, ...]:
        if not self._course.channels:
            return ()
        return self._course.channels if await self._store.alerts.to_tell(now, limit=1) else ()
