"""Intervals: when something is to be done again, counted from the last time."""

import re
from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.agenda import Agenda
from app.clicks import back, found, put
from app.dates import day_of, due
from app.feature import Action
from app.model import Entity
from app.period import Period
from app.records import Record, Records
from app.schedule import Schedule, Words
from app.site import Key, Site, today
from app.sql import Condition, insert, quoted, select
from app.submission import Form

_TABLE = "interval_before_"
"""No entity can be called so, as names don't end like this."""
_ANY = 12_000
"""Months: later than any day that a number of days leads to."""
_PLACE = "WHERE entity = ? AND field = ? AND record_id = ?"
_DONE = re.compile(r"last (\w+ed|done|cut|fed|swept|run|given|taken|paid|sent|met|seen|read)", re.I)


class Interval(Schedule):
    """Says when the records of an entity are due again.

    Args:
        entity: Name of the entity.
        last: Its field with the day of the last time.
        days: Its field with the number of days until the next, or a choice that says how often.
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
        following = self._following(records.entity)
        text = f"CASE WHEN {quoted(self.last)} IS NULL THEN ? ELSE {following.text} END"
        day = Condition(text, (today.isoformat(), *following.values))
        return Agenda(records, day, [self._counts(records.entity)])

    def day(self, entity: Entity, record: Record, today: date) -> date | None:
        """Return when it is due again."""
        stored, period = record.values[self.last], Period.of(record.values[self.days])
        last = day_of(stored)
        if period is None or (last is None and stored is not None):
            return None
        return period.after(last, last.day, last) if last else today

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

    def _following(self, entity: Entity) -> Condition:
        """Return how the database works out the next day."""
        last, days = quoted(self.last), quoted(self.days)
        if not entity.field(self.days).choices:
            return Condition(f"date({last}, {days} || ' days')")
        # No later than the last day of the month that it leads to.
        day = f"min(date({last}, ?), date({last}, 'start of month', ?, '-1 day'))"
        periods = self._periods(entity)
        values: list[str] = []
        for choice, period in periods.items():
            step = f"{period.days} days" if period.days else f"{period.months} months"
            latest = f"{period.months + 1 if period.months else _ANY} months"
            values += [choice, step, latest]
        cases = [f"WHEN ? THEN {day}"] * len(periods)
        return Condition(" ".join(["CASE", days, *cases, "ELSE '' END"]), tuple(values))

    def _counts(self, entity: Entity) -> Condition:
        """Return which records have an interval."""
        days, periods = quoted(self.days), self._periods(entity)
        if not entity.field(self.days).choices:
            return Condition(f"{days} > 0")
        return Condition(f"{days} IN ({', '.join('?' for _ in periods)})", tuple(periods))

    def _periods(self, entity: Entity) -> dict[str, Period]:
        """Return the periods of the choices that say how often."""
        found = {choice: Period.of(choice) for choice in entity.field(self.days).choices}
        return {choice: period for choice, period in found.items() if period}

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
