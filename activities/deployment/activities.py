"""The activities that put versions live and take them down; each can be repeated at any point."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from temporalio import activity

from activities.application_logs.collector import LogCollector
from activities.backups.shelf import Shelf
from activities.containers.packaging import Packager
from activities.containers.port import InstanceState, Owner, Runtime
from activities.deployment.evidence import Collector, Sighting, lines_of
from activities.deployment.messages import (
    ApplyStateInput,
    ApplyStateResult,
    GoLiveInput,
    GoLiveResult,
    InstanceInput,
    ReconcileResult,
    StartCandidateInput,
    SwitchBackInput,
    TakeDownInput,
    WatchInput,
    WatchResult,
    where_evidence_is,
)
from activities.deployment.reconciling import Reconciler
from activities.deployment.standing import Standing
from activities.deployment.verdict import gate_sighting, record_of
from activities.deployment.visitors import LoggedVisitors
from activities.deployment.watching import Visitor, Watcher, rules_of
from activities.hosts.fencing import Fence
from activities.journal import Journal
from activities.resources.limiting import limits_for
from activities.serving.forwarding import Forwarder
from activities.serving.guarding import ProxyGuard
from activities.serving.proxy import Proxy
from activities.serving.starting import Found, Starter
from activities.serving.traffic import Traffic
from activities.serving.waiting import until_healthy
from models.applications import Deployment, DesiredState
from models.base import utc_now
from models.deployments import FailureStage, Fault
from models.errors import Unhealthy
from models.jobs import JobContext, LogLevel
from models.specification import DeploymentSettings
from settings import Settings
from storage.application_logs import ApplicationLog
from storage.metadata import MetadataStore

_TOLD_LINES = 40


class DeploymentActivities:
    """Blue/green deployment on one host.

    Args:
        runtime: Where instances run.
        proxy: What leads visitors to them.
        settings: How versions are switched, where the proxy listens, where snapshots are.
        journal: Where people read what was done.
        store: What should run.
        packager: Makes again what was packaged and is gone.
    """

    def __init__(
        self,
        runtime: Runtime,
        proxy: Proxy,
        settings: Settings,
        journal: Journal,
        store: MetadataStore,
        packager: Packager,
    ) -> None:
        self._runtime = runtime
        self._settings = settings
        self._journal = journal
        self._shelf = Shelf(store, settings)
        self._store = store
        self._starter = Starter(runtime, packager, store)
        self._traffic = Traffic(proxy, settings)
        self._visitor = Visitor(settings)
        self._collector = Collector(runtime, store.evidence, settings.deploy.keep_failed_days)
        self._watcher = Watcher(
            self._visitor,
            runtime,
            self._traffic,
            LoggedVisitors(settings.paths.access_log),
            self._collector,
            rules_of(settings.deploy),
        )
        self._logs = LogCollector(runtime, store, ApplicationLog(settings.paths.logs))
        guard = ProxyGuard(proxy, settings, store)
        self._reconciler = Reconciler(
            runtime, proxy, self._starter, self._traffic, settings, store, guard, self._logs
        )
        self._fence = Fence(runtime, settings, store)
        self._forwarder = Forwarder(proxy, settings, store)
        self._standing = Standing(runtime, store)

    def activities(self) -> list[Callable[..., Any]]:
        """Return the activities to register with a worker."""
        return [
            self.start_candidate,
            self.go_live,
            self.watch,
            self.retire,
            self.switch_back,
            self.take_down,
            self.reconcile,
            self.apply_state,
        ]

    @activity.defn(name="deployment.start_candidate")
    async def start_candidate(self, request: StartCandidateInput) -> Deployment:
        """Start a version beside the live one and wait until it answers; it gets no traffic.

        A recorded version whose artefact is gone is packaged again first.

        Raises:
            NotFound: There is no such artefact, and nothing recorded to make it from.
            Unhealthy: It never answered; it was stopped, ``context["log"]`` is what it wrote last,
                and the evidence is kept.
        """
        job = request.job
        owner = Owner(application_id=job.application_id, version=request.version, job_id=job.job_id)
        limits = await limits_for(self._store, job.application_id, request.limits)
        request = request.model_copy(update={"limits": limits})
        tell = partial(self._journal.write, job, "deployment.start_candidate")
        state = await self._starter.start(request.image, owner, limits, tell)
        try:
            probe = await self._wait(state, request.settings)
        except Unhealthy as problem:
            await self._give_up(job, self._deployment(state, request), problem)
            raise
        said = f"Version {request.version} answers its health check after {probe:.2f} s."
        await self._journal.write(job, "deployment.start_candidate", said)
        return self._deployment(state, request)

    async def _wait(self, state: InstanceState, settings: DeploymentSettings) -> float:
        began = asyncio.get_running_loop().time()
        seconds = settings.health_timeout_seconds
        await until_healthy(self._runtime, state, settings.health_path, seconds)
        return asyncio.get_running_loop().time() - began

    async def _give_up(self, job: JobContext, failed: Deployment, problem: Unhealthy) -> None:
        evidence = await self._collector.collect(job, failed, gate_sighting(problem))
        problem.context["log"] = "\n".join(evidence.log[-_TOLD_LINES:])
        problem.remedy = where_evidence_is(job)
        await self._runtime.stop(failed.instance, 0)
        told = (problem.message, *evidence.log[-_TOLD_LINES:])
        await self._journal.write(job, "deployment.start_candidate", *told, level=LogLevel.ERROR)

    def _deployment(self, state: InstanceState, request: StartCandidateInput) -> Deployment:
        return Deployment(
            version=state.owner.version,
            runtime=self._runtime.name,
            host=self._settings.runtime.host_name,
            instance=state.name,
            image=state.image,
            endpoint=state.endpoint,
            limits=request.limits,
            health_path=request.settings.health_path,
            deployed_at=utc_now(),
        )

    @activity.defn(name="deployment.go_live")
    async def go_live(self, request: GoLiveInput) -> GoLiveResult:
        """Give the candidate the traffic.

        Raises:
            Unhealthy: It has ended meanwhile, or does not answer through the proxy.
        """
        candidate, application = request.candidate, request.job.application_id
        state = await self._runtime.inspect(candidate.instance)
        if state is not None and not state.running:
            raise Unhealthy("The new version ended before it could be put live.")
        if state is None:  # the machine was started anew in between
            await self._revive(candidate, application)
        async with self._traffic.lock(application):
            led = await self._traffic.lead_to(application, request.slug, candidate.endpoint)
        await self._check_served(request)
        url = self._settings.application_url(request.slug)
        said = f"Version {candidate.version} is live at {url}."
        await self._journal.write(request.job, "deployment.go_live", said)
        return GoLiveResult(url=url, switched=led.switched)

    async def _check_served(self, request: GoLiveInput) -> None:
        seen = await self._visitor.is_served(request.slug)
        if seen.status is not None and seen.status < 500 and seen.through_proxy:
            return
        told = f"The new version was put live, but {seen.sentence}."
        fault = Fault.NO_ANSWER if seen.status is None else Fault.BAD_STATUS
        sighting = Sighting(
            stage=FailureStage.SWITCH, fault=fault, summary=told, probes=(record_of(seen),)
        )
        await self._collector.collect(request.job, request.candidate, sighting)
        raise Unhealthy(told, remedy=where_evidence_is(request.job))

    @activity.defn(name="deployment.watch")
    async def watch(self, request: WatchInput) -> WatchResult:
        """Watch the live version through the proxy for a while."""
        if activity.in_activity() and activity.info().attempt > 1:
            known = await self._collector.earlier(request.job)
            if known is not None:
                return WatchResult(healthy=False, probes=0, evidence=lines_of(known))
            # An earlier attempt died, perhaps with the whole machine and the version with it.
            await self._revive(request.deployment, request.job.application_id)
        result = await self._watcher.watch(request)
        level = LogLevel.INFO if result.healthy else LogLevel.ERROR
        said = f"{result.probes} looks at the live version: " + (
            "all was well." if result.healthy else "it is not well."
        )
        await self._journal.write(
            request.job, "deployment.watch", said, *result.evidence, level=level
        )
        return result

    @activity.defn(name="deployment.retire")
    async def retire(self, request: InstanceInput) -> None:
        """Let an instance finish its requests, and remove it.

        It goes on a little first: the proxy may be handing it a request of before the switch.
        """
        deployment = request.deployment
        await asyncio.sleep(self._settings.deploy.settle_seconds)
        await self._logs.keep(request.job.application_id, deployment.instance)
        async with self._traffic.lock(request.job.application_id):  # nobody heals it meanwhile
            await self._runtime.stop(deployment.instance, self._settings.deploy.drain_seconds)
        said = f"Version {deployment.version} was stopped."
        await self._journal.write(request.job, "deployment.retire", said, level=LogLevel.DEBUG)

    @activity.defn(name="deployment.switch_back")
    async def switch_back(self, request: SwitchBackInput) -> None:
        """Undo a deployment: the version before has the traffic again, all others are gone."""
        previous, job = request.previous, request.job
        if previous is None:
            down = TakeDownInput(job=job, slug=request.slug, keep_data=True)
            await self.take_down(down)
            return
        state = await self._revive(previous, job.application_id)
        async with self._traffic.lock(job.application_id):
            await self._traffic.lead_to(job.application_id, request.slug, state.endpoint)
        # Whatever the failed attempt started is found by its owner, also if it never got to
        # tell of it.
        found = await self._runtime.instances(job.application_id)
        others = [instance.name for instance in found if instance.name != previous.instance]
        if others:
            await asyncio.sleep(self._settings.deploy.settle_seconds)
        for name in others:
            await self._runtime.stop(name, self._settings.deploy.drain_seconds)
        said = f"Version {previous.version} is live again."
        await self._journal.write(job, "deployment.switch_back", said)

    async def _revive(self, deployment: Deployment, application_id: str) -> InstanceState:
        found, state = await self._starter.ensure_running(deployment, application_id)
        if found is not Found.RUNNING:
            await self._wait(state, DeploymentSettings())
        return state

    @activity.defn(name="deployment.take_down")
    async def take_down(self, request: TakeDownInput) -> None:
        """Remove an application from the host: route, instances, images, and unless kept, data."""
        application = request.job.application_id
        async with self._traffic.lock(application):
            await self._traffic.withdraw(application)
            for instance in await self._runtime.instances(application):
                await self._runtime.stop(instance.name, self._settings.deploy.drain_seconds)
        if not request.keep_artefacts:
            await self._runtime.remove_artefacts(application)
        if not request.keep_data:
            await self._runtime.remove_data(application)
            await self._shelf.forget(application)
            await self._logs.forget(application)
        said = "The application was taken down."
        await self._journal.write(request.job, "deployment.take_down", said)

    @activity.defn(name="deployment.reconcile")
    async def reconcile(self) -> ReconcileResult:
        """Compare what should run on this host with what does, and put it right."""
        await self._fence.run()
        result = await self._reconciler.run()
        await self._forwarder.run()
        return result

    @activity.defn(name="deployment.apply_state")
    async def apply_state(self, request: ApplyStateInput) -> ApplyStateResult:
        """Carry out at once what the owner wants of an application: that it runs, or not.

        What counts is what is stored: whoever comes later, finds the newest wish.
        """
        application = await self._reconciler.settle(request.application_id)
        wanted = application.desired_state is DesiredState.RUNNING
        if wanted and application.running_job_id is None and application.deployment is not None:
            return ApplyStateResult(status=await self._standing.await_health(application))
        return ApplyStateResult(status=application.status)
