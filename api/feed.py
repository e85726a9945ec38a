"""The newest frames of one followed job, and who follows it."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from api.frames import Frame
from api.wake import Wake


@dataclass(frozen=True)
class Topic:
    """All jobs of one owner, or of one application."""

    owner: str | None = None
    application: str | None = None


class Follows(Protocol):
    """Somebody who follows jobs."""

    cursors: dict[str, int]
    wake: Wake

    def notice(self, feed: "Feed") -> None:
        """Note that the feed grew."""
        ...

    def follow(self, job_id: str, after: int = 0, topic: Topic | None = None) -> None:
        """Follow one more job, as one of a topic if that is named."""
        ...


class Feed:
    """Frames without gaps from behind ``floor`` up to ``position``.

    Args:
        job_id: Whose events these are.
        keep: Most frames in memory.
    """

    def __init__(self, job_id: str, keep: int) -> None:
        self.job_id = job_id
        self.position: int | None = None
        """Last sequence number read; None before the first poll."""
        self.finished = False
        self.followers: set[Follows] = set()
        self._keep = keep
        self._frames: deque[Frame] = deque(maxlen=keep)

    @property
    def floor(self) -> int:
        """Cursors from here on are served from memory."""
        return (self.position or 0) - len(self._frames)

    def begin(self, latest: int) -> None:
        """Start where the followers want to, as far back as is kept."""
        wanted = min((f.cursors.get(self.job_id, 0) for f in self.followers), default=latest)
        self.position = min(latest, max(wanted, latest - self._keep))
        self._tell()

    def append(self, frames: Sequence[Frame]) -> None:
        """Take new frames in and tell everybody."""
        self._frames.extend(frames)
        self.position = frames[-1].sequence
        self.finished = frames[-1].last
        self._tell()

    def behind(self, cursor: int) -> list[Frame]:
        """Return the frames behind a cursor that is not below the floor."""
        return list(islice(self._frames, max(0, cursor - self.floor), None))

    def _tell(self) -> None:
        for follower in tuple(self.followers):
            follower.notice(self)
