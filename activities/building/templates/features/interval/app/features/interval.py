"""Intervals: when something is to be done again, counted from the last time."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.agenda import Agenda
from app.clicks import back, found, put
from app.dates import day_of, due
from app.feature import Action
from app.model import Entity
from app.records import Record, Records
from app.schedule import Schedule, Words
from app.site import Key, Site, today
from app.sql import Condition, insert, quoted, select
from app.submission import Form

_TABLE = "interval_before_"
"""No entity can be called so, as names don't end like this."""
_PLACE = "WHERE entity = ? AND field = ? AND record_id = ?"
_DONE = re.compile(r"last (\w+ed|done|cut|fed|swept|run|given|taken|paid|sent|met|seen|read)", re.I)


class Interval(Schedule):
    """Says when the records of an entity are due again.

    Args:
        entity: Name of the entity.
        last: Its field with the day of the last time.
        days: Its field with the number of days until the next.
    """

    words = Words(
        tab="Due",
        lead="What is to be done again, the most urgent first.",
        empty="Nothing is due",
        hint="What is to be done every so many days stands here, by when it is due again.",
    )
    tables = (
        f"CREATE TABLE IF NOT EXISTS {quoted(_TABLE)} (entity TEXT NOT NULL,"
        " field TEXT NOT NULL, record_id INTEGER NOT NULL, last TEXT,"
        " PRIMARY KEY (entity, field, record_id))",
    )

    def __init__(self, entity: str, last: str, days: str) -> None:
        super().__init__(entity, f"/{entity}/interval/{last}")
        self.last = last
        self.days = days

    def agenda(self, records: Records, today: date) -> Agenda:
        """Return everything that is to be done again; what never was is due today."""
        last, days = quoted(self.last), quoted(self.days)
        text = f"CASE WHEN {last} IS NULL THEN ? ELSE date({last}, {days} || ' days') END"
        day = Condition(text, (today.isoformat(),))
        return Agenda(records, day, [Condition(f"{days} > 0")])

    def day(self, entity: Entity, record: Record, today: date) -> date | None:
        """Return when it is due again."""
        stored, days = record.values[self.last], int(record.values[self.days] or 0)
        last = day_of(stored)
        if days <= 0 or (last is None and stored is not None):
            return None
        try:
            return last + timedelta(days=days) if last else today
        except OverflowError:
            return None

    def says(self, record: Record, day: date, today: date) -> str:
        """Return when it is due, in words."""
        return "not done yet" if record.values[self.last] is None else due(day, today)

    def actions(self, entity: Entity, record: Record) -> Sequence[Action]:
        """Offer to say that it was done today, or to take that back."""
        day = today()
        if entity.name != self.entity or self.day(entity, record, day) is None:
            return ()
        path = f"/{entity.name}/{record.id}/interval/{self.last}"
        if record.values[self.last] == day.isoformat():
            return [Action(f"Not {self._word(entity).lower()} today", path, {"to": "before"})]
        return [Action(f"{self._word(entity)} today", path, {"to": "today"})]

    def route(self, router: APIRouter, site: Site) -> None:
        """Add the address of the button."""

        def changed(request: Request, key: Key, form: Form) -> Response:
            with site.writing(self.entity) as records:
                record = found(records, key)
                if form.get("to") == ["today"]:
                    self._set(site, records, record, today().isoformat())
                elif record.values[self.last] == today().isoformat():
                    self._set(site, records, record, self._before(records, key))
            return back(request, f"/{self.entity}/{key}", "saved")

        path = f"/{self.entity}/{{key}}/interval/{self.last}"
        router.add_api_route(path, changed, methods=["POST"])

    def kept(self, records: Records, before: Record | None, after: Record) -> None:
        """Remember the time before the last, so that today can be taken back."""
        if records.entity.name != self.entity:
            return
        was = before.values[self.last] if before else None
        if before is None or was != after.values[self.last]:
            place = (self.entity, self.last, after.id)
            records.connection.execute(" ".join(["DELETE FROM", quoted(_TABLE), _PLACE]), place)
            text = insert(_TABLE, ["entity", "field", "record_id", "last"])
            records.connection.execute(text, (*place, was))

    def _set(self, site: Site, records: Records, record: Record, day: str | None) -> None:
        required = records.entity.field(self.last).required
        if record.values[self.last] != day and (day or not required):
            put(site, records, record, {self.last: day})

    def _before(self, records: Records, key: int) -> str | None:
        text = select(["last"], _TABLE, _PLACE)
        row = records.connection.execute(text, (self.entity, self.last, key)).fetchone()
        return row[0] if row else None

    def _word(self, entity: Entity) -> str:
        """Return what is done, like ``Watered`` for a field ``Last watered``."""
        named = _DONE.match(entity.field(self.last).label)
        return named[1].capitalize() if named else "Done"
