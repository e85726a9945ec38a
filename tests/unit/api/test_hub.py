"""The hub: every follower gets each event once, in order, whatever happens to it."""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.alert_rooms import AlertRoom
from api.feed import Feed, Topic
from api.follower import Follower, SlowFollower
from api.frames import ALERTS, encode
from api.hub import Hub, HubClosed
from models.alerts import AlertChange, AlertEvent, AlertFacts
from models.base import new_id
from models.errors import StorageError
from models.jobs import DevelopmentJob, EventKind, JobEvent, JobKind, JobPhase, JobProgress
from storage.bells import Bell, Listening
from storage.paging import Page
from tests import samples
from tests.unit.storage.contract_alerts import a_finding


def event(job_id: str, sequence: int, kind: EventKind = EventKind.LOG) -> JobEvent:
    return JobEvent(
        sequence=sequence,
        job_id=job_id,
        application_id="a",
        at=samples.NOW,
        phase=JobPhase.BUILDING,
        percentage=50,
        kind=kind,
        message=f"line {sequence}",
    )


class MemorySource:
    """Events and jobs in memory, and a count of what was asked."""

    def __init__(self) -> None:
        self.stored: dict[str, list[JobEvent]] = {}
        self.known: list[DevelopmentJob] = []
        self.polls = 0
        self.reads = 0
        self.broken = False
        self.hung_up = Listening()

    def add_job(self, owner: str = "ada", application_id: str = "a") -> str:
        job_id = new_id()
        self.stored[job_id] = []
        self.known.append(
            DevelopmentJob(
                id=job_id,
                application_id=application_id,
                owner=owner,
                kind=JobKind.CREATE,
                correlation_id="c",
                created_at=samples.NOW,
                updated_at=samples.NOW,
                progress=JobProgress(
                    job_id=job_id,
                    application_id=application_id,
                    kind=JobKind.CREATE,
                    phase=JobPhase.BUILDING,
                ),
            )
        )
        return job_id

    def publish(self, job_id: str, count: int = 1, *, end: bool = False) -> None:
        events = self.stored[job_id]
        start = len(events) + 1
        events += [event(job_id, start + n) for n in range(count)]
        if end:
            events.append(event(job_id, len(events) + 1, EventKind.DONE))

    def bell(self) -> Bell:
        return self.hung_up

    async def latest_sequences(self, job_ids: Sequence[str]) -> dict[str, int]:
        self.polls += 1
        if self.broken:
            raise StorageError("The database is locked.")
        return {job_id: len(self.stored[job_id]) for job_id in job_ids if job_id in self.stored}

    async def events(self, job_id: str, *, after: int = 0, limit: int = 500) -> list[JobEvent]:
        self.reads += 1
        if self.broken:
            raise StorageError("The database is locked.")
        await asyncio.sleep(0)
        return self.stored[job_id][after : after + limit]

    async def jobs(
        self,
        *,
        owner: str | None = None,
        application_id: str | None = None,
        running: bool | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page[DevelopmentJob]:
        found = [
            job
            for job in reversed(self.known)
            if owner in (None, job.owner) and application_id in (None, job.application_id)
        ]
        return Page(tuple(found[:limit]))


class MemoryAlerts:
    """What happened to alerts, in memory."""

    def __init__(self) -> None:
        self.stored: list[tuple[str, AlertEvent]] = []

    def publish(self, owner: str, application_id: str | None = None) -> None:
        found = a_finding(owner=owner, application_id=application_id)
        event = AlertEvent(
            sequence=len(self.stored) + 1,
            application_id=application_id,
            at=samples.NOW,
            message=found.summary,
            data=AlertFacts(
                change=AlertChange.RAISED,
                alert_id=found.id,
                kind=found.kind,
                severity=found.severity,
                host=found.host,
                title=found.title,
            ),
        )
        self.stored.append((owner, event))

    async def latest(self) -> int:
        return len(self.stored)

    async def after(self, sequence: int, limit: int) -> Sequence[tuple[str, AlertEvent]]:
        return self.stored[sequence : sequence + limit]


@asynccontextmanager
async def running(source: MemorySource, alerts: MemoryAlerts | None = None) -> AsyncIterator[Hub]:
    hub = Hub(source, alerts or MemoryAlerts(), interval=0.001)
    hub.start()
    try:
        yield hub
    finally:
        await hub.close()


async def collect(follower: Follower, count: int) -> list[int]:
    seen: list[int] = []
    while len(seen) < count:
        frames = await follower.frames(2.0)
        assert frames, f"nothing more came after {seen[-3:]}"
        seen += [frame.sequence for frame in frames]
    return seen


async def test_a_ring_that_gets_lost_costs_time_but_no_event() -> None:
    source = MemorySource()
    source.hung_up.works = True  # as far as it knows
    job = source.add_job()
    async with running(source) as hub, Follower(hub) as follower:
        follower.follow(job)
        await asyncio.sleep(0.1)
        looks = source.polls
        source.publish(job, 3)
        assert await collect(follower, 3) == [1, 2, 3]
        assert source.polls <= looks + 2, "it looks seldom while rings are heard"
        source.publish(job)
        source.hung_up.ring()
        assert await collect(follower, 1) == [4]


async def test_a_follower_gets_what_was_and_what_comes() -> None:
    source = MemorySource()
    job = source.add_job()
    source.publish(job, 3)
    async with running(source) as hub, Follower(hub) as follower:
        follower.follow(job)
        assert await collect(follower, 3) == [1, 2, 3]
        source.publish(job, 2)
        assert await collect(follower, 2) == [4, 5]
        assert await follower.frames(0.02) == []


async def test_events_are_read_once_for_any_number_of_followers() -> None:
    source = MemorySource()
    job = source.add_job()
    async with running(source) as hub:
        followers = [Follower(hub) for _ in range(200)]
        for follower in followers:
            await follower.__aenter__()
            follower.follow(job)
        for _ in range(20):
            source.publish(job)
            frames = await asyncio.gather(*(follower.frames(2.0) for follower in followers))
            assert len({id(found[0]) for found in frames}) == 1
        assert source.reads == 20
        for follower in followers:
            await follower.__aexit__()
        assert hub.followers == 0


async def test_nothing_is_asked_while_nobody_follows_or_when_all_has_ended() -> None:
    source = MemorySource()
    job = source.add_job()
    async with running(source) as hub:
        await asyncio.sleep(0.02)
        assert source.polls == 0
        async with Follower(hub) as follower:
            follower.follow(job)
            source.publish(job, end=True)
            assert await collect(follower, 2) == [1, 2]
            await asyncio.sleep(0.01)
            polls = source.polls
            await asyncio.sleep(0.02)
            assert source.polls == polls


async def test_a_late_follower_gets_the_deep_past_and_then_the_present() -> None:
    source = MemorySource()
    job = source.add_job()
    source.publish(job, 5_000)
    async with running(source) as hub, Follower(hub) as first, Follower(hub) as second:
        first.follow(job, after=4_999)
        assert await collect(first, 1) == [5_000]
        second.follow(job)
        assert await collect(second, 5_000) == list(range(1, 5_001))
        source.publish(job)
        assert await collect(second, 1) == [5_001]


async def test_a_cursor_from_the_future_gets_nothing_until_then() -> None:
    source = MemorySource()
    job = source.add_job()
    source.publish(job, 2)
    async with running(source) as hub, Follower(hub) as odd, Follower(hub) as even:
        odd.follow(job, after=4)
        even.follow(job)
        assert await collect(even, 2) == [1, 2]
        source.publish(job, 3)
        assert await collect(odd, 1) == [5]
        assert await collect(even, 3) == [3, 4, 5]


async def test_a_follower_that_falls_behind_is_sent_away_and_can_resume() -> None:
    source = MemorySource()
    job = source.add_job()
    source.publish(job)
    async with running(source) as hub:
        async with Follower(hub) as slow, Follower(hub) as quick:
            slow.follow(job)
            quick.follow(job)
            assert await collect(slow, 1) == await collect(quick, 1) == [1]
            for _ in range(5):
                source.publish(job, 400)
                await collect(quick, 400)
            with pytest.raises(SlowFollower):
                await slow.frames(1.0)
        async with Follower(hub) as again:
            again.follow(job, after=1)
            assert await collect(again, 2_000) == list(range(2, 2_002))


async def test_a_store_that_fails_for_a_while_loses_nothing() -> None:
    source = MemorySource()
    job = source.add_job()
    source.publish(job, 2)
    async with running(source) as hub, Follower(hub) as follower:
        follower.follow(job)
        assert await collect(follower, 2) == [1, 2]
        source.broken = True
        source.publish(job, 3)
        await asyncio.sleep(0.02)
        source.broken = False
        assert await collect(follower, 3) == [3, 4, 5]


async def test_closing_tells_everybody() -> None:
    source = MemorySource()
    job = source.add_job()
    async with running(source) as hub, Follower(hub) as follower:
        follower.follow(job)
        waiting = asyncio.create_task(follower.frames(5.0))
        await asyncio.sleep(0.01)
        await hub.close()
        with pytest.raises(HubClosed):
            await waiting


async def test_a_topic_has_the_running_jobs_and_the_ones_that_begin_later() -> None:
    source = MemorySource()
    before, foreign = source.add_job(), source.add_job(owner="bob")
    source.publish(before, 2)
    source.publish(foreign, 2)
    async with running(source) as hub, Follower(hub) as follower:
        await follower.follow_topic(Topic(owner="ada"), {})
        assert await collect(follower, 2) == [1, 2]
        later, other = source.add_job(application_id="b"), source.add_job(owner="bob")
        source.publish(later, 3)
        source.publish(other, 3)
        assert await collect(follower, 3) == [1, 2, 3]
        assert set(follower.cursors) == {before, later}
        follower.unfollow_topic(Topic(owner="ada"))
        unseen = source.add_job()
        await asyncio.sleep(0.3)
        assert unseen not in follower.cursors


async def test_unfollowed_jobs_say_nothing_more() -> None:
    source = MemorySource()
    job = source.add_job()
    source.publish(job)
    async with running(source) as hub, Follower(hub) as follower:
        follower.follow(job)
        await collect(follower, 1)
        follower.unfollow(job)
        source.publish(job)
        assert await follower.frames(0.02) == []


async def test_a_job_is_followed_until_the_last_that_wants_it_leaves() -> None:
    source = MemorySource()
    job, ended = source.add_job(), source.add_job()
    source.publish(job)
    source.publish(ended, end=True)
    owner, application = Topic(owner="ada"), Topic(application="a")
    async with running(source) as hub, Follower(hub) as follower:
        await follower.follow_topic(owner, {})
        await follower.follow_topic(application, {})
        follower.follow(job)
        await collect(follower, 3)
        begun = source.add_job()
        source.publish(begun)
        assert await collect(follower, 1) == [1]
        follower.unfollow(job)
        follower.unfollow_topic(owner)
        source.publish(job)
        source.publish(begun)
        assert await collect(follower, 2) == [2, 2]
        follower.follow(job)
        follower.unfollow_topic(application)
        source.publish(begun)
        source.publish(job)
        assert await collect(follower, 1) == [3]
        assert set(follower.cursors) == {job}
        follower.unfollow(job)
        assert not follower.cursors


async def test_no_topic_of_jobs_ends_the_alerts() -> None:
    alerts = MemoryAlerts()
    async with running(MemorySource(), alerts) as hub, Follower(hub) as follower:
        follower.follow_alerts(AlertRoom(), 0)
        follower.unfollow(ALERTS)
        alerts.publish("ada")
        assert await collect(follower, 1) == [1]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), total=st.integers(1, 3_000))
