"""What one host is asked to do for moves; each activity is safe to repeat."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from temporalio import activity

from activities.containers.naming import checked_id
from activities.containers.port import Runtime
from activities.hosts.messages import ClearInput, ForwardInput, RestoreCopyInput
from activities.journal import Journal
from activities.serving.forwarding import Forwarder
from models.errors import NotFound
from settings import Settings

_COPIES = ("snapshots", "backups")
"""Folders of the data directory that have one per application, with copies of its data."""


class LocalHostActivities:
    """Runs on the queue of each host.

    Args:
        runtime: Of this host.
        forwarder: Leads this host's proxy to others.
        journal: Where people read what was done.
        settings: Of this host.
    """

    def __init__(
        self, runtime: Runtime, forwarder: Forwarder, journal: Journal, settings: Settings
    ) -> None:
        self._runtime = runtime
        self._forwarder = forwarder
        self._journal = journal
        self._root = settings.paths.root
        self._name = settings.runtime.host_name

    def activities(self) -> list[Callable[..., Any]]:
        """Return the activities to register with a worker."""
        return [self.ping, self.restore, self.clear, self.forward]

    @activity.defn(name="hosts.ping")
    async def ping(self) -> str:
        """Show that somebody works here."""
        return self._name

    @activity.defn(name="hosts.restore")
    async def restore(self, request: RestoreCopyInput) -> None:
        """Put a copy in place of the application's data, whatever is there.

        Raises:
            NotFound: There is no such copy of this application.
            Conflict: An instance is running.
            StorageError: The copy is damaged, or the data could not be replaced.
        """
        application = request.job.application_id
        source = self._copy(application, request.reference)
        await self._runtime.restore(application, source)
        said = f"The data was put in place on '{self._name}'."
        await self._journal.write(request.job, "hosts.restore", said)

    def _copy(self, application_id: str, reference: str) -> Path:
        place = (self._root / reference).resolve()
        homes = [(self._root / name / checked_id(application_id)).resolve() for name in _COPIES]
        if place.parent not in homes or not place.is_file():
            text = "There is no such copy of the application's data."
            raise NotFound(text, reference=reference[:200])
        return place

    @activity.defn(name="hosts.clear")
    async def clear(self, request: ClearInput) -> None:
        """Remove all of an application that lives elsewhere; its proxy's route is not touched."""
        application = request.job.application_id
        for instance in await self._runtime.instances(application):
            await self._runtime.stop(instance.name, 0)
        await self._runtime.remove_artefacts(application)
        await self._runtime.remove_data(application)
        said = f"Nothing of the application is left on '{self._name}'."
        await self._journal.write(request.job, "hosts.clear", said)

    @activity.defn(name="hosts.forward")
    async def forward(self, request: ForwardInput) -> None:
        """Lead this host's visitors of an application to the host where it is now."""
        await self._forwarder.lead_to_host(request.job.application_id, request.slug, request.host)
