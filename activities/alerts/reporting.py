"""Findings that no look sees: told by whoever meets them, and over when that one says so."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from activities.alerts.course import Course, Observation
from activities.alerts.kinds import MANNERS
from models.alerts import Finding, FindingKind
from models.base import utc_now
from settings import Settings
from storage.metadata import MetadataStore


class Reporter:
    """Keeps what is reported beside what looks find: one finding of each kind and subject.

    Args:
        store: Where findings are kept.
        settings: How findings go on, and on which host this is.
        channels: Names of the ways to people.
    """

    def __init__(
        self, store: MetadataStore, settings: Settings, channels: Collection[str] = ()
    ) -> None:
        self._store = store
        self._course = Course.of(settings, tuple(channels))

    @property
    def here(self) -> str:
        """Name of this host."""
        return self._course.host

    async def report(self, seen: Observation, host: str | None = None) -> None:
        """Keep what was met; met again, it is the same finding.

        Args:
            seen: What is wrong.
            host: Where; this host, unless another one is named.
        """
        course, now = replace(self._course, host=host or self.here), utc_now()

        def step(current: Sequence[Finding]) -> list[Finding | str]:
            for found in current:
                if (found.aspect, found.subject) == (seen.aspect, seen.subject):
                    return [course.go_on(found, seen, now)]
            return [course.begin(seen, now)]

        await self._store.alerts.advance(course.host, step)

    async def end(self, kind: FindingKind, application_id: str) -> None:
        """Note that it is over for an application, wherever that was then; no-op if it never was.

        Args:
            kind: What was wrong.
            application_id: With what.
        """
        await self._close(kind, await self._store.alerts.open_of(application_id))

    async def end_on(self, kind: FindingKind, host: str) -> None:
        """Note that it is over on a host, for all that it was reported of; no-op if it never was.

        Args:
            kind: What was wrong.
            host: Where.
        """
        await self._close(kind, await self._store.alerts.open_on(host))

    async def _close(self, kind: FindingKind, open_ones: Sequence[Finding]) -> None:
        mine = [found.id for found in open_ones if found.aspect is MANNERS[kind].aspect]
        if mine:
            await self._store.alerts.change(mine, self._closed)

    def _closed(self, found: Finding) -> Finding:
        if found.resolved_at is not None:
            return found
        now = utc_now()
        return self._course.miss(found, now, over=True) or found.model_copy(
            update={"resolved_at": now}
        )


async def end_all_on(store: MetadataStore, host: str) -> None:
    """Note that all alerts of a host are over, because nobody expects anything of it any more."""
    now = utc_now()

    def closed(found: Finding) -> Finding:
        # Which channels there are only workers know: they plan anew once they have told it.
        waits = any(note.at is not None and not note.recovery for note in found.told.values())
        return found.model_copy(update={"resolved_at": now, "tell_at": now if waits else None})

    await store.alerts.change([found.id for found in await store.alerts.open_on(host)], closed)
