"""Countdown: how many days are left until something begins."""

from collections.abc import Sequence
from datetime import date
from sqlite3 import Connection

from app.agenda import Agenda
from app.dates import away, counted, day_of
from app.feature import Badge, Feature, Panel
from app.model import Entity, Schema
from app.records import Record, Records
from app.sql import Condition, quoted

_NEXT = 4
_OVER = 30
"""Days: what began longer ago is no longer spoken of."""


class Countdown(Feature):
    """Counts the days until the records of an entity begin.

    Args:
        entity: Name of the entity.
        date: Its field with the day.
    """

    def __init__(self, entity: str, date: str) -> None:
        self.entity = entity
        self.date = date

    def badges(self, entity: Entity, record: Record, today: date) -> Sequence[Badge]:
        """Say how many days are left."""
        day = day_of(record.values[self.date]) if entity.name == self.entity else None
        if day is None or (today - day).days > _OVER:
            return ()
        left = (day - today).days
        text = f"{counted(left, 'day')} left" if left > 1 else away(day, today)
        return [Badge(text, "good" if left in (0, 1) else "plain")]

    def panels(self, connection: Connection, schema: Schema, today: date) -> Sequence[Panel]:
        """Count down to the next ones."""
        records = Records(connection, schema, schema.entity(self.entity))
        items = Agenda(records, Condition(quoted(self.date))).between(today, date.max, _NEXT)
        if not items:
            return ()
        left = [(item, (item.day - today).days) for item in items]
        context = {"entity": records.entity, "field": self.date, "left": left}
        return [Panel(f"{records.entity.plural} ahead", "countdown.html", context)]
