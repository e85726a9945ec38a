"""R10: from a fault after the switch until the version before serves again, by itself."""

import asyncio
from contextlib import suppress

from activities.deployment.watching import rules_of
from benchmarks.deliveries import Delivery
from benchmarks.deployments import host, runtimes
from benchmarks.figures import Figure, Sample, at_most
from benchmarks.http import Connection
from benchmarks.processes import now, work_folder
from models.applications import Deployment
from models.deployments import WatchRules
from settings import RuntimeChoice, Settings

_WATCH_SECONDS = 30.0
_ASK_SECONDS = 0.005
_PATIENCE_SECONDS = 0.1
_FAULTS = ("crash", "status", "memory", "visitors", "hang")


async def taken_back(quick: bool) -> list[Figure]:
    """Inject faults of each kind into a version that just went live."""
    times = 2 if quick else 8
    return [figure for kind in runtimes() for figure in await _measured(kind, times)]


async def _measured(kind: RuntimeChoice, times: int) -> list[Figure]:
    rules = rules_of(Settings().deploy)
    figures = []
    with work_folder() as folder:
        async with host(folder, kind) as place:
            delivery = Delivery(place, "five", folder)
            try:
                await delivery.prepare("one", "two")
                await delivery.begin()
                for fault in _FAULTS:
                    taken = [await _once(delivery, fault, rules) for _ in range(times)]
                    figures.append(_figure(kind, fault, Sample(tuple(taken)), rules))
            finally:
                await place.clear(delivery.job)
    return figures


def _figure(kind: str, fault: str, taken: Sample, rules: WatchRules) -> Figure:
    """Return the figure; who hangs is noticed only when the time for an answer is over."""
    period = rules.period_seconds + (rules.timeout_seconds if fault == "hang" else 0.0)
    what = f"fault ({fault}) to old version serving, {kind}"
    return at_most("R10", what, "s", taken, 2 * period, "two probe periods; detect and switch")


async def _once(delivery: Delivery, fault: str, rules: WatchRules) -> float:
    before = delivery.live
    if before is None:
        raise RuntimeError("nothing is live")
    candidate = await delivery.switch("two")
    watching = asyncio.create_task(delivery.watch(candidate, before, _WATCH_SECONDS))
    await asyncio.sleep(3 * rules.period_seconds)
    began = now()
    await _inject(delivery, fault, rules)
    if fault == "memory":  # until it is used up, nothing is wrong
        began = await _ended(delivery, candidate)
    await _until_served_by(delivery, before.version, fault)
    taken = now() - began
    if (await watching).healthy:
        raise RuntimeError(f"the fault {fault} was not noticed")
    await delivery.take_back(before)
    return taken


async def _ended(delivery: Delivery, candidate: Deployment) -> float:
    """Return when a program was ended."""
    async with asyncio.timeout(_WATCH_SECONDS):
        while True:
            state = await delivery.host.runtime.inspect(candidate.instance)
            if state is None or not state.running or state.restarts:
                return now()
            await asyncio.sleep(_ASK_SECONDS)


async def _inject(delivery: Delivery, fault: str, rules: WatchRules) -> None:
    """Break the live version; visitors' errors need as many visitors as count."""
    times = 2 * rules.least_requests if fault == "visitors" else 1
    connection = Connection(port=delivery.host.settings.proxy.port)
    with suppress(OSError, EOFError):
        for _ in range(times):
            await connection.ask("POST", f"/break/{fault}", {"Host": delivery.address})
    connection.close()


async def _until_served_by(delivery: Delivery, version: int, fault: str) -> None:
    """Ask like visitors who lose patience soon, each with a connection of their own.

    Those who get errors go on getting them: what the old version answers there is an error too.
    """
    method, path = ("POST", "/break/visitors") if fault == "visitors" else ("GET", "/")
    async with asyncio.timeout(_WATCH_SECONDS):
        while True:
            connection = Connection(port=delivery.host.settings.proxy.port)
            with suppress(OSError, EOFError, TimeoutError, ValueError):
                async with asyncio.timeout(_PATIENCE_SECONDS):
                    answer = await connection.ask(method, path, {"Host": delivery.address})
                if answer.json()["version"] == str(version):
                    return
            connection.close()
            await asyncio.sleep(_ASK_SECONDS)
