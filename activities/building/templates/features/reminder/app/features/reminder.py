"""Reminders: what is due soon or overdue, until it is done."""

from collections.abc import Sequence
from datetime import date, timedelta

from fastapi import APIRouter

from app.agenda import Agenda, Group
from app.dates import day_of
from app.done import Done
from app.feature import Action
from app.model import Entity
from app.records import Record, Records
from app.schedule import Schedule, Words, items
from app.site import Site
from app.sql import Condition, quoted

_FORGOTTEN = timedelta(days=30)
"""How long something stays overdue that nobody can say is done."""


class Reminder(Schedule):
    """Reminds of the records of an entity by one of its dates.

    Args:
        entity: Name of the entity.
        date: Its field with the day.
        done: Its field that says whether it is done, if there is one.
    """

    words = Words(
        tab="Due",
        lead="What is to be done, the most urgent first.",
        empty="Nothing is due",
        hint="What has a date and is not done yet stands here in its order.",
    )

    def __init__(self, entity: str, date: str, done: str = "") -> None:
        super().__init__(entity, f"/{entity}/reminder/{date}")
        self.date = date
        self.done = Done(entity, done) if done else None

    def actions(self, entity: Entity, record: Record) -> Sequence[Action]:
        """Offer to say that it is done."""
        return self.done.actions(entity, record) if self.done and self._knows(entity) else ()

    def agenda(self, records: Records, today: date) -> Agenda:
        """Return what is not done yet."""
        day = Condition(quoted(self.date))
        if self.done:
            return Agenda(records, day, [self.done.missing(records.entity)])
        since = (today - _FORGOTTEN).isoformat()
        return Agenda(records, day, [Condition(f"{day.text} >= ?", (since,))])

    def day(self, entity: Entity, record: Record, today: date) -> date | None:
        """Return the day of what is not done yet."""
        day = day_of(record.values[self.date])
        if self.done:
            return None if self.done.reached(entity, record) else day
        return day if day and day >= today - _FORGOTTEN else None

    def lately(self, records: Records, today: date) -> Group | None:
        """Return what was done within a day."""
        if not self.done or not (found := self.done.lately(records)):
            return None
        title = f"{self.done.word(records.entity)} lately"
        return Group(title, items(records, found, self.date, today))

    def route(self, router: APIRouter, site: Site) -> None:
        """Add the address of the button."""
        if self.done:
            self.done.route(router, site)

    def _knows(self, entity: Entity) -> bool:
        return entity.name == self.entity
