"""Statistics: totals, averages and counts, by group and by month."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.feature import Feature, Tab
from app.features.statistics_reading import Reading
from app.groups import Grouping
from app.measure import Measure
from app.model import Entity
from app.months import Month
from app.records import Records
from app.site import Site, today


class Statistics(Feature):
    """Adds up and counts the records of an entity.

    Args:
        entity: Name of the entity.
        amount: Its field with the number; without it, records are counted.
        group: What the records are grouped by, if they are.
        date: Its field with the day, if there is one.
    """

    def __init__(self, entity: str, amount: str = "", group: str = "", date: str = "") -> None:
        self.entity = entity
        self.amount = amount
        self.group = group
        self.date = date

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list."""
        return [Tab("Statistics", self._path)] if entity.name == self.entity else ()

    def router(self, site: Site) -> APIRouter:
        """Return the page of a month, or of all time."""
        router = APIRouter(default_response_class=Response)

        def shown(request: Request, month: str = "") -> Response:
            chosen = Month.read(month) if self.date else None
            with site.reading(self.entity) as records:
                reading = self._reading(records)
                group = Grouping(records, self.group) if self.group else None
                return site.page(
                    request,
                    "statistics.html",
                    entity=records.entity,
                    measure=reading.measure,
                    amount=self.amount,
                    month=chosen,
                    this_month=Month.at(today()),
                    today=today(),
                    facts=reading.facts(chosen),
                    group_label=group.label if group else "",
                    groups=reading.groups(group, chosen) if group else [],
                    months=reading.months(),
                    dated=bool(self.date),
                    filled=reading.whole(None).count,
                )

        router.add_api_route(self._path, shown, methods=["GET"])
        return router

    def _reading(self, records: Records) -> Reading:
        measure = Measure.of(records.entity, self.amount, records.schema.currency)
        return Reading(records, measure, self.amount, self.date)

    @property
    def _path(self) -> str:
        return "/".join(["", self.entity, "statistics", *filter(None, [self.amount, self.group])])
