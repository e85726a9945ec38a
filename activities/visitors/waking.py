"""Waking applications that sleep: once, however many ask."""

import asyncio

import structlog

from activities.containers.port import Runtime
from activities.serving.desired import note_endpoint
from activities.serving.starting import Starter
from activities.serving.traffic import Traffic
from activities.serving.waiting import until_healthy
from models.applications import Application, DesiredState
from models.errors import OrchestrationError
from models.specification import DeploymentSettings
from storage.metadata import MetadataStore


class Waker:
    """Starts what sleeps, some applications at a time.

    Args:
        runtime: Where instances run.
        starter: Brings them up.
        traffic: Gives them their visitors back.
        store: What sleeps.
        at_once: Applications that are started side by side.
    """

    def __init__(
        self,
        runtime: Runtime,
        starter: Starter,
        traffic: Traffic,
        store: MetadataStore,
        at_once: int,
    ) -> None:
        self._runtime = runtime
        self._starter = starter
        self._traffic = traffic
        self._store = store
        self._slots = asyncio.Semaphore(at_once)
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._log = structlog.get_logger("activities.visitors")

    def is_waking(self, application_id: str) -> bool:
        """Return whether the application is being started at the moment."""
        return application_id in self._under_way

    def wake(self, application_id: str) -> asyncio.Task[None]:
        """Start the application, unless that is under way; the task never fails.

        Whoever waits for it may stop waiting: shield it.
        """
        task = self._under_way.get(application_id)
        if task is None:
            task = asyncio.create_task(self._try(application_id))
            self._under_way[application_id] = task
            task.add_done_callback(lambda _: self._under_way.pop(application_id, None))
        return task

    async def close(self) -> None:
        """Stop waking; what is half awake is finished by upkeep."""
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _try(self, application_id: str) -> None:
        try:
            # Looked at before as well: a job may hold the lock for long, and others want the slot.
            if not sleeps(await self._store.application(application_id)):
                return
            async with self._slots, self._traffic.lock(application_id):
                await self._wake(application_id)
        except OrchestrationError as problem:
            # It counts as awake now: upkeep goes on trying, and reports what it can't put right.
            await self._log.awarning(
                "application_not_woken",
                application_id=application_id,
                code=problem.code,
                message=problem.message,
            )

    async def _wake(self, application_id: str) -> None:
        """Start it under the lock; nothing happens when a job or its owner was quicker."""
        application = await self._store.application(application_id)
        deployment = application.deployment
        if deployment is None or not sleeps(application):
            return
        # First of all: upkeep finishes what a death of this process interrupts.
        await self._store.update_application(application_id, asleep_since=None)
        _, state = await self._starter.ensure_running(deployment, application_id)
        seconds = DeploymentSettings().health_timeout_seconds
        await until_healthy(self._runtime, state, deployment.health_path, seconds)
        await note_endpoint(self._store, application_id, deployment, state.endpoint)
        await self._traffic.lead_to(application_id, application.slug, state.endpoint)
        await self._log.ainfo("application_woken", application_id=application_id)


def sleeps(application: Application) -> bool:
    """Return whether a visit should wake it: neither its owner nor a job has other plans."""
    return (
        application.asleep_since is not None
        and application.running_job_id is None
        and application.desired_state is DesiredState.RUNNING
    )
