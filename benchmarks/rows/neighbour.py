"""P18: what visitors of another application notice while one is deployed."""

import asyncio

from benchmarks.deliveries import Delivery
from benchmarks.deployments import host, runtimes
from benchmarks.figures import Figure, Sample
from benchmarks.processes import now, work_folder
from benchmarks.visited import Visited, visitors
from settings import RuntimeChoice

_MOST = 1.2
_PACED, _HELD = 2, 5
Window = tuple[float, float]


async def undisturbed(quick: bool) -> list[Figure]:
    """Compare a neighbour's answers during deployments with those in between."""
    rounds = 4 if quick else 12
    return [figure for kind in runtimes() for figure in await _measured(kind, rounds)]


async def _measured(kind: RuntimeChoice, rounds: int) -> list[Figure]:
    with work_folder() as folder:
        async with host(folder, kind) as place:
            changing = Delivery(place, "changing", folder)
            neighbour = Delivery(place, "neighbour", folder)
            try:
                await changing.prepare("one", "two")
                await changing.begin()
                await neighbour.begin()
                port, address = place.settings.proxy.port, neighbour.address
                async with visitors(folder, port, address, paced=_PACED, held=_HELD) as seen:
                    idle, busy = await _play(changing, rounds)
            finally:
                await place.clear(changing.job)
                await place.clear(neighbour.job)
    return _figures(kind, seen, idle, busy)


async def _play(changing: Delivery, rounds: int) -> tuple[list[Window], list[Window]]:
    """Deploy and do nothing in turns of the same length: noise of the machine hits both alike."""
    idle, busy = [], []
    for number in range(rounds):
        began = now()
        await changing.deploy("one" if number % 2 else "two")
        ended = now()
        await asyncio.sleep(ended - began)
        busy.append((began, ended))
        idle.append((ended, now()))
    return idle, busy


def _figures(kind: str, seen: Visited, idle: list[Window], busy: list[Window]) -> list[Figure]:
    ours = _within(seen, busy).scaled(1000).at(99)
    floor = _within(seen, idle).scaled(1000).at(99)
    ratio = ours.median / floor.median
    cut = seen.counts.get("cut", 0)
    notes = (
        f"{len(seen.samples):,} requests, {len(busy)} deployments, {seen.dropped} failed",
        *seen.problems,
    )
    reached = ratio <= _MOST and seen.dropped == 0
    goal = f"<= {_MOST:g} x"
    return [
        Figure("P18", f"neighbour's p99, {kind}", "ms", ours, floor, ratio, goal, reached, notes),
        Figure(
            "P18",
            f"neighbour's WebSockets cut of {_HELD}, {kind}",
            "sockets",
            Sample.of(cut),
            goal="0",
            reached=cut == 0,
        ),
    ]


def _within(seen: Visited, windows: list[Window]) -> Sample:
    return Sample(
        tuple(
            taken
            for began, taken in seen.samples
            if any(start <= began < end for start, end in windows)
        )
    )
