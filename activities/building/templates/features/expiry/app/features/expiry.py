"""Expiry: what goes off soon, or has."""

from dataclasses import replace
from datetime import date

from app.agenda import Agenda, Span
from app.dates import away, day_of
from app.model import Entity
from app.records import Record, Records
from app.schedule import Schedule, Words
from app.sql import Condition, quoted

_WORDS = Words(
    tab="Expiring",
    lead="What expires first stands first.",
    empty="Nothing expires",
    hint="What has an expiry date stands here in its order.",
)
_USED_UP = replace(
    _WORDS,
    tab="Use soon",
    hint="What has an expiry date and is not used up stands here in its order.",
)
_LONG_AGO = 30
"""Days: what can't be used up is told of no longer, or it would be for ever."""


class Expiry(Schedule):
    """Warns before the records of an entity expire.

    Args:
        entity: Name of the entity.
        date: Its field with the day on which it expires.
        amount: Its field with how much is left, if there is one; of nothing, nothing expires.
    """

    spans = (
        Span("Expired", -1),
        Span("Today", 0),
        Span("Next 7 days", 7),
        Span("Next 30 days", 30),
        Span("Later", None),
    )

    def __init__(self, entity: str, date: str, amount: str = "") -> None:
        super().__init__(entity, f"/{entity}/expiry/{date}")
        self.date = date
        self.amount = amount
        self.words = _USED_UP if amount else _WORDS
        self.told = None if amount else _LONG_AGO

    def agenda(self, records: Records, today: date) -> Agenda:
        """Return what there is still something of."""
        left = Condition(f"coalesce({quoted(self.amount)}, 1) > 0") if self.amount else None
        return Agenda(records, Condition(quoted(self.date)), [left] if left else [])

    def day(self, entity: Entity, record: Record, today: date) -> date | None:
        """Return when it expires, as long as there is something of it."""
        left = record.values[self.amount] if self.amount else None
        return day_of(record.values[self.date]) if left is None or int(left) > 0 else None

    def says(self, record: Record, day: date, today: date) -> str:
        """Return when it expires, in words."""
        return f"{'expired' if day < today else 'expires'} {away(day, today)}"
