"""A calendar: the records of an entity on the days of a month."""

import calendar
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.dates import day_of
from app.feature import Feature, Tab
from app.model import Entity
from app.over import ending
from app.records import Records
from app.site import Site, today
from app.sql import quoted, select

_LONGEST = 62
"""Days: a record that lasts longer stands on its first days only."""
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Item:
    """A record on a day."""

    id: int
    title: str
    time: str
    begins: bool
    """Whether it is the first of its days."""
    over: str = ""
    """The word that says that nothing comes of it any more, or that it is done."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month as it is shown: whole weeks, from Monday on."""

    first: date
    weeks: Sequence[Sequence[date]]

    @classmethod
    def of(cls, text: str, day: date) -> "Month":
        """Return the month of a text like ``2026-11``, or that of the day if it is none."""
        try:
            first = date.fromisoformat(f"{text}-01")
        except ValueError:
            first = day.replace(day=1)
        first = min(max(first, date(1900, 1, 1)), date(2999, 12, 1))
        return cls(first, calendar.Calendar().monthdatescalendar(first.year, first.month))

    @property
    def before(self) -> str:
        """The month before, as in an address."""
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def after(self) -> str:
        """The month after, as in an address."""
        return f"{self.first + timedelta(days=31):%Y-%m}"


class Calendar(Feature):
    """Shows the records of an entity by one of its dates.

    Args:
        entity: Name of the entity.
        date: Its field with the day, or the first day.
        until: Its field with the last day, if there is one.
        time: Its field with the time of day, if there is one.
    """

    def __init__(self, entity: str, date: str, until: str = "", time: str = "") -> None:
        self.entity = entity
        self.date = date
        self.until = until
        self.time = time

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list."""
        return [Tab("Calendar", self._path)] if entity.name == self.entity else ()

    def router(self, site: Site) -> APIRouter:
        """Return the page of a month."""
        router = APIRouter(default_response_class=Response)

        def shown(request: Request, month: str = "") -> Response:
            chosen = Month.of(month, today())
            with site.reading(self.entity) as records:
                return site.page(
                    request,
                    "calendar.html",
                    entity=records.entity,
                    month=chosen,
                    today=today(),
                    items=self.items(records, chosen.weeks[0][0], chosen.weeks[-1][-1]),
                    date_name=self.date,
                )

        router.add_api_route(self._path, shown, methods=["GET"])
        return router

    def items(self, records: Records, first: date, last: date) -> dict[date, list[Item]]:
        """Return what stands on each day, in the order of the times."""
        days: dict[date, list[Item]] = defaultdict(list)
        for record in records.several(self._ids(records, first, last)):
            start = day_of(record.values[self.date])
            end = (day_of(record.values[self.until]) if self.until else None) or start
            if start is None or end is None:
                continue
            title, over = records.named_on_its_day(record), ending(records.entity, record, today())
            time = str(record.values[self.time] or "") if self.time else ""
            for number in range(min((max(end, start) - start).days, _LONGEST) + 1):
                day = start + timedelta(days=number)
                if first <= day <= last:
                    days[day].append(Item(record.id, title, time, number == 0, over))
        for found in days.values():
            found.sort(key=lambda item: (item.begins, item.time, item.title))
        return days

    def _ids(self, records: Records, first: date, last: date) -> list[int]:
        start = quoted(self.date)
        until = f"coalesce({quoted(self.until)}, {start})" if self.until else start
        text = select(
            ['"id"'],
            records.entity.table,
            " ".join(["WHERE", start, "<= ? AND max(", start, ",", until, ") >= ?"]),
            " ".join(["ORDER BY", start, "LIMIT ?"]),
        )
        values = (last.isoformat(), first.isoformat(), _MOST)
        return [row[0] for row in records.connection.execute(text, values)]

    @property
    def _path(self) -> str:
        return f"/{self.entity}/calendar"
