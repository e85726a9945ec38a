"""Consumption: how much was used for a distance, from fill to fill."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app import plot
from app.feature import Feature, Panel, Tab
from app.features.consumption_fills import Fill, Journey, journey
from app.groups import Grouping
from app.measure import Measure
from app.model import Entity
from app.plot import Plot
from app.records import Record, Records
from app.site import Site
from app.sql import Condition, quoted, select, where
from app.sums import filled
from app.values import Stored

_MOST = 2_000
_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle and its ways."""

    key: str
    """Its id as in an address; empty for what belongs to none."""
    name: str
    journey: Journey
    fills: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class Measures:
    """What the numbers mean."""

    distance: Measure
    amount: Measure
    price: Measure | None


class Consumption(Feature):
    """Shows how much the vehicles of an entity use.

    Args:
        entity: Name of the entity of the fills.
        distance: Its field with what the odometer says.
        amount: Its field with how much was filled in.
        price: Its field with what that cost altogether, if there is one.
        vehicle: Its reference to the vehicle, if there are several.
    """

    def __init__(
        self, entity: str, distance: str, amount: str, price: str = "", vehicle: str = ""
    ) -> None:
        self.entity = entity
        self.distance = distance
        self.amount = amount
        self.price = price
        self.vehicle = vehicle

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list."""
        return [Tab("Consumption", self._path)] if entity.name == self.entity else ()

    def router(self, site: Site) -> APIRouter:
        """Return the page of a vehicle."""
        router = APIRouter(default_response_class=Response)

        def shown(request: Request, vehicle: str = "") -> Response:
            with site.reading(self.entity) as records:
                vehicles = self._vehicles(records)
                chosen = next((v for v in vehicles if v.key == vehicle), None) or (
                    vehicles[0] if vehicles else None
                )
                measures = self._measures(records)
                ways = chosen.journey.ways[-_MOST_SHOWN:] if chosen else []
                return site.page(
                    request,
                    "consumption.html",
                    entity=records.entity,
                    vehicles=vehicles,
                    chosen=chosen,
                    measures=measures,
                    drawn=_drawn(chosen.journey, measures) if chosen and ways else None,
                    ways=list(reversed(ways)),
                    titles=records.titles(way.fill.id for way in ways),
                )

        router.add_api_route(self._path, shown, methods=["GET"])
        return router

    def details(self, records: Records, record: Record, today: date) -> Sequence[Panel]:
        """Show on the page of a vehicle what it uses."""
        fills = Records(records.connection, records.schema, records.schema.entity(self.entity))
        group = Grouping(fills, self.vehicle) if self.vehicle else None
        if group is None or group.target != records.entity:
            return ()
        found = next((v for v in self._vehicles(fills, record.id) if v.journey.ways), None)
        context = {"vehicle": found, "measures": self._measures(fills), "path": self._path}
        return [Panel("Consumption", "consumption_vehicle.html", context)] if found else ()

    def _vehicles(self, records: Records, only: int | None = None) -> list[Vehicle]:
        """Return the vehicles, or just one, those with the most fills first."""
        group = Grouping(records, self.vehicle) if self.vehicle else None
        fills: dict[Stored, list[Fill]] = defaultdict(list)
        for key, fill in self._fills(records, group, only):
            fills[key].append(fill)
        names = group.names(fills) if group else {}
        ordered = sorted(fills, key=lambda key: (-len(fills[key]), names.get(key, "")))
        return [
            Vehicle(
                "" if key is None else str(key),
                names.get(key, ""),
                journey(fills[key]),
                len(fills[key]),
                f"/{group.target.name}/{key}" if group and group.target and key else "",
            )
            for key in ordered
        ]

    def _fills(
        self, records: Records, group: Grouping | None, only: int | None
    ) -> list[tuple[Stored, Fill]]:
        measures = self._measures(records)
        key = group.key if group else "NULL"
        price = quoted(self.price) if self.price else "NULL"
        columns = [key, '"id"', quoted(self.distance), quoted(self.amount), price]
        wanted = [filled(self.distance)]
        if only is not None:
            wanted.append(Condition(" ".join([key, "= ?"]), (only,)))
        condition, values = where(wanted)
        text = select(columns, records.entity.table, condition, 'ORDER BY "id" DESC LIMIT ?')
        rows = records.connection.execute(text, [*values, _MOST]).fetchall()
        return [
            (
                row[0],
                Fill(
                    row[1],
                    measures.distance.exact(row[2]),
                    None if row[3] is None else measures.amount.exact(row[3]),
                    None if row[4] is None or not measures.price else measures.price.exact(row[4]),
                ),
            )
            for row in rows
        ]

    def _measures(self, records: Records) -> Measures:
        entity, currency = records.entity, records.schema.currency
        return Measures(
            Measure.of(entity, self.distance, currency),
            Measure.of(entity, self.amount, currency),
            Measure.of(entity, self.price, currency) if self.price else None,
        )

    @property
    def _path(self) -> str:
        return f"/{self.entity}/consumption"


def _drawn(known: Journey, measures: Measures) -> Plot:
    """Return the use of each way as a column."""
    ways = [way for way in known.ways if way.use is not None][-_MOST_SHOWN:]
    label = f"{measures.amount.label} per 100"
    numbers = [way.use or Decimal(0) for way in ways]
    labels = [measures.distance.rounded(way.fill.at) for way in ways]
    texts = [
        f"{measures.amount.rounded(number)} per 100, at {at}"
        for number, at in zip(numbers, labels, strict=True)
    ]
    series = {label: list(zip(numbers, texts, strict=True))}
    return plot.columns(label, labels, series, measures.amount.short)
