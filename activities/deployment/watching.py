"""Watching a live version the way its visitors see it: through the proxy."""

import asyncio
import time
from contextlib import suppress

import httpx

from activities.containers.port import Runtime
from activities.deployment.caddy_config import host_name
from activities.deployment.health import Probe, client_for, probe
from activities.deployment.messages import WatchInput, WatchResult
from activities.deployment.reaching import proxy_client
from activities.deployment.traffic import Traffic
from models.base import Text
from models.errors import OrchestrationError, Unavailable
from settings import Settings

PERIOD_SECONDS = 0.2
PROBE_SECONDS = 1.0
BAD_IN_A_ROW = 2
PATIENCE_SECONDS = 30.0
"""How much longer than asked for is watched when the way to the version is broken."""
_LOG_LINES = 5


class Visitor:
    """Asks applications through the proxy."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def client(self, seconds: float = PROBE_SECONDS) -> httpx.AsyncClient:
        """Return a client of the proxy."""
        return proxy_client(self._settings, seconds)

    async def ask(self, client: httpx.AsyncClient, slug: str, path: str) -> Probe:
        """Ask the application of that slug once."""
        return await probe(client, path, host=host_name(self._settings, slug))

    async def is_served(self, slug: str, attempts: int = 5) -> Probe:
        """Return the first answer that comes from the application itself, or the last other one."""
        last = Probe()
        async with self.client(5.0) as client:
            for attempt in range(attempts):
                last = await self.ask(client, slug, "/")
                if last.status is not None and last.status < 500 and last.through_proxy:
                    break
                await asyncio.sleep(0.05 * 2**attempt)
        return last


class Watcher:
    """Decides whether a live version is well, and tells its faults from those of the platform."""

    def __init__(self, visitor: Visitor, runtime: Runtime, traffic: Traffic) -> None:
        self._visitor = visitor
        self._runtime = runtime
        self._traffic = traffic

    async def watch(self, request: WatchInput) -> WatchResult:
        """Probe five times a second; end at the first proof that the version is not well.

        Raises:
            Unavailable: The version is well, but visitors could not be led to it for long.
        """
        instance = request.deployment.instance
        end = time.monotonic() + request.seconds
        latest = end + PATIENCE_SECONDS
        bad: list[Probe] = []
        probes = 0
        async with self._visitor.client() as client:
            while True:
                began = time.monotonic()
                seen = await self._visitor.ask(client, request.slug, request.health_path)
                probes += 1
                blameless = not seen.healthy and await self._lead_again(request, seen)
                bad = [] if seen.healthy or blameless else [*bad, seen]
                ended = await _how_it_ended(self._runtime, instance)
                if ended or len(bad) >= BAD_IN_A_ROW:
                    return await self._not_well(request, probes, ended, bad)
                if seen.healthy and began + PERIOD_SECONDS >= end:
                    return WatchResult(healthy=True, probes=probes)
                if began > latest:
                    raise Unavailable("The new version is well, but the proxy does not reach it.")
                await asyncio.sleep(max(0.0, began + PERIOD_SECONDS - time.monotonic()))

    async def _lead_again(self, request: WatchInput, seen: Probe) -> bool:
        """Return whether only the way to the version is broken, and mend that way."""
        if seen.through_proxy or not await self._answers_itself(request):
            return False
        application, endpoint = request.job.application_id, request.deployment.endpoint
        # A proxy that is just being started again comes back with or without the route.
        with suppress(OrchestrationError):
            async with self._traffic.lock(application):
                await self._traffic.lead_to(application, request.slug, endpoint)
        return True

    async def _answers_itself(self, request: WatchInput) -> bool:
        async with client_for(request.deployment.endpoint) as client:
            return (await probe(client, request.health_path)).healthy

    async def _not_well(
        self, request: WatchInput, probes: int, ended: list[str], bad: list[Probe]
    ) -> WatchResult:
        found = [*ended, *(f"Asked for {request.health_path}, {one.sentence}." for one in bad)]
        found += (await self._runtime.logs(request.deployment.instance, _LOG_LINES))[-_LOG_LINES:]
        return WatchResult(healthy=False, probes=probes, evidence=_bounded(found))


async def _how_it_ended(runtime: Runtime, instance: str) -> list[str]:
    state = await runtime.inspect(instance)
    if state is None:
        return ["The instance is gone."]
    if not state.running:
        return [f"The program ended with code {state.exit_code}."]
    if state.restarts:
        return ["The program ended by itself and had to be started again."]
    return []


def _bounded(lines: list[str]) -> tuple[Text, ...]:
    return tuple(line[:500] for line in lines)
