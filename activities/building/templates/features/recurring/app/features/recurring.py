"""Recurring: a record that is done comes again, on its next day."""

from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter
from fastapi.responses import Response

from app import deletion
from app.dates import day_of
from app.done import Done
from app.feature import Action, Feature, Panel
from app.features.recurring_copy import copied
from app.features.recurring_series import TABLE, Series
from app.model import Entity
from app.period import Period
from app.records import Record, Records
from app.site import Site, today


class Recurring(Feature):
    """Adds the next record of an entity when one is done, and takes it away if it was a slip.

    Args:
        entity: Name of the entity.
        date: Its field with the day.
        every: Its field with how often: a choice in words, or a number of days.
        done: Its field that says whether it is done.
    """

    tables = (TABLE,)

    def __init__(self, entity: str, date: str, every: str, done: str) -> None:
        self.entity = self.renews = entity
        self.date = date
        self.every = every
        self.done = Done(entity, done)

    def router(self, site: Site) -> APIRouter:
        """Return the address of the button."""
        router = APIRouter(default_response_class=Response)
        self.done.route(router, site)
        return router

    def actions(self, entity: Entity, record: Record) -> Sequence[Action]:
        """Offer to say that it is done."""
        return self.done.actions(entity, record) if entity.name == self.entity else ()

    def details(self, records: Records, record: Record, today: date) -> Sequence[Panel]:
        """Say when it comes again, or which record is the next."""
        period = Period.of(record.values[self.every]) if self._is_mine(records) else None
        if period is None:
            return ()
        context = {"entity": records.entity, "period": str(period), "next": None, "day": None}
        if self.done.reached(records.entity, record):
            following = Series(records).following(record)
            if following is None:
                return ()
            context["next"] = records.named(following)
            context["day"] = following.values[self.date]
        else:
            day = self._next(records, record, period, today)
            context["day"] = day.isoformat() if day else None
        return [Panel("Comes again", "recurring.html", context)]

    def follow_up(self, site: Site, records: Records, before: Record | None, after: Record) -> None:
        """Add the next record when one was ticked, once; take it away when it was unticked."""
        if not self._is_mine(records):
            return
        was = before is not None and self.done.reached(records.entity, before)
        now = self.done.reached(records.entity, after)
        if now and not was:
            self._add(site, records, after, new=before is None)
        elif was and not now:
            self._take_away(site, records, after)

    def _add(self, site: Site, records: Records, record: Record, *, new: bool) -> None:
        period, series = Period.of(record.values[self.every]), Series(records)
        if period is None or series.has_gone_on(record):
            return
        day = self._next(records, record, period, today())
        if day is None or (new and self._was_long_ago(record, period)):
            return
        draft = copied(records, record, {self.date: day.isoformat(), self.done.field: 0}, day)
        if draft is not None:
            anchor = self._anchor(records, record, today())
            series.go_on(record, site.add(records, draft), day, anchor)

    def _take_away(self, site: Site, records: Records, record: Record) -> None:
        """Delete what was added, unless somebody changed it or refers to it."""
        series = Series(records)
        following = series.following(record)
        if following is None or following.updated_at != following.created_at:
            return
        plan = deletion.plan(records.connection, records.schema, records.entity, following.id)
        if not (plan.blocked or plan.cleared or plan.others(records.entity)):
            site.delete(records, plan)
            series.end(record)

    def _next(self, records: Records, record: Record, period: Period, today: date) -> date | None:
        """Return the next day; those that are over already are left out."""
        day = day_of(record.values[self.date]) or today
        return period.after(day, self._anchor(records, record, today), today)

    def _anchor(self, records: Records, record: Record, today: date) -> int:
        """Return the day of the month that the series began with."""
        day = day_of(record.values[self.date]) or today
        return Series(records).anchor(record, self.date) or day.day

    def _was_long_ago(self, record: Record, period: Period) -> bool:
        """Return whether a new record that is done is history: the time after it is over too."""
        day = day_of(record.values[self.date]) or today()
        following = period.after(day, day.day, day)
        return following is not None and following < today()

    def _is_mine(self, records: Records) -> bool:
        return records.entity.name == self.entity
