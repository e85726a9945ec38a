"""Makes what runs on a host equal to what should: after restarts of the machine or the proxy."""

from collections import Counter

import structlog

from activities.application_logs.collector import LogCollector
from activities.containers.port import InstanceState, Runtime
from activities.deployment.desired import all_applications
from activities.deployment.messages import ReconcileResult
from activities.deployment.pruning import Pruner
from activities.deployment.standing import Standing
from activities.deployment.starting import Found, Starter
from activities.deployment.traffic import Traffic
from models.applications import Application, ApplicationStatus, Deployment, DesiredState
from models.errors import NotFound, OrchestrationError
from settings import Settings
from storage.metadata import MetadataStore


class Reconciler:
    """Never touches an application that a job works on."""

    def __init__(
        self,
        runtime: Runtime,
        starter: Starter,
        traffic: Traffic,
        settings: Settings,
        store: MetadataStore,
        logs: LogCollector,
    ) -> None:
        self._runtime = runtime
        self._starter = starter
        self._traffic = traffic
        self._settings = settings
        self._store = store
        self._logs = logs
        self._pruner = Pruner(runtime, store)
        self._standing = Standing(runtime, store)
        self._log = structlog.get_logger("activities.deployment")

    async def run(self) -> ReconcileResult:
        """Look at everything once."""
        # Instances first: one that a job starts after this look can't be taken for an orphan.
        instances = await self._runtime.instances()
        counts: Counter[str] = Counter()
        async for application in all_applications(self._store):
            if not self._is_ours(application):
                continue
            counts["checked"] += 1
            try:
                counts.update(await self._heal(application))
            except OrchestrationError as problem:
                counts["failed"] += 1
                await self._log.awarning(
                    "application_not_healed",
                    application_id=application.id,
                    code=problem.code,
                    message=problem.message,
                )
        for instance in instances:
            counts["orphans"] += await self._remove_if_orphan(instance)
        counts["pruned"] = await self._pruner.run_if_due()
        return ReconcileResult(**counts)

    async def settle(self, application_id: str) -> Application:
        """Put one application right at once, and return it as it is then.

        Raises:
            NotFound: There is none.
        """
        application = await self._store.application(application_id)
        if self._is_ours(application):
            await self._heal(application)
        return await self._store.application(application_id)

    def _is_ours(self, application: Application) -> bool:
        deployment = application.deployment
        return (
            deployment is not None
            and deployment.host == self._settings.runtime.host_name
            and deployment.runtime is self._runtime.name
            and application.running_job_id is None
            and application.status is not ApplicationStatus.DELETED
        )

    async def _heal(self, seen: Application) -> Counter[str]:
        async with self._traffic.lock(seen.id):
            # Read again under the lock: a job that began meanwhile has it from now on.
            application = await self._store.application(seen.id)
            deployment = application.deployment
            if deployment is None or not self._is_ours(application):
                return Counter()
            if application.desired_state is DesiredState.STOPPED:
                halted = await self._halt(application.id, deployment)
                await self._standing.halted(application)
                return halted
            found, state = await self._starter.ensure_running(deployment, application.id)
            led = await self._traffic.lead_to(application.id, application.slug, state.endpoint)
            await self._standing.look(application, state)
            return Counter(
                restarted=int(found is Found.ENDED),
                started=int(found is Found.GONE),
                relinked=int(led.switched),
                rerouted=int(led.routed),
            )

    async def _halt(self, application_id: str, deployment: Deployment) -> Counter[str]:
        if await self._runtime.inspect(deployment.instance) is None:
            return Counter()
        await self._logs.keep(application_id, deployment.instance)
        grace = self._settings.deploy.drain_seconds
        await self._runtime.stop(deployment.instance, grace)
        return Counter(stopped=1)

    async def _remove_if_orphan(self, instance: InstanceState) -> int:
        try:
            application = await self._store.application(instance.owner.application_id)
        except NotFound:
            application = None
        if application is not None and application.status is not ApplicationStatus.DELETED:
            deployment = application.deployment
            current = deployment is not None and deployment.instance == instance.name
            if current or application.running_job_id is not None:
                return 0
        await self._runtime.stop(instance.name, self._settings.deploy.drain_seconds)
        return 1
