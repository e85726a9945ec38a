"""A chart: a number over time, or how many records a month has."""

from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.feature import Feature, Tab
from app.features.chart_figures import Figure, Latest
from app.features.chart_lines import Line, comparable, of_records
from app.features.chart_periods import RANGES, Range
from app.features.chart_reading import MOST_RECORDS, Source, grouped
from app.features.chart_sums import Periods
from app.groups import Grouping
from app.measure import Measure
from app.model import Entity
from app.records import Records
from app.site import Site, today


class Chart(Feature):
    """Shows numbers of the records of an entity over time.

    Args:
        entity: Name of the entity.
        date: Its field with the day.
        amount: Its field with the number; without it, records are counted.
        second: Its field with a second number, if there is one.
        group: What the records are grouped by, if they are.
    """

    def __init__(
        self, entity: str, date: str, amount: str = "", second: str = "", group: str = ""
    ) -> None:
        self.entity = entity
        self.date = date
        self.amount = amount
        self.second = second
        self.group = group

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list."""
        return [Tab(self._title(entity), self._path)] if entity.name == self.entity else ()

    def router(self, site: Site) -> APIRouter:
        """Return the page."""
        router = APIRouter(default_response_class=Response)

        def shown(request: Request) -> Response:
            with site.reading(self.entity) as records:
                source = self._source(records)
                chosen = self._chosen(source, request.query_params.get("range", ""))
                figures, latest, note = Drawing(self, source, chosen, today()).made()
                return site.page(
                    request,
                    "chart.html",
                    entity=records.entity,
                    title=self._title(records.entity),
                    ranges=RANGES,
                    chosen=chosen,
                    figures=figures,
                    latest=latest,
                    note=note,
                    known=source.count(self.amount, None, today()),
                    needed=[
                        records.entity.field(name).label
                        for name in (self.date, self.amount)
                        if name
                    ],
                )

        router.add_api_route(self._path, shown, methods=["GET"])
        return router

    def _chosen(self, source: Source, key: str) -> Range:
        """Return the range of an address; else a year, or everything if that year is empty."""
        known = {found.key: found for found in RANGES}
        year = known["year"]
        usual = year if source.count(self.amount, year.first(today()), today()) else known["all"]
        return known.get(key, usual)

    def _source(self, records: Records) -> Source:
        group = Grouping(records, self.group) if self.group else None
        return Source(records, self.date, group)

    def _title(self, entity: Entity) -> str:
        label = entity.field(self.amount).label if self.amount else entity.plural
        return f"{label} over time"

    @property
    def _path(self) -> str:
        return f"/{self.entity}/chart" + (f"/{self.amount}" if self.amount else "")


class Drawing:
    """What a chart shows of one range.

    Args:
        chart: The chart.
        source: Where its numbers come from.
        chosen: The range.
        today: The day it is.
    """

    def __init__(self, chart: Chart, source: Source, chosen: Range, today: date) -> None:
        self._source = source
        self._chosen = chosen
        self._today = today
        self._first = chosen.first(today)
        schema, entity = source.records.schema, source.records.entity
        names = [name for name in (chart.amount, chart.second) if name] or [""]
        self._measures = {name: Measure.of(entity, name, schema.currency) for name in names}

    def made(self) -> tuple[list[Figure], list[Latest], str]:
        """Return the figures, the latest numbers, and what is left out."""
        single = all(self._as_records(name) for name in self._measures)
        return self._of_records() if single else self._of_periods()

    def _as_records(self, name: str) -> bool:
        if not name or (self._source.group and self._measures[name].is_money):
            return False
        return self._source.count(name, self._first, self._today) <= MOST_RECORDS

    def _of_records(self) -> tuple[list[Figure], list[Latest], str]:
        figures, latest, left_out = [], [], 0
        lines = []
        for name, measure in self._measures.items():
            entries = self._source.entries(name, self._first, self._today)
            if self._source.group:
                groups, left_out = grouped(entries)
                found = [Line(group, measure, inside) for group, inside in groups.items()]
                figures += self._drawn(f"{measure.label} by {self._by}", found)
                latest += [line.latest(self._today) for line in found]
            else:
                lines.append(Line(measure.label, measure, entries))
                latest.append(self._newest(name, measure))
        if lines and comparable(lines):
            figures += self._drawn(" and ".join(line.name for line in lines), lines)
        else:
            figures += [f for line in lines for f in self._drawn(line.name, [line])]
        note = f"Shown are the largest groups; {left_out} more are left out." if left_out else ""
        return figures, [found for found in latest if found], note

    def _drawn(self, title: str, lines: Sequence[Line]) -> list[Figure]:
        entity = self._source.records.entity
        if not any(line.entries for line in lines):
            return []
        return [of_records(title, lines, entity.name, entity.label)]

    def _of_periods(self) -> tuple[list[Figure], list[Latest], str]:
        found, latest = [], []
        for name, measure in self._measures.items():
            step = self._source.step(name, self._chosen, self._today)
            totals = not name or measure.is_money
            sums = self._source.sums(name, step, self._first, self._today)
            what = measure.label if totals else f"{measure.label}, average"
            title = f"{what} by {step}" + (f" and {self._by}" if self._source.group else "")
            shown = Periods(title, measure, step, sums, totals)
            if any(sums.values()):
                found.append(shown.figure())
            latest.append(self._latest(name, shown))
        return found, [known for known in latest if known], ""

    def _latest(self, name: str, shown: Periods) -> Latest | None:
        if not name or self._source.group:
            return shown.latest(self._today)
        return self._newest(name, shown.measure)

    def _newest(self, name: str, measure: Measure) -> Latest | None:
        entries = list(reversed(self._source.latest(name, self._today)))
        return Line(measure.label, measure, entries).latest(self._today)

    @property
    def _by(self) -> str:
        group, schema = self._source.group, self._source.records.schema
        return schema.within(group.label) if group else ""
