"""The activities that put versions live and take them down; each can be repeated at any point."""

import asyncio
import shutil
from collections.abc import Callable
from typing import Any

from temporalio import activity

from activities.application_logs.collector import LogCollector
from activities.containers.packaging import Packager
from activities.containers.port import InstanceState, Owner, Runtime
from activities.deployment.health import wait_healthy
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
)
from activities.deployment.proxy import Proxy
from activities.deployment.reconciling import Reconciler
from activities.deployment.standing import Standing
from activities.deployment.starting import Found, Starter
from activities.deployment.traffic import Traffic
from activities.deployment.watching import Visitor, Watcher
from activities.journal import Journal
from models.applications import Deployment, DesiredState
from models.base import utc_now
from models.errors import Unhealthy
from models.jobs import JobContext, LogLevel
from models.specification import DeploymentSettings
from settings import Settings
from storage.application_logs import ApplicationLog
from storage.metadata import MetadataStore

_LOG_LINES = 40


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
        self._starter = Starter(runtime, packager, store)
        self._traffic = Traffic(proxy, settings)
        self._visitor = Visitor(settings)
        self._watcher = Watcher(self._visitor, runtime, self._traffic)
        self._standing = Standing(runtime, store)
        self._collector = LogCollector(runtime, store, ApplicationLog(settings.paths.logs))
        self._reconciler = Reconciler(
            runtime, self._starter, self._traffic, settings, store, self._collector
        )

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
            Unhealthy: It never answered; it was stopped, and ``context["log"]`` is what it wrote.
        """
        job = request.job
        owner = Owner(application_id=job.application_id, version=request.version, job_id=job.job_id)
        state = await self._starter.start(request.image, owner, request.limits)
        try:
            probe = await self._wait(state, request.settings)
        except Unhealthy as problem:
            await self._give_up(job, state.name, problem)
            raise
        said = f"Version {request.version} answers its health check after {probe:.2f} s."
        await self._journal.write(job, "deployment.start_candidate", said)
        return self._deployment(state, request)

    async def _wait(self, state: InstanceState, settings: DeploymentSettings) -> float:
        began = asyncio.get_running_loop().time()

        async def alive() -> bool:
            now = await self._runtime.inspect(state.name)
            return now is not None and now.running and now.restarts <= state.restarts

        await wait_healthy(
            state.endpoint, settings.health_path, settings.health_timeout_seconds, alive
        )
        return asyncio.get_running_loop().time() - began

    async def _give_up(self, job: JobContext, name: str, problem: Unhealthy) -> None:
        log = await self._runtime.logs(name, _LOG_LINES)
        problem.context["log"] = "\n".join(log)
        await self._runtime.stop(name, 0)
        await self._journal.write(
            job, "deployment.start_candidate", problem.message, *log, level=LogLevel.ERROR
        )

    def _deployment(self, state: InstanceState, request: StartCandidateInput) -> Deployment:
        return Deployment(
            version=state.owner.version,
            runtime=self._runtime.name,
            host=self._settings.runtime.host_name,
            instance=state.name,
            image=state.image,
            endpoint=state.endpoint,
            limits=request.limits,
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
        seen = await self._visitor.is_served(request.slug)
        if seen.status is None or seen.status >= 500 or not seen.through_proxy:
            raise Unhealthy(f"The new version was put live, but {seen.sentence}.")
        url = self._settings.application_url(request.slug)
        said = f"Version {candidate.version} is live at {url}."
        await self._journal.write(request.job, "deployment.go_live", said)
        return GoLiveResult(url=url, switched=led.switched)

    @activity.defn(name="deployment.watch")
    async def watch(self, request: WatchInput) -> WatchResult:
        """Watch the live version through the proxy for a while."""
        if activity.in_activity() and activity.info().attempt > 1:
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
        await self._collector.keep(request.job.application_id, deployment.instance)
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
            led = await self._traffic.lead_to(job.application_id, request.slug, state.endpoint)
        if led.switched:
            await asyncio.sleep(self._settings.deploy.settle_seconds)
        # Whatever the failed attempt started is found by its owner, also if it never got to
        # tell of it.
        for instance in await self._runtime.instances(job.application_id):
            if instance.name != previous.instance:
                await self._runtime.stop(instance.name, self._settings.deploy.drain_seconds)
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
            await self._collector.forget(application)
            copies = self._settings.paths.snapshots / application
            await asyncio.to_thread(shutil.rmtree, copies, ignore_errors=True)
        said = "The application was taken down."
        await self._journal.write(request.job, "deployment.take_down", said)

    @activity.defn(name="deployment.reconcile")
    async def reconcile(self) -> ReconcileResult:
        """Compare what should run on this host with what does, and put it right."""
        return await self._reconciler.run()

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
