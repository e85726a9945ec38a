"""Watching a live version the way its visitors see it: through the proxy."""

import asyncio
import time

import httpx

from activities.containers.port import Runtime
from activities.deployment.caddy_config import host_name
from activities.deployment.health import Probe, probe
from activities.deployment.messages import WatchResult
from models.base import Text
from settings import Settings

PERIOD_SECONDS = 0.2
PROBE_SECONDS = 1.0
BAD_IN_A_ROW = 2
_LOG_LINES = 5


class Visitor:
    """Asks applications through the proxy."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._base = f"http://{settings.proxy.host}:{settings.proxy.port}"

    def client(self, seconds: float = PROBE_SECONDS) -> httpx.AsyncClient:
        """Return a client of the proxy."""
        return httpx.AsyncClient(base_url=self._base, timeout=seconds, trust_env=False)

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


async def watch(
    visitor: Visitor, runtime: Runtime, instance: str, slug: str, path: str, seconds: float
) -> WatchResult:
    """Probe five times a second; end at the first proof that the version is not well."""
    end = time.monotonic() + seconds
    bad: list[Probe] = []
    probes = 0
    async with visitor.client() as client:
        while True:
            began = time.monotonic()
            seen = await visitor.ask(client, slug, path)
            probes += 1
            bad = [] if seen.healthy else [*bad, seen]
            ended = await _how_it_ended(runtime, instance)
            if ended or len(bad) >= BAD_IN_A_ROW:
                found = [*ended, *(f"Asked for {path}, {one.sentence}." for one in bad)]
                found += (await runtime.logs(instance, _LOG_LINES))[-_LOG_LINES:]
                return WatchResult(healthy=False, probes=probes, evidence=_bounded(found))
            if began + PERIOD_SECONDS >= end:
                return WatchResult(healthy=True, probes=probes)
            await asyncio.sleep(max(0.0, began + PERIOD_SECONDS - time.monotonic()))


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
