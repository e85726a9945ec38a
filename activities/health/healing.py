"""Putting right what is wrong with one application, or is left over on a host."""

from collections import Counter
from collections.abc import Sequence

import structlog

from activities.alerts.course import Course
from activities.application_logs.collector import LogCollector
from activities.containers.port import InstanceState, Runtime
from activities.containers.sockets import leads_elsewhere
from activities.health.messages import HealResult
from activities.health.survey import belongs_to
from activities.resources.retention.pruning import Pruner
from activities.serving.desired import note_endpoint, should_run
from activities.serving.starting import Found, Starter
from activities.serving.traffic import Traffic
from activities.serving.waiting import until_healthy
from models.alerts import Aspect, Finding, FindingKind
from models.applications import Application, ApplicationStatus, Deployment, DesiredState
from models.base import utc_now
from models.errors import NotFound, OrchestrationError, Unhealthy
from settings import Settings
from storage.metadata import MetadataStore

SILENT_GRACE_SECONDS = 2.0
"""How long an instance that answers nobody may take to end."""
_MADE_ANEW = frozenset(
    {FindingKind.UNRESPONSIVE, FindingKind.WRONG_IMAGE, FindingKind.CHANGED_BY_HAND}
)
"""What only a new instance heals, though the old one runs."""


class Healer:
    """Never touches an application that a job works on.

    Args:
        runtime: Where instances run.
        starter: Brings them up, whatever is left of them.
        traffic: Who gets the visitors.
        settings: Which host this is.
        store: What should run, and what is wrong.
        course: How findings go on.
        logs: Keeps what an instance wrote before it is removed.
    """

    def __init__(
        self,
        runtime: Runtime,
        starter: Starter,
        traffic: Traffic,
        settings: Settings,
        store: MetadataStore,
        course: Course,
        logs: LogCollector,
    ) -> None:
        self._runtime = runtime
        self._starter = starter
        self._traffic = traffic
        self._settings = settings
        self._store = store
        self._course = course
        self._logs = logs
        self._pruner = Pruner(runtime, store)
        self._log = structlog.get_logger("activities.health")

    async def heal(self, application_id: str) -> HealResult:
        """Make what runs of an application what should; what was tried is noted."""
        found = [item for item in await self._store.alerts.open_of(application_id) if item.present]
        try:
            counts, said = await self._put_right(application_id, found)
        except OrchestrationError as problem:
            counts, said = Counter(failed=1), f"It could not be healed: {problem.message}"
            await self._log.awarning(
                "application_not_healed",
                application_id=application_id,
                code=problem.code,
                message=problem.message,
            )
        if said:
            await self._note(found, said)
        return HealResult(**counts)

    async def tidy(self, orphans: Sequence[str], *, prune: bool) -> HealResult:
        """Remove what is left over."""
        counts: Counter[str] = Counter()
        for name in orphans:
            counts["orphans"] += await self._remove_if_orphan(name)
        if prune:
            counts["pruned"] = await self._pruner.run_if_due()
        return HealResult(**counts)

    async def _put_right(
        self, application_id: str, found: Sequence[Finding]
    ) -> tuple[Counter[str], str]:
        async with self._traffic.lock(application_id):
            # Read under the lock: a job that began meanwhile has it from now on.
            application = await self._mine(application_id)
            if application is None or application.deployment is None:
                return Counter(), ""
            deployment, said = application.deployment, ""
            if leads_elsewhere(deployment.endpoint.socket):
                application = await self._store.states.desire(application_id, DesiredState.STOPPED)
                said = _STOPPED
            if not should_run(application):
                # Visitors first: none may find the instance gone.
                await self._traffic.rest(application.id, application.slug, deployment.endpoint)
                return await self._halt(application.id, deployment), said
            how, state = await self._bring_up(application, deployment, found)
            await note_endpoint(self._store, application.id, deployment, state.endpoint)
            led = await self._traffic.lead_to(application.id, application.slug, state.endpoint)
        if state.image != deployment.image:
            await self._store.alerts.set_image(application, state.image)
        counts = Counter({how: 1} if how else {})
        counts.update(relinked=int(led.switched), rerouted=int(led.routed))
        said = _SAID.get(how, "")
        if how:
            said += await self._how_it_went(deployment, state)
        elif led.switched or led.routed:
            said = "Its address leads to it again."
        return counts, said

    async def _mine(self, application_id: str) -> Application | None:
        """Return the application, unless it is not for us to do anything about it."""
        try:
            application = await self._store.application(application_id)
        except NotFound:
            return None
        deployment = application.deployment
        mine = (
            deployment is not None
            and deployment.host == self._settings.runtime.host_name
            and deployment.runtime is self._runtime.name
            and application.running_job_id is None
            and application.status is not ApplicationStatus.DELETED
        )
        return application if mine else None

    async def _halt(self, application_id: str, deployment: Deployment) -> Counter[str]:
        if await self._runtime.inspect(deployment.instance) is None:
            return Counter()
        await self._logs.keep(application_id, deployment.instance)
        await self._runtime.stop(deployment.instance, self._settings.deploy.drain_seconds)
        return Counter(stopped=1)

    async def _bring_up(
        self, application: Application, deployment: Deployment, found: Sequence[Finding]
    ) -> tuple[str, InstanceState]:
        due = {item.kind for item in found if self._course.is_due(item, utc_now())}
        if FindingKind.CHANGED_BY_HAND in due and await self._limits_hold_again(deployment):
            due.remove(FindingKind.CHANGED_BY_HAND)
        anew = bool(due & _MADE_ANEW)
        if anew:
            grace = self._settings.deploy.drain_seconds
            if FindingKind.UNRESPONSIVE in due:
                grace = min(grace, SILENT_GRACE_SECONDS)
            await self._logs.keep(application.id, deployment.instance)
            await self._runtime.stop(deployment.instance, grace)
        how, state = await self._starter.ensure_running(deployment, application.id)
        return ("recreated" if anew else _NAMES[how]), state

    async def _limits_hold_again(self, deployment: Deployment) -> bool:
        """Return whether what was changed by hand could be changed back while it runs."""
        name, limits = deployment.instance, deployment.limits
        held = await self._runtime.limit(name, limits)
        return held and not await self._runtime.differences(name, limits)

    async def _how_it_went(self, deployment: Deployment, state: InstanceState) -> str:
        seconds = self._settings.health.start_seconds
        try:
            probe = await until_healthy(self._runtime, state, deployment.health_path, seconds)
        except Unhealthy as problem:
            return f" It is not well yet: {problem.context['reason']}."
        return f" It answered after {probe.seconds:.2f} s."

    async def _note(self, found: Sequence[Finding], said: str) -> None:
        """Note a try; one that changed nothing about a configuration is not repeated soon."""
        now = utc_now()
        stubborn = await self._still_changed(found)

        def note(item: Finding) -> Finding:
            hopeless = item.aspect is Aspect.CONFIGURATION and item.subject in stubborn
            return self._course.tried(item, said, now, hopeless=hopeless)

        due = [item.id for item in found if self._course.is_due(item, now)]
        await self._store.alerts.change(due, note)

    async def _still_changed(self, found: Sequence[Finding]) -> set[str]:
        """Return whose configuration is as before: the engine does not do what is asked of it."""
        still: set[str] = set()
        for item in found:
            if item.kind is FindingKind.CHANGED_BY_HAND:
                deployment = (await self._store.application(item.subject)).deployment
                if deployment is not None:
                    now = await self._runtime.differences(deployment.instance, deployment.limits)
                    still |= {item.subject} if now else set()
        return still

    async def _remove_if_orphan(self, name: str) -> int:
        state = await self._runtime.inspect(name)
        if state is None:
            return 0
        try:
            application = await self._store.application(state.owner.application_id)
        except NotFound:
            application = None
        host = self._settings.runtime.host_name
        if application is not None and belongs_to(name, application, host):
            return 0
        await self._runtime.stop(name, self._settings.deploy.drain_seconds)
        return 1


_NAMES = {Found.RUNNING: "", Found.ENDED: "restarted", Found.GONE: "started"}
_STOPPED = (
    "It was stopped, and so was leading visitors to it. Look for what in its program replaces its"
    " socket before you start it again."
)
_SAID = {
    "restarted": "It was started again.",
    "started": "It was made anew from its recorded image, and started.",
    "recreated": "It was stopped, made anew from its recorded image, and started.",
}
