"""The course of a finding, pure: seen, healed, raised, given up, over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from activities.alerts.kinds import AFFECTING, MANNERS
from activities.alerts.telling import next_telling
from models.alerts import Aspect, Finding, FindingKind
from models.base import Model, Text, new_id
from settings import Settings

MOST_DONE = 10
"""Sentences about what was done that a finding keeps."""
MOST_EVIDENCE = 8
LONGEST_LINE = 500


class Observation(Model):
    """What one look has found wrong with one subject."""

    kind: FindingKind
    subject: str
    summary: Text
    evidence: tuple[Text, ...] = ()
    application_id: str | None = None
    owner: str = ""
    title: str = ""
    crashed: bool = False
    """Whether its program had to be started again by itself."""

    @property
    def aspect(self) -> Aspect:
        """Which side of the subject it is about."""
        return MANNERS[self.kind].aspect


@dataclass(frozen=True)
class Course:
    """How findings go on, by the settings."""

    host: str
    tries: int
    first_pause: timedelta
    rare_pause: timedelta
    stable: timedelta
    patience: int
    reminder: timedelta
    channels: tuple[str, ...] = ()

    @classmethod
    def of(cls, settings: Settings, channels: Sequence[str] = ()) -> "Course":
        """Return the course that the settings ask for."""
        health = settings.health
        return cls(
            host=settings.runtime.host_name,
            tries=health.tries,
            first_pause=timedelta(seconds=health.first_pause_seconds),
            rare_pause=timedelta(minutes=health.rare_minutes),
            stable=timedelta(seconds=health.stable_seconds),
            patience=health.patience_looks,
            reminder=timedelta(hours=settings.alerts.reminder_hours),
            channels=tuple(channels),
        )

    def begin(self, seen: Observation, now: datetime) -> Finding:
        """Return the finding that begins with an observation."""
        manner = MANNERS[seen.kind]
        fresh = Finding(
            id=new_id(),
            kind=seen.kind,
            aspect=manner.aspect,
            severity=manner.severity,
            host=self.host,
            subject=seen.subject,
            application_id=seen.application_id,
            owner=seen.owner,
            title=seen.title,
            summary=seen.summary,
            evidence=bounded(seen.evidence),
            first_seen=now,
            last_seen=now,
        )
        return self._told(self._raised(fresh, now))

    def go_on(self, found: Finding, seen: Observation, now: datetime) -> Finding:
        """Return the finding after it was seen once more."""
        kind, summary = seen.kind, seen.summary
        ends = kind is FindingKind.INSTANCE_ENDED or seen.crashed
        if ends and found.aspect is Aspect.SERVICE and found.tries >= self.tries:
            kind = FindingKind.CRASH_LOOP
            summary = f"It ends again and again: it was started {found.tries} times in vain."
        came_back = found.absent_since is not None
        again = found.model_copy(
            update={
                "kind": kind,
                "severity": MANNERS[kind].severity,
                "summary": summary,
                "evidence": bounded(seen.evidence),
                "title": seen.title,
                "last_seen": now,
                "first_seen": now if came_back and not found.raised_at else found.first_seen,
                "looks": 1 if came_back else found.looks + 1,
                "absent_since": None,
            }
        )
        return self._told(self._raised(again, now))

    def miss(self, found: Finding, now: datetime, *, over: bool = False) -> Finding | None:
        """Return the finding after it was not seen, None when there is nothing to keep of it.

        What was healed may come back soon: its tries are remembered until it has been well for a
        while. ``over`` says that nobody expects the subject any more.
        """
        since = found.absent_since or now
        may_come_back = found.aspect is Aspect.SERVICE and found.tries > 0
        if may_come_back and not over and now - since < self.stable:
            return self._told(found.model_copy(update={"absent_since": since}))
        if found.raised_at is None:
            return None
        closed = found.model_copy(update={"absent_since": since, "resolved_at": now})
        return self._told(closed)

    def tried(self, found: Finding, said: str, now: datetime, *, hopeless: bool = False) -> Finding:
        """Return the finding after healing was tried.

        Args:
            found: As it is.
            said: What was done, and what came of it.
            now: The time.
            hopeless: Whether trying again soon makes no sense.
        """
        tries = self.tries if hopeless else found.tries + 1
        given_up = tries >= self.tries
        pause = self.rare_pause if given_up else self.first_pause * 2 ** (tries - 1)
        return found.model_copy(
            update={
                "tries": tries,
                "given_up": given_up,
                "next_try_at": now + pause,
                "done": (*found.done, said[:LONGEST_LINE])[-MOST_DONE:],
            }
        )

    def is_due(self, found: Finding, now: datetime) -> bool:
        """Say whether healing is to be tried."""
        needed = MANNERS[found.kind].healed_after
        if found.kind is FindingKind.UNRESPONSIVE:
            needed = self.patience
        ripe = found.present and found.looks >= needed
        return ripe and (found.next_try_at is None or found.next_try_at <= now)

    def _raised(self, found: Finding, now: datetime) -> Finding:
        persists = now - found.first_seen >= timedelta(seconds=MANNERS[found.kind].raised_after)
        if found.raised_at is not None or not (persists or found.given_up):
            return found
        return found.model_copy(update={"raised_at": now})

    def _told(self, found: Finding) -> Finding:
        at = next_telling(found, self.channels, self.reminder)
        return found.model_copy(update={"tell_at": at})


def is_affecting(found: Finding) -> bool:
    """Say whether visitors can't use the application, as far as one can be sure."""
    if found.aspect not in AFFECTING or not found.present:
        return False
    return found.tries > 0 or found.looks >= MANNERS[found.kind].noticed_after


def bounded(lines: Sequence[str]) -> tuple[str, ...]:
    """Return few enough lines, each short enough, to be kept."""
    return tuple(line[:LONGEST_LINE] for line in lines[:MOST_EVIDENCE])
