"""What one host is asked to do for moves; each activity is safe to repeat."""

from collections.abc import Callable
from typing import Any

from temporalio import activity

from activities.containers.port import Runtime
from activities.deployment.forwarding import Forwarder
from activities.hosts.messages import ClearInput, ForwardInput
from activities.journal import Journal


class LocalHostActivities:
    """Runs on the queue of each host.

    Args:
        runtime: Of this host.
        forwarder: Leads this host's proxy to others.
        journal: Where people read what was done.
        name: Of this host.
    """

    def __init__(self, runtime: Runtime, forwarder: Forwarder, journal: Journal, name: str) -> None:
        self._runtime = runtime
        self._forwarder = forwarder
        self._journal = journal
        self._name = name

    def activities(self) -> list[Callable[..., Any]]:
        """Return the activities to register with a worker."""
        return [self.ping, self.clear, self.forward]

    @activity.defn(name="hosts.ping")
    async def ping(self) -> str:
        """Show that somebody works here."""
        return self._name

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
