"""What every database must hold about visits."""

import asyncio
from datetime import UTC, datetime, timedelta

from models.base import new_id
from models.traffic import LogPosition, TrafficStep, TrafficSums, Visits, latency_class
from storage.metadata import MetadataStore

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
KEPT = {
    TrafficStep.MINUTE: timedelta(days=2),
    TrafficStep.HOUR: timedelta(days=90),
    TrafficStep.DAY: timedelta(days=700),
}


def visits(application_id: str, at: datetime, requests: int = 1, seconds: float = 0.1) -> Visits:
    sums = TrafficSums(
        requests=requests,
        server_errors=1,
        bytes=10 * requests,
        latencies={latency_class(seconds): requests},
    )
    return Visits(application_id=application_id, at=at, sums=sums, last=at)


def behind(offset: int) -> LogPosition:
    return LogPosition(file="f", offset=offset)


class TrafficContract:
    async def test_each_part_of_a_log_counts_once_whoever_reads_it(
        self, store: MetadataStore, second_store: MetadataStore
    ) -> None:
        one, log = new_id(), new_id()
        records, others = store.traffic, second_store.traffic
        assert await records.position(log) is None
        both = await asyncio.gather(
            records.add(log, None, behind(5), [visits(one, NOON, 3)]),
            others.add(log, None, behind(5), [visits(one, NOON, 3)]),
        )
        assert sorted(both) == [False, True]
        assert await others.position(log) == behind(5)
        both = await asyncio.gather(
            *(r.add(log, behind(5), behind(9), [visits(one, NOON, 4)]) for r in (records, others))
        )
        assert sorted(both) == [False, True]
        assert not await records.add(log, behind(5), behind(9), [visits(one, NOON, 4)])

        figures = await records.figures(one, NOON, NOON + timedelta(seconds=70))
        assert (figures.requests, figures.server_errors, figures.bytes) == (7, 2, 70)
        assert (figures.requests_per_second, figures.error_rate) == (0.1, round(2 / 7, 6))
        assert figures.p50_ms is not None
        assert 95 < figures.p50_ms < 105

    async def test_the_last_visit_never_goes_back(self, store: MetadataStore) -> None:
        one, log = new_id(), new_id()
        assert await store.traffic.last_visit(one) is None
        later = NOON + timedelta(hours=1)
        await store.traffic.add(log, None, behind(1), [visits(one, later), visits(one, NOON)])
        await store.traffic.add(log, behind(1), behind(2), [visits(one, NOON)])
        assert await store.traffic.last_visit(one) == later
        assert (await store.traffic.last_visits())[one] == later

    async def test_old_figures_are_put_together_and_stay_the_same(
        self, store: MetadataStore
    ) -> None:
        one, log = new_id(), new_id()
        ages = (timedelta(days=1000), timedelta(days=200), timedelta(days=10), timedelta(hours=1))
        recorded = [
            visits(one, NOON - age + timedelta(minutes=minute))
            for age in ages
            for minute in (0, 1, 61)
        ]
        await store.traffic.add(log, None, behind(1), recorded)
        assert await store.traffic.thin_out(NOON, KEPT) > 0
        assert await store.traffic.thin_out(NOON, KEPT) == 0

        async def counted(step: TrafficStep, age: timedelta) -> list[int]:
            began = NOON - age - timedelta(hours=13)
            found = await store.traffic.series(one, began, began + timedelta(days=2), step)
            return [figures.requests for figures in found]

        assert await counted(TrafficStep.MINUTE, ages[3]) == [1, 1, 1]
        assert await counted(TrafficStep.MINUTE, ages[2]) == [2, 1], "hours are kept"
        assert await counted(TrafficStep.HOUR, ages[2]) == [2, 1]
        assert await counted(TrafficStep.HOUR, ages[1]) == [3], "days are kept"
        assert await counted(TrafficStep.DAY, ages[0]) == []

        late = [visits(one, NOON - ages[2])]
        await store.traffic.add(log, behind(1), behind(2), late)
        await store.traffic.thin_out(NOON, KEPT)
        assert await counted(TrafficStep.HOUR, ages[2]) == [3, 1]

    async def test_what_is_under_way_is_a_visit_now_and_is_forgotten_when_not_seen_again(
        self, store: MetadataStore
    ) -> None:
        one, other, later = new_id(), new_id(), NOON + timedelta(minutes=1)
        await store.traffic.note_open({one: 2, other: 1}, NOON)
        await store.traffic.note_open({one: 3}, later)
        await store.traffic.note_open({}, later)

        assert await store.traffic.last_visit(one) == later
        assert await store.traffic.last_visit(other) == NOON
        assert await store.traffic.open_since(one, later) == 3
        assert await store.traffic.open_since(other, NOON) == 1
        assert await store.traffic.open_since(other, later) == 0