def test_any_number_of_reconnects_is_gapless_and_exactly_once(seed: int, total: int) -> None:
    chance = random.Random(seed)

    async def scenario() -> None:
        source = MemorySource()
        job = source.add_job()

        async def write() -> None:
            left = total
            while left:
                count = min(left, chance.randint(1, 300))
                left -= count
                source.publish(job, count, end=not left)
                await asyncio.sleep(chance.random() * 0.002)

        async def read(hub: Hub) -> list[int]:
            seen: list[int] = []
            while len(seen) <= total:
                async with Follower(hub) as follower:
                    follower.follow(job, after=len(seen))
                    for _ in range(chance.randint(1, 4)):
                        try:
                            frames = await follower.frames(0.05)
                        except SlowFollower:
                            break
                        seen += [frame.sequence for frame in frames]
                        if frames and frames[-1].last:
                            return seen
                        await asyncio.sleep(chance.random() * 0.001)
            return seen

        async with running(source) as hub:
            writing = asyncio.create_task(write())
            async with asyncio.timeout(30):
                results = await asyncio.gather(*(read(hub) for _ in range(5)))
            await writing
        for seen in results:
            assert seen == list(range(1, total + 2))

    asyncio.run(scenario())


def test_a_feed_keeps_the_newest_frames_only() -> None:
    feed = Feed("j", 10)
    feed.begin(0)
    feed.append([encode(event("j", n)) for n in range(1, 26)])
    assert (feed.floor, feed.position) == (15, 25)
    assert [frame.sequence for frame in feed.behind(20)] == [21, 22, 23, 24, 25]
    assert feed.behind(99) == []
