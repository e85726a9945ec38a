"""A budget: what was spent of each limit this month."""

import sqlite3
from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.feature import Feature, Notice, Panel, Tab
from app.features.budget_month import BudgetMonth, BudgetReading, Line
from app.groups import Grouping
from app.model import Entity, Schema
from app.months import Month
from app.records import Record, Records
from app.site import Site, today
from app.values import show_money

_MOST_IN_PANEL = 6


class Budget(Feature):
    """Holds what is spent against limits.

    Args:
        entity: Name of the entity of what is spent.
        amount: Its field with the amount.
        date: Its field with the day.
        group: Its reference to what has the limit.
        limit: The field of that with the limit of a month.
    """

    def __init__(self, entity: str, amount: str, date: str, group: str, limit: str) -> None:
        self.entity = entity
        self.amount = amount
        self.date = date
        self.group = group
        self.limit = limit

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list."""
        return [Tab("Budget", self._path)] if entity.name == self.entity else ()

    def router(self, site: Site) -> APIRouter:
        """Return the page of a month."""
        router = APIRouter(default_response_class=Response)

        def shown(request: Request, month: str = "") -> Response:
            chosen = Month.read(month) or Month.at(today())
            with site.reading(self.entity) as records:
                reading = self._reading(records)
                return site.page(
                    request,
                    "budget.html",
                    entity=records.entity,
                    group=reading.group,
                    budget=reading.of(chosen),
                    month=chosen,
                    today=today(),
                )

        router.add_api_route(self._path, shown, methods=["GET"])
        return router

    def notices(
        self, connection: sqlite3.Connection, schema: Schema, today: date
    ) -> Sequence[Notice]:
        """Say which limits are spent, or nearly."""
        lines = self._this_month(connection, schema, today).lines
        return [
            Notice(
                _said(line, schema.currency),
                self._path,
                "bad" if line.is_over else "warn",
                today.isoformat(),
            )
            for line in lines
            if line.is_over or line.is_near
        ]

    def panels(
        self, connection: sqlite3.Connection, schema: Schema, today: date
    ) -> Sequence[Panel]:
        """Show the limits that are spent the most."""
        budget = self._this_month(connection, schema, today)
        if not budget.lines:
            return ()
        title = f"Budget, {budget.month.name}"
        return [self._panel(title, schema, budget.lines[:_MOST_IN_PANEL])]

    def details(self, records: Records, record: Record, today: date) -> Sequence[Panel]:
        """Show what is left, beside the limit itself."""
        spending = Records(records.connection, records.schema, records.schema.entity(self.entity))
        reading = self._reading(spending)
        if reading.group.target != records.entity:
            return ()
        month = Month.at(today)
        line = reading.one(record.id, month)
        return [self._panel(f"Spent in {month.name}", records.schema, [line])] if line else ()

    def _panel(self, title: str, schema: Schema, lines: Sequence[Line]) -> Panel:
        plural = schema.entity(self.entity).plural
        context = {"lines": lines, "path": self._path, "plural": plural}
        return Panel(title, "budget_panel.html", context)

    def _this_month(
        self, connection: sqlite3.Connection, schema: Schema, today: date
    ) -> BudgetMonth:
        records = Records(connection, schema, schema.entity(self.entity))
        return self._reading(records).of(Month.at(today))

    def _reading(self, records: Records) -> BudgetReading:
        group = Grouping(records, self.group)
        return BudgetReading(records, self.amount, self.date, group, self.limit)

    @property
    def _path(self) -> str:
        return f"/{self.entity}/budget"


def _said(line: Line, currency: str) -> str:
    limit = show_money(line.limit or 0, currency)
    if line.is_over:
        return f"{line.name}: {show_money(-line.left, currency)} over the {limit} of this month"
    if not line.left:
        return f"{line.name}: all of the {limit} of this month is spent"
    return f"{line.name}: {show_money(line.left, currency)} left of {limit} this month"
