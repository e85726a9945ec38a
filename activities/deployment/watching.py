"""Watching a live version the way its visitors see it: through the proxy."""

import asyncio
import time
from contextlib import suppress

import httpx

from activities.containers.port import Runtime
from activities.deployment.evidence import Collector, Sighting, lines_of
from activities.deployment.knocking import listens
from activities.deployment.messages import WatchInput, WatchResult
from activities.deployment.verdict import Looks, ended_by_itself
from activities.deployment.visitors import VisitorErrors
from activities.serving.caddy_config import host_name
from activities.serving.health import Probe, client_for, probe
from activities.serving.reaching import proxy_client
from activities.serving.traffic import Traffic
from models.base import utc_now
from models.deployments import FailureStage, Fault, WatchRules
from models.errors import OrchestrationError, Unavailable
from settings import DeploySettings, Settings

PROBE_SECONDS = 1.0
PATIENCE_SECONDS = 30.0
"""How much longer than asked for is watched when the way to the version is broken."""
END_SECONDS = 5.0
"""How long the runtime may take to know why a program ended; visitors are led back before."""
_BETWEEN_ASKING_SECONDS = 0.05
_CONFIRM = 0.5
"""Share of the period after which a failing look is repeated."""


def rules_of(settings: DeploySettings) -> WatchRules:
    """Return the operator's rules."""
    return WatchRules(
        seconds=settings.watch_seconds,
        period_seconds=settings.probe_period_seconds,
        timeout_seconds=settings.probe_timeout_seconds,
        failures_in_a_row=settings.probe_failures,
        error_rate=settings.error_rate,
        least_requests=settings.least_requests,
    )


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
    """Decides whether a live version is well, and tells its faults from those of the platform.

    Args:
        visitor: Asks through the proxy.
        runtime: Where versions run.
        traffic: Mends the way to a version, and leads visitors back.
        visitors: Who counts what visitors get.
        collector: Keeps what was seen.
        rules: What holds when a job brings no rules of its own.
    """

    def __init__(
        self,
        visitor: Visitor,
        runtime: Runtime,
        traffic: Traffic,
        visitors: VisitorErrors,
        collector: Collector,
        rules: WatchRules,
    ) -> None:
        self._visitor = visitor
        self._runtime = runtime
        self._traffic = traffic
        self._visitors = visitors
        self._collector = collector
        self._rules = rules

    async def watch(self, request: WatchInput) -> WatchResult:
        """Look regularly; at the first proof of a fault lead visitors back, then tell.

        Raises:
            Unavailable: The version is well, but visitors could not be led to it for long.
        """
        if await self._was_led_back(request):
            told = "An earlier attempt to watch it had taken it back, and ended before it told why."
            return await self._tell(request, 0, _fault(Fault.NO_ANSWER, told, led_back=True))
        rules = request.rules or self._rules
        counter = self._visitors.since(request.job.application_id, utc_now())
        looks = Looks(rules, counter)
        sighting = await self._look(request, rules, looks)
        if sighting is None:
            return WatchResult(healthy=True, probes=looks.number)
        back = await self._lead_back(request)
        if sighting is _DEAF:
            sighting = await self._known_end(request)
        seen = sighting.model_copy(update={"led_back": back, "probes": tuple(looks.records)})
        return await self._tell(request, looks.number, seen)

    async def _look(self, request: WatchInput, rules: WatchRules, looks: Looks) -> Sighting | None:
        """Return the first proof of a fault; None when there was none until the end."""
        end = time.monotonic() + request.seconds
        latest = end + PATIENCE_SECONDS
        async with self._visitor.client(rules.timeout_seconds) as client:
            while True:
                began = time.monotonic()
                seen = await self._look_once(client, request, rules, looks)
                if isinstance(seen, Sighting):
                    return seen
                last = seen.healthy and began + rules.period_seconds >= end
                fault = looks.failing() or await looks.visitors()
                if fault is not None:
                    return await self._ended(request) or fault
                if last:
                    return await self._ended(request)
                if began > latest:
                    raise Unavailable("The new version is well, but the proxy does not reach it.")
                pause = rules.period_seconds * (1.0 if seen.healthy else _CONFIRM)
                await asyncio.sleep(max(0.0, began + pause - time.monotonic()))

    async def _look_once(
        self, client: httpx.AsyncClient, request: WatchInput, rules: WatchRules, looks: Looks
    ) -> Probe | Sighting:
        """Look once; before looks that fail are proof, the version itself is asked as well.

        Both are asked side by side: who hangs shall not be waited for twice.
        """
        itself = asyncio.create_task(self._answers_itself(request, rules, wanted=looks.suspicious))
        try:
            seen = await self._ask_while_it_runs(client, request, rules)
            if isinstance(seen, Probe):
                on_the_way = not seen.healthy and not seen.through_proxy
                blameless = on_the_way and await itself
                if blameless:
                    await self._lead_again(request)
                looks.add(seen, blameless=blameless)
            return seen
        finally:
            itself.cancel()

    async def _ask_while_it_runs(
        self, client: httpx.AsyncClient, request: WatchInput, rules: WatchRules
    ) -> Probe | Sighting:
        """Look once, and meanwhile at the program: the proxy holds questions to one that is gone.

        Returns:
            The answer, or that the program has ended.
        """
        pause = rules.period_seconds * _CONFIRM
        asking = asyncio.create_task(self._visitor.ask(client, request.slug, request.health_path))
        looking = asyncio.create_task(self._ended(request))
        try:
            while not (asking.done() and looking.done()):
                if listens(request.deployment.endpoint) is False:
                    return _DEAF
                open_ones = {task for task in (asking, looking) if not task.done()}
                await asyncio.wait(open_ones, timeout=pause, return_when=asyncio.FIRST_COMPLETED)
                if looking.done() and (ended := looking.result()) is not None:
                    return ended
                if looking.done() and not asking.done():
                    await asyncio.wait({asking}, timeout=pause)
                    looking = asyncio.create_task(self._ended(request))
            return asking.result()
        finally:
            asking.cancel()
            looking.cancel()

    async def _ended(self, request: WatchInput) -> Sighting | None:
        return ended_by_itself(await self._runtime.inspect(request.deployment.instance))

    async def _known_end(self, request: WatchInput) -> Sighting:
        """Return what the runtime knows of an end that the kernel has told earlier."""
        latest = time.monotonic() + END_SECONDS
        with suppress(OrchestrationError):
            while time.monotonic() < latest:
                ended = await self._ended(request)
                if ended is not None:
                    return ended
                await asyncio.sleep(_BETWEEN_ASKING_SECONDS)
        return _DEAF

    async def _lead_again(self, request: WatchInput) -> None:
        """Mend the way to a version that is well."""
        application, endpoint = request.job.application_id, request.deployment.endpoint
        # A proxy that is just being started again comes back with or without the route.
        with suppress(OrchestrationError):
            async with self._traffic.lock(application):
                await self._traffic.lead_to(application, request.slug, endpoint)

    async def _answers_itself(
        self, request: WatchInput, rules: WatchRules, *, wanted: bool
    ) -> bool:
        """Return whether the version answers who asks it directly; not asked unless wanted."""
        if not wanted:
            return False
        async with client_for(request.deployment.endpoint, rules.timeout_seconds) as client:
            return (await probe(client, request.health_path)).healthy

    async def _was_led_back(self, request: WatchInput) -> bool:
        before = request.previous
        if before is None or before.instance == request.deployment.instance:
            return False
        return await self._traffic.leads_to(request.job.application_id, before.endpoint)

    async def _lead_back(self, request: WatchInput) -> bool:
        """Give visitors back to the version before, if it runs; the job puts the rest right.

        Nothing is asked or written before: each moment costs visitors.
        """
        before, application = request.previous, request.job.application_id
        if before is None or before.instance == request.deployment.instance:
            return False
        with suppress(OrchestrationError):
            if listens(before.endpoint) or await self._runs(before.instance):
                async with self._traffic.lock(application):
                    await self._traffic.lead_to(application, request.slug, before.endpoint)
                return True
        return False

    async def _runs(self, instance: str) -> bool:
        state = await self._runtime.inspect(instance)
        return state is not None and state.running

    async def _tell(self, request: WatchInput, probes: int, seen: Sighting) -> WatchResult:
        evidence = await self._collector.collect(request.job, request.deployment, seen)
        return WatchResult(healthy=False, probes=probes, evidence=lines_of(evidence))


def _fault(fault: Fault, summary: str, *, led_back: bool = False) -> Sighting:
    return Sighting(stage=FailureStage.WATCH, fault=fault, summary=summary, led_back=led_back)


_DEAF = _fault(Fault.ENDED, "The program ended: nobody listens any more.")
"""The kernel's word, before the runtime has told why."""
