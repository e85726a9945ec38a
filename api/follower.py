"""One stream's place in the events of the jobs that it follows."""

import asyncio
from collections.abc import Mapping
from typing import Self

from api.alert_rooms import AlertRoom, AlertRooms
from api.feed import Feed, Topic
from api.frames import ALERTS, Frame
from api.hub import LONGEST_PAUSE_SECONDS, PAGE, Hub, HubClosed
from api.wake import Wake
from models.errors import OrchestrationError
from models.jobs import DevelopmentJob
from storage.paging import Page


class SlowFollower(Exception):
    """The follower fell too far behind; it can resume by sequence number."""


class Follower:
    """One stream's view of the hub: which jobs, and how far it has come in each."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._dirty: dict[str, Feed] = {}
        self._wanted_by: dict[str, set[Topic | None]] = {}
        """Through which topics each job is followed; None stands for the job by itself."""
        self.cursors: dict[str, int] = {}
        self.wake = Wake()
        self._too_slow = False
        self._joined: set[str] = set()
        """Jobs that are served from memory."""
        self._rooms = AlertRooms()

    async def __aenter__(self) -> Self:
        self._hub.join(self)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._hub.leave(self)

    def follow(self, job_id: str, after: int = 0, topic: Topic | None = None) -> None:
        """Follow a job from behind that sequence number; a followed one stays where it is.

        Args:
            job_id: Which.
            after: The last sequence number that was seen.
            topic: Whose job it is, if it is followed as one of a topic.
        """
        self._wanted_by.setdefault(job_id, set()).add(topic)
        if job_id in self.cursors:
            return
        self.cursors[job_id] = after
        self.notice(self._hub.attach(self, job_id))

    def unfollow(self, job_id: str, topic: Topic | None = None) -> None:
        """Stop following a job by itself, or as one of a topic; what else wants it keeps it."""
        wanted_by = self._wanted_by.get(job_id)
        if wanted_by is None:
            return
        wanted_by.discard(topic)
        if not wanted_by:
            self._drop(job_id)

    def _drop(self, job_id: str) -> None:
        self._wanted_by.pop(job_id, None)
        self.cursors.pop(job_id, None)
        self._dirty.pop(job_id, None)
        self._joined.discard(job_id)
        self._hub.detach(self, job_id)

    def follow_alerts(self, room: AlertRoom, after: int) -> None:
        """Follow the alerts of a room from behind that number."""
        self._rooms.enter(room, after)
        behind = self.cursors.setdefault(ALERTS, after)
        if after < behind:
            self.cursors[ALERTS] = after
            self._joined.discard(ALERTS)
        self.notice(self._hub.attach(self, ALERTS))

    def unfollow_alerts(self, room: AlertRoom) -> None:
        """Stop following the alerts of a room."""
        self._rooms.leave(room)
        if self._rooms.empty:
            self._drop(ALERTS)

    async def follow_topic(self, topic: Topic, jobs: Mapping[str, int]) -> None:
        """Follow the running jobs of a topic and the ones that begin later, from their start.

        Args:
            topic: Whose jobs.
            jobs: The last sequence number that was seen of jobs, from an earlier connection.
        """
        await self._hub.join_topic(self, topic)
        for job_id, after in jobs.items():
            self.follow(job_id, after, topic)
        newest_seen = max(jobs, default="")
        found = (await self._jobs_of(topic, running=True)).items
        if newest_seen:
            found += (await self._jobs_of(topic, running=None)).items
        for job in found:
            # Ids are UUIDv7: what began after the newest one that was seen has a greater id.
            if job.finished_at is None or job.id > newest_seen:
                self.follow(job.id, topic=topic)

    async def _jobs_of(self, topic: Topic, *, running: bool | None) -> Page[DevelopmentJob]:
        source = self._hub.source
        return await source.jobs(
            owner=topic.owner, application_id=topic.application, running=running, limit=PAGE
        )

    def unfollow_topic(self, topic: Topic) -> None:
        """Stop following the jobs of a topic, and those that begin later."""
        self._hub.leave_topic(self, topic)
        for job_id in list(self._wanted_by):
            self.unfollow(job_id, topic)

    def notice(self, feed: Feed) -> None:
        """Note that a feed may have something new."""
        cursor = self.cursors.get(feed.job_id)
        if cursor is None:
            return
        if feed.job_id in self._joined and cursor < feed.floor:
            self._too_slow = True
        self._dirty[feed.job_id] = feed
        self.wake.set()

    async def frames(self, patience: float) -> list[Frame]:
        """Return the next frames, of one job and in order; none when the time is over.

        Raises:
            HubClosed: The process stops.
            SlowFollower: It fell behind what is kept.
        """
        deadline = asyncio.get_running_loop().time() + patience
        while True:
            if self._hub.closed:
                raise HubClosed
            if self._too_slow:
                raise SlowFollower
            while self._dirty:
                found = await self._take(next(iter(self._dirty)))
                if found:
                    return found
            self.wake.clear()
            try:
                async with asyncio.timeout_at(deadline):
                    await self.wake.wait()
            except TimeoutError:
                return []

    async def _take(self, job_id: str) -> list[Frame]:
        feed, cursor = self._dirty.pop(job_id), self.cursors[job_id]
        if feed.position is None:
            return []  # the poller tells when the feed has begun
        if cursor >= feed.floor:
            self._joined.add(job_id)
            found = feed.behind(cursor)
        else:
            found = await self._catch_up(job_id, feed, cursor)
            if self.cursors.get(job_id) != cursor:
                return []  # unfollowed meanwhile
        moved = self._moved(job_id, feed, found)
        return self._rooms.wanted(moved) if job_id == ALERTS else moved

    async def _catch_up(self, job_id: str, feed: Feed, cursor: int) -> list[Frame]:
        try:
            # A stream may end at any time; a read that was cancelled would cost a connection.
            reading = self._hub.read(job_id, cursor)
            return await asyncio.shield(asyncio.ensure_future(reading))
        except OrchestrationError:
            await asyncio.sleep(LONGEST_PAUSE_SECONDS)
            self._dirty[job_id] = feed
            return []

    def _moved(self, job_id: str, feed: Feed, found: list[Frame]) -> list[Frame]:
        if not found:
            return found
        self.cursors[job_id] = found[-1].sequence
        if found[-1].last:
            self._drop(job_id)
        elif feed.position is not None and found[-1].sequence < feed.position:
            self._dirty[job_id] = feed
        return found
