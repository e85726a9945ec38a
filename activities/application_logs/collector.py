"""Takes over what an application's instance wrote, through switches from one to the next."""

from contextlib import suppress

from activities.application_logs.reading import collected
from activities.containers.naming import owner_of
from activities.containers.port import Runtime
from models.application_logs import CollectedLine
from models.applications import Deployment
from models.base import utc_now
from models.errors import OrchestrationError
from models.jobs import LogLevel
from storage.application_logs import ApplicationLog
from storage.metadata import MetadataStore

MOST_AT_ONCE = 2_000
"""Lines; of an application that writes more between two looks, the newest are kept."""


class LogCollector:
    """Writes what instances of this host said into the logs of their applications.

    Args:
        runtime: Where instances run, and where their output is.
        store: Knows which instance is live.
        log: What is kept.
    """

    def __init__(self, runtime: Runtime, store: MetadataStore, log: ApplicationLog) -> None:
        self._runtime = runtime
        self._store = store
        self._log = log

    async def collect(self, application_id: str) -> int:
        """Take over what is new of the instance that is live; return how many lines that were.

        When another one was live at the last look, what that has written since comes first.

        Raises:
            NotFound: There is no such application.
        """
        application = await self._store.application(application_id)
        deployment = application.deployment
        if deployment is None:
            return 0
        newest = await self._log.newest(application_id)
        if newest is None or newest.instance == deployment.instance:
            return await self._take(application_id, deployment.instance, deployment.version)
        before = await self._take(application_id, newest.instance, newest.version)
        await self._log.append(application_id, [_switched(deployment)])
        return (
            before + 1 + await self._take(application_id, deployment.instance, deployment.version)
        )

    async def keep(self, application_id: str, instance: str) -> None:
        """Take over what an instance wrote, before it is removed.

        Never fails: that it is removed matters more than what it said.
        """
        with suppress(OrchestrationError):
            newest = await self._log.newest(application_id)
            if newest is None or newest.instance == instance:
                version = owner_of(instance, application_id).version
                await self._take(application_id, instance, version)

    async def forget(self, application_id: str) -> None:
        """Delete what was kept."""
        with suppress(OrchestrationError):
            await self._log.remove(application_id)

    async def _take(self, application_id: str, instance: str, version: int) -> int:
        after = await self._log.stamp(application_id, instance)
        lines = await self._runtime.read_log(instance, after, MOST_AT_ONCE)
        if not lines:
            return 0
        kept = collected(lines, instance, version, utc_now())
        if after and len(lines) == MOST_AT_ONCE:
            kept.insert(0, _left_out(kept[0]))
        return await self._log.append(application_id, kept)


def _switched(deployment: Deployment) -> CollectedLine:
    return _ours(
        deployment.instance,
        deployment.version,
        f"Version {deployment.version} is live from here on, in a new instance.",
    )


def _left_out(first: CollectedLine) -> CollectedLine:
    told = "More was written here than is kept; the newest lines follow."
    line = _ours(first.instance, first.version, told, LogLevel.WARNING)
    return line.model_copy(update={"stamp": first.stamp})


def _ours(instance: str, version: int, text: str, level: LogLevel = LogLevel.INFO) -> CollectedLine:
    return CollectedLine(
        number=0, at=utc_now(), level=level, version=version, text=text, instance=instance
    )
