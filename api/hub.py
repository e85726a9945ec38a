"""The realtime hub: one poller per process reads what is new, every follower is served from memory.

A follower holds a cursor per job; the hub holds the newest frames of each followed job. A cursor
that lies before them is brought up by reading the store once; then nothing is read per follower.
"""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Protocol

import structlog

from api.feed import Feed, Follows, Topic
from api.frames import ALERTS, Frame, encode, encode_alert
from models.alerts import AlertEvent
from models.jobs import DevelopmentJob, JobEvent
from storage.bells import Bell
from storage.paging import Page

POLL_SECONDS = 0.025
"""Between two looks while no bell says when there is something new."""
RUNG_POLL_SECONDS = 1.0
"""The same while one does: a ring may get lost with who should have rung."""
AT_ONCE_SECONDS = 0.005
"""Between two looks at the least: what comes in a flood is read in larger parts."""
DISCOVERY_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 1.0
"""Between two polls while the store does not answer."""
FRAMES_KEPT = 1024
"""Frames of a job in memory: how far a follower may fall behind."""
PAGE = 500
KNOWN_JOBS = 2_000

_log = structlog.get_logger(__name__)


class EventSource(Protocol):
    """What the hub reads from; the metadata store is one."""

    def bell(self) -> Bell:
        """Hang up a bell that is rung when a job begins or has told something."""
        ...

    async def latest_sequences(self, job_ids: Sequence[str]) -> dict[str, int]:
        """Return the last sequence number of each job."""
        ...

    async def events(self, job_id: str, *, after: int = 0, limit: int = 500) -> list[JobEvent]:
        """Return the events of a job behind a sequence number."""
        ...

    async def jobs(
        self,
        *,
        owner: str | None = None,
        application_id: str | None = None,
        running: bool | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page[DevelopmentJob]:
        """Return jobs, newest first."""
        ...


class AlertSource(Protocol):
    """Where the hub reads what happened to alerts."""

    async def latest(self) -> int:
        """Return the number of the newest event."""
        ...

    async def after(self, sequence: int, limit: int) -> Sequence[tuple[str, AlertEvent]]:
        """Return the events behind a number, each with the owner whose it is."""
        ...


class HubClosed(Exception):
    """This process stops; the follower should connect again."""


class Hub:
    """Fans out the events of jobs, and of alerts.

    Args:
        source: Where events of jobs are read.
        alerts: Where those of alerts are read.
        interval: Seconds between two looks while somebody follows and no bell works.
    """

    def __init__(
        self, source: EventSource, alerts: AlertSource, *, interval: float = POLL_SECONDS
    ) -> None:
        self._source = source
        self._alerts = alerts
        self._interval = interval
        self._feeds: dict[str, Feed] = {}
        self._topics: dict[Topic, set[Follows]] = {}
        self._followers: set[Follows] = set()
        self._wanted = asyncio.Event()
        self._known: dict[str, None] | None = None
        """Ids of the newest jobs, oldest first; None while no topic is followed."""
        self._discovering = asyncio.Lock()
        self._look_around_at = 0.0
        """From when on what comes seldom is looked for again, by the clock of the loop."""
        self._bell: Bell | None = None
        self._task: asyncio.Task[None] | None = None
        self.closed = False

    def start(self) -> None:
        """Begin to look whenever somebody follows."""
        self._bell = self._source.bell()
        self._task = asyncio.create_task(self._run(), name="hub")

    async def close(self) -> None:
        """Stop polling and send everybody away; they come back to another process."""
        self.closed = True
        for follower in self._followers:
            follower.wake.set()
        self._wake()
        if self._task is not None:
            # Not cancelled in the middle of a read: that would cost the store a connection.
            await asyncio.wait({self._task}, timeout=LONGEST_PAUSE_SECONDS * 2)
            self._task.cancel()
        if self._bell is not None:
            await self._bell.close()

    @property
    def followers(self) -> int:
        """How many follow right now."""
        return len(self._followers)

    @property
    def source(self) -> EventSource:
        """Where events are read."""
        return self._source

    async def read(self, subject: str, after: int) -> list[Frame]:
        """Return the next frames of a job, or of all alerts, from the store."""
        if subject == ALERTS:
            told = await self._alerts.after(after, PAGE)
            return [encode_alert(owner, event) for owner, event in told]
        events = await self._source.events(subject, after=after, limit=PAGE)
        return [encode(event) for event in events]

    async def latest_alert(self) -> int:
        """Return the number of the newest event of an alert."""
        return await self._alerts.latest()

    # For followers.

    def join(self, follower: Follows) -> None:
        """Take a follower in."""
        self._followers.add(follower)

    def leave(self, follower: Follows) -> None:
        """Let a follower go, with all that it followed."""
        self._followers.discard(follower)
        for job_id in list(follower.cursors):
            self.detach(follower, job_id)
        for topic in list(self._topics):
            self.leave_topic(follower, topic)

    def attach(self, follower: Follows, job_id: str) -> Feed:
        """Return the feed of a job, with that follower on it."""
        feed = self._feeds.get(job_id)
        if feed is None:
            feed = self._feeds[job_id] = Feed(job_id, FRAMES_KEPT)
        feed.followers.add(follower)
        self._wake()
        return feed

    def detach(self, follower: Follows, job_id: str) -> None:
        """Take a follower off a job; a job without followers is forgotten."""
        feed = self._feeds.get(job_id)
        if feed is None:
            return
        feed.followers.discard(follower)
        if not feed.followers:
            del self._feeds[job_id]

    async def join_topic(self, follower: Follows, topic: Topic) -> None:
        """Let a follower follow every job of a topic that begins from now on."""
        self._topics.setdefault(topic, set()).add(follower)
        await self._discover()
        self._wake()

    def leave_topic(self, follower: Follows, topic: Topic) -> None:
        """Undo :meth:`join_topic`; which jobs it goes on following is the follower's affair."""
        followers = self._topics.get(topic, set())
        followers.discard(follower)
        if not followers:
            self._topics.pop(topic, None)
        if not self._topics:
            self._known = None

    # The poller.

    def _wake(self) -> None:
        self._wanted.set()
        if self._bell is not None:
            self._bell.ring()

    async def _run(self) -> None:
        failing = self._interval
        while self._bell is not None:
            await self._wanted.wait()
            if self.closed:
                return
            try:
                again = await self._look()
                failing = self._interval
            except Exception as problem:
                # Cursors did not move: nothing is lost, only late.
                failing = min(failing * 2, LONGEST_PAUSE_SECONDS)
                _log.warning("events_unreadable", error=str(problem), pause=failing)
                await asyncio.sleep(failing)
                continue
            if not self._topics and not self._live():
                self._wanted.clear()
                continue
            await self._rest(self._bell, again)

    async def _rest(self, bell: Bell, again: float) -> None:
        """Wait until there may be something new."""
        await asyncio.sleep(min(self._interval, AT_ONCE_SECONDS))
        await bell.wait(again if bell.works else self._interval)

    async def _look(self) -> float:
        """Read what is new; return after how many seconds to look again if no bell rings."""
        await self._poll()
        now = asyncio.get_running_loop().time()
        if now < self._look_around_at:
            return self._look_around_at - now
        self._look_around_at = now + DISCOVERY_SECONDS
        await self._look_around()
        return RUNG_POLL_SECONDS

    def _live(self) -> list[Feed]:
        return [feed for feed in self._feeds.values() if not feed.finished]

    async def _look_around(self) -> None:
        """Find what comes seldom: jobs that have begun, and alerts."""
        if self._topics:
            await self._discover()
        alerts = self._feeds.get(ALERTS)
        if alerts is not None:
            await self._advance(alerts, await self._alerts.latest())

    async def _poll(self) -> None:
        live = [feed for feed in self._live() if feed.job_id != ALERTS]
        if not live:
            return
        latest = await self._source.latest_sequences([feed.job_id for feed in live])
        for feed in live:
            await self._advance(feed, latest.get(feed.job_id, 0))

    async def _advance(self, feed: Feed, latest: int) -> None:
        if feed.position is None:
            feed.begin(latest)
        while feed.position is not None and feed.position < latest:
            frames = await self.read(feed.job_id, feed.position)
            if not frames:
                return
            feed.append(frames)

    async def _discover(self) -> None:
        async with self._discovering:
            page = await self._source.jobs(limit=100)
            if self._known is None:
                self._known = dict.fromkeys(job.id for job in reversed(page.items))
                return
            fresh = [job for job in page.items if job.id not in self._known]
            cursor = page.next_cursor
            while cursor and len(fresh) % 100 == 0 and 0 < len(fresh) < KNOWN_JOBS:
                page = await self._source.jobs(limit=100, cursor=cursor)
                fresh += [job for job in page.items if job.id not in self._known]
                cursor = page.next_cursor
            self._welcome(reversed(fresh))

    def _welcome(self, jobs: Iterable[DevelopmentJob]) -> None:
        known = self._known if self._known is not None else {}
        for job in jobs:
            known[job.id] = None
            for topic in (Topic(owner=job.owner), Topic(application=job.application_id)):
                for follower in self._topics.get(topic, set()):
                    follower.follow(job.id, topic=topic)
        while len(known) > KNOWN_JOBS:
            del known[next(iter(known))]
