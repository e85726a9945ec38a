"""Keeps what an application is said to be true: running, stopped or unhealthy."""

from activities.containers.port import InstanceState, Runtime
from activities.serving.health import client_for, probe
from activities.serving.waiting import until_healthy
from models.applications import Application, ApplicationStatus
from models.errors import NotFound, Unhealthy
from models.specification import DeploymentSettings
from storage.metadata import MetadataStore

LOOK_SECONDS = 2.0


class Standing:
    """Notes in the metadata store what was seen of an application's instance."""

    def __init__(self, runtime: Runtime, store: MetadataStore) -> None:
        self._runtime = runtime
        self._store = store

    async def halted(self, application: Application) -> None:
        """Note that nothing of it runs, as its owner wishes."""
        await self._note(application, ApplicationStatus.STOPPED)

    async def look(self, application: Application, state: InstanceState) -> None:
        """Note that it is well, if it is and was said not to be; costs nothing otherwise."""
        if application.status is ApplicationStatus.RUNNING:
            return
        settings = await self._settings(application)
        async with client_for(state.endpoint, LOOK_SECONDS) as client:
            if (await probe(client, settings.health_path)).healthy:
                await self._note(application, ApplicationStatus.RUNNING)

    async def await_health(self, application: Application) -> ApplicationStatus:
        """Wait until the instance answers its health check, note what came of it, and return it."""
        deployment = application.deployment
        state = await self._runtime.inspect(deployment.instance) if deployment else None
        status = ApplicationStatus.UNHEALTHY
        if state is not None and await self._becomes_healthy(application, state):
            status = ApplicationStatus.RUNNING
        await self._note(application, status)
        return status

    async def _becomes_healthy(self, application: Application, state: InstanceState) -> bool:
        settings = await self._settings(application)

        path, seconds = settings.health_path, settings.health_timeout_seconds
        try:
            await until_healthy(self._runtime, state, path, seconds)
        except Unhealthy:
            return False
        return True

    async def _settings(self, application: Application) -> DeploymentSettings:
        if application.current_version is None:
            return DeploymentSettings()
        try:
            version = await self._store.version(application.id, application.current_version)
        except NotFound:
            return DeploymentSettings()
        return version.specification.deployment

    async def _note(self, application: Application, status: ApplicationStatus) -> None:
        if application.deployment is not None and application.status is not status:
            instance = application.deployment.instance
            await self._store.states.found(application.id, instance, status)
