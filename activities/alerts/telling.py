"""What channels have to be told of a finding, and when; pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from models.alerts import Finding, Told


class NoticeKind(StrEnum):
    """Why somebody is told."""

    RAISED = "raised"
    ESCALATED = "escalated"
    """Healing was tried in vain, and given up for the time being."""
    REMINDER = "reminder"
    RESOLVED = "resolved"


def notice_due(
    found: Finding, channel: str, now: datetime, reminder: timedelta
) -> NoticeKind | None:
    """Return what the channel has to be told by now."""
    kind, at = _next(found, channel, reminder)
    return kind if at is not None and at <= now else None


def next_telling(found: Finding, channels: Sequence[str], reminder: timedelta) -> datetime | None:
    """Return when the first of the channels has to be told something."""
    times = [_next(found, channel, reminder)[1] for channel in channels]
    return min((at for at in times if at is not None), default=None)


def told(found: Finding, channel: str, kind: NoticeKind, now: datetime) -> Finding:
    """Return the finding after the channel was told."""
    note = Told(at=now, given_up=found.given_up, recovery=kind is NoticeKind.RESOLVED)
    return found.model_copy(update={"told": {**found.told, channel: note}})


def not_told(found: Finding, channel: str, retry_at: datetime) -> Finding:
    """Return the finding after the channel could not be told."""
    note = found.told.get(channel, Told()).model_copy(update={"retry_at": retry_at})
    return found.model_copy(update={"told": {**found.told, channel: note}})


def _next(
    found: Finding, channel: str, reminder: timedelta
) -> tuple[NoticeKind | None, datetime | None]:
    note = found.told.get(channel, Told())
    kind: NoticeKind | None = None
    at: datetime | None = None
    if found.raised_at is None:
        return None, None
    if found.resolved_at is not None:
        # Nobody is told that something is over of which nobody was told.
        if note.at is not None and not note.recovery:
            kind, at = NoticeKind.RESOLVED, found.resolved_at
    elif note.at is None:
        kind, at = NoticeKind.RAISED, found.raised_at
    elif found.given_up and not note.given_up:
        kind, at = NoticeKind.ESCALATED, note.at
    elif found.acknowledged_at is None:
        kind, at = NoticeKind.REMINDER, note.at + reminder
    if at is not None and note.retry_at is not None:
        at = max(at, note.retry_at)
    return kind, at
