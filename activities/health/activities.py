"""The activities that look after a host; each can be repeated at any point."""

from collections.abc import Callable
from typing import Any

from temporalio import activity

from activities.health.healing import Healer
from activities.health.looking import Looker
from activities.health.messages import HealInput, HealResult, LookResult
from activities.hosts.fencing import Fence
from activities.serving.forwarding import Forwarder
from activities.serving.guarding import ProxyGuard


class HealthActivities:
    """Looking at a host, and putting right what is wrong there.

    Args:
        guard: Keeps the proxy's configuration whole.
        forwarder: Leads visitors of other hosts' applications there.
        fence: Stops what belongs to another host, and keeps its data.
        looker: Notes what is wrong.
        healer: Puts it right.
    """

    def __init__(
        self,
        guard: ProxyGuard,
        forwarder: Forwarder,
        fence: Fence,
        looker: Looker,
        healer: Healer,
    ) -> None:
        self._guard = guard
        self._forwarder = forwarder
        self._fence = fence
        self._looker = looker
        self._healer = healer

    def activities(self) -> list[Callable[..., Any]]:
        """Return the activities to register with a worker."""
        return [self.look, self.heal]

    @activity.defn(name="health.look")
    async def look(self) -> LookResult:
        """Look at everything on this host once, and say what is to be done."""
        await self._guard.run()
        await self._forwarder.run()
        result, _ = await self._looker.look(_waited_seconds())
        return result

    @activity.defn(name="health.heal")
    async def heal(self, request: HealInput) -> HealResult:
        """Put right what is wrong with an application, or remove what is left over."""
        if request.application_id is not None:
            return await self._healer.heal(request.application_id)
        await self._fence.run()
        return await self._healer.tidy(request.orphans, prune=True)


def _waited_seconds() -> float:
    """Return how long this work waited until a worker took it."""
    if not activity.in_activity():
        return 0.0
    info = activity.info()
    return (info.started_time - info.current_attempt_scheduled_time).total_seconds()
