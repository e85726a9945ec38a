"""An application runs on one host only: what runs here and belongs elsewhere is stopped."""

import asyncio
from collections.abc import Mapping

import structlog

from activities.containers.naming import short_job
from activities.containers.port import InstanceState, Runtime
from activities.hosts.copies import aside_name
from models.applications import ApplicationStatus
from models.base import utc_now
from models.errors import NotFound, OrchestrationError
from models.hosts import Leftover, Promise
from settings import Settings
from storage.metadata import MetadataStore


class Fence:
    """Looks after what a host finds when it comes back.

    The data of an application that was started elsewhere meanwhile is copied into the shared
    storage and stays here as well: what was entered after the copy that the other host went on
    from is in it, and only its owner can say what that is worth.
    """

    def __init__(self, runtime: Runtime, settings: Settings, store: MetadataStore) -> None:
        self._runtime = runtime
        self._settings = settings
        self._store = store
        self._log = structlog.get_logger("activities.hosts")

    async def run(self) -> int:
        """Stop what belongs elsewhere and keep its data aside; return how many were running."""
        leftovers = await self._store.hosts.leftovers(self._here)
        if not leftovers and len(await self._store.hosts.all()) < 2:
            return 0  # a host alone has nobody to fence itself off from
        promises = await self._store.hosts.promises()
        foreign = [
            instance
            for instance in await self._runtime.instances()
            if await self._belongs_elsewhere(instance, promises)
        ]
        grace = self._settings.deploy.drain_seconds
        await asyncio.gather(*(self._runtime.stop(found.name, grace) for found in foreign))
        for leftover in leftovers:
            try:
                await self._look_after(leftover)
            except OrchestrationError as problem:
                # It stays noted, and is tried again at the next look.
                await self._log.awarning(
                    "data_not_kept_aside",
                    application_id=leftover.application_id,
                    message=problem.message,
                )
        return sum(found.running for found in foreign)

    @property
    def _here(self) -> str:
        return self._settings.runtime.host_name

    async def _belongs_elsewhere(
        self, instance: InstanceState, promises: Mapping[str, Promise]
    ) -> bool:
        try:
            application = await self._store.application(instance.owner.application_id)
        except NotFound:
            return False  # of another installation, or upkeep's matter
        deployment, job_id = application.deployment, application.running_job_id
        if deployment is not None and deployment.host == self._here:
            return False
        promise = promises.get(job_id or "")
        if promise is not None and promise.host != self._here:
            return True  # its job has left this host, and goes on where it was promised
        if deployment is None:
            return False
        # Moving it here is what the running job may just be doing.
        return not _started_by(instance, job_id)

    async def _look_after(self, leftover: Leftover) -> None:
        application = await self._store.application(leftover.application_id)
        deployment = application.deployment
        if application.status is ApplicationStatus.DELETED:
            await self._runtime.remove_artefacts(application.id)
            await self._runtime.remove_data(application.id)
        elif deployment is None or deployment.host != self._here:
            if leftover.reference is not None:
                return
            if await self._runtime.has_data(application.id):
                await self._keep_aside(leftover)
                return
        await self._store.hosts.forget_leftover(self._here, application.id)

    async def _keep_aside(self, leftover: Leftover) -> None:
        name = aside_name(self._here, utc_now())
        paths = self._settings.paths
        target = paths.snapshots / leftover.application_id / name
        reference = str(target.relative_to(paths.root))
        await self._runtime.snapshot(leftover.application_id, target)
        kept = leftover.model_copy(update={"reference": reference})
        await self._store.hosts.keep_leftover(kept)
        await self._log.ainfo(
            "data_kept_aside", application_id=leftover.application_id, reference=reference
        )


def _started_by(instance: InstanceState, job_id: str | None) -> bool:
    # One that was started again after a loss knows only the end of its job's id.
    return job_id is not None and instance.owner.job_id in {job_id, short_job(job_id)}
