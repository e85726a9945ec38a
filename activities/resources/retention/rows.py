"""Rows of the records that nobody asks for any more."""

from datetime import datetime, timedelta

from activities.resources.messages import Removal
from settings import RetentionSettings
from storage.metadata import MetadataStore
from storage.obsolete import Obsolete

ADMISSION_DAYS = 2
"""Only those of the last day are counted."""
_ROW_MEGABYTES = {
    Obsolete.REQUEST_KEY: 0.0003,
    Obsolete.ADMISSION: 0.0003,
    Obsolete.EVIDENCE: 0.01,
    Obsolete.PLAN: 0.003,
    Obsolete.TURN: 0.0005,
    Obsolete.PEAK: 0.0002,
}
"""About what one takes up in the database."""


class OldRows:
    """Finds rows by their age, a kind at a time.

    Args:
        store: The records.
        kept: How long each kind is kept.
        budget_days: Length of the period that budgets of coding agents are for.
    """

    kind = "rows"

    def __init__(self, store: MetadataStore, kept: RetentionSettings, budget_days: int) -> None:
        self._store = store
        self._days = {
            Obsolete.REQUEST_KEY: kept.request_key_days,
            Obsolete.ADMISSION: ADMISSION_DAYS,
            Obsolete.EVIDENCE: kept.log_days,
            Obsolete.PLAN: kept.log_days,
            Obsolete.PEAK: kept.log_days,
            Obsolete.TURN: max(kept.usage_days, budget_days),
        }

    async def find(self, now: datetime) -> list[Removal]:
        """Return how many rows of each kind have expired."""
        before = {kind: self._before(kind, now) for kind in self._days}
        counts = await self._store.obsolete.counts(before, now)
        return [
            Removal(
                kind=self.kind,
                name=kind.value,
                megabytes=round(count * _ROW_MEGABYTES[kind], 3),
                why=f"{count} of them are older than {self._days[kind]} days",
            )
            for kind, count in sorted(counts.items())
        ]

    async def remove(self, removal: Removal, now: datetime) -> bool:
        """Remove the rows of a kind, some at a time: when killed, the rest goes next time."""
        kind = Obsolete(removal.name)
        return await self._store.obsolete.remove(kind, self._before(kind, now), now) > 0

    def _before(self, kind: Obsolete, now: datetime) -> datetime:
        return now - timedelta(days=self._days[kind])
