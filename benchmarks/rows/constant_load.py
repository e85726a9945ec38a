"""R8 and R9 with five kinds of visitors: nobody may notice deployments, rollbacks and failures.

``python -m benchmarks.full_load`` is the run over 200 deployments and a million requests.
"""

from dataclasses import dataclass

from benchmarks.deliveries import Delivery
from benchmarks.deployments import host, runtimes
from benchmarks.figures import Figure, Sample
from benchmarks.five import BREAKS
from benchmarks.processes import now, work_folder
from benchmarks.visited import KINDS, Visited, visitors
from settings import RuntimeChoice

_CLIENTS = {"GET": 4, "POST": 2, "PUT": 1, "SSE": 2, "WS": 2}


@dataclass(frozen=True)
class Extent:
    """How much is played at least."""

    deploys: int
    requests: int


@dataclass
class Played:
    """What was done while visitors came."""

    deploys: int = 0
    rollbacks: int = 0
    refused: int = 0
    seconds: float = 0.0


async def under_load(quick: bool) -> list[Figure]:
    """Play a few deployments, and twice as many when there is time."""
    extent = Extent(6, 1_000) if quick else Extent(20, 20_000)
    return [figure for kind in runtimes() for figure in await measured(kind, extent)]


async def measured(kind: RuntimeChoice, extent: Extent) -> list[Figure]:
    """Play deployments, rollbacks and failing versions under constant load."""
    with work_folder() as folder:
        async with host(folder, kind) as place:
            delivery = Delivery(place, "five", folder)
            try:
                await delivery.prepare("one", "two", *BREAKS)
                await delivery.begin()
                port = place.settings.proxy.port
                async with visitors(folder, port, delivery.address, **_CLIENTS) as seen:
                    played = await _play(delivery, extent, seen)
            finally:
                await place.clear(delivery.job)
    return _figures(kind, extent, seen, played)


async def _play(delivery: Delivery, extent: Extent, seen: Visited) -> Played:
    """Deploy, try a broken version, go back; until there were enough of all, and of requests."""
    played = Played()
    began = now()
    while played.deploys + played.rollbacks < extent.deploys or seen.so_far < extent.requests:
        await delivery.deploy("two")
        played.deploys += 1
        played.refused += await delivery.fail(played.deploys - 1)
        await delivery.deploy("one")
        played.rollbacks += 1
    played.seconds = now() - began
    return played


def _figures(kind: str, extent: Extent, seen: Visited, played: Played) -> list[Figure]:
    counts = seen.counts
    asked = ", ".join(f"{counts.get(name, 0):,} {name}" for name in KINDS)
    notes = (
        f"{seen.requests:,} requests ({asked}) in {played.seconds:.0f} s; {played.deploys}"
        f" deployments, {played.rollbacks} rollbacks, {played.refused} broken versions refused;"
        f" {counts.get('moved', 0)} conversations closed in good order when their version was"
        f" retired; slowest answer {seen.told['slowest_s']:.2f} s",
        *seen.problems,
    )
    enough = seen.requests >= extent.requests and played.refused == played.deploys
    hits = counts.get("broken", 0)
    return [
        _none_of(seen.dropped, f"requests of five kinds dropped, {kind}", "R8", notes, enough),
        _none_of(hits, f"answers by broken versions of {len(BREAKS)} kinds, {kind}", "R9", ()),
    ]


def _none_of(
    number: int, what: str, row: str, notes: tuple[str, ...], enough: bool = True
) -> Figure:
    reached = number == 0 and enough
    return Figure(row, what, "requests", Sample.of(number), None, None, "0", reached, notes)
