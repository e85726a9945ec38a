"""Settling up: who paid what of shared costs, and who owes whom."""

import sqlite3
from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.feature import Feature, Panel, Tab
from app.features.settling_reading import KEPT, Reading, keep, take_back
from app.features.settling_shares import Payment
from app.forms import Submission
from app.model import Entity, Schema
from app.records import Records
from app.site import Key, Site, today
from app.submission import Form

_MOST_RETURNED = 20
_NOTICES = {
    "paid": "Noted as paid.",
    "changed": "This payment is no longer needed; below is what is.",
    "undone": "No longer noted as paid.",
}


class Settling(Feature):
    """Divides the costs of an entity evenly among those who pay them.

    Args:
        entity: Name of the entity.
        amount: Its field with the amount.
        payer: Its field or reference that says who paid.
    """

    tables = (KEPT,)

    def __init__(self, entity: str, amount: str, payer: str) -> None:
        self.entity = entity
        self.amount = amount
        self.payer = payer

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list."""
        return [Tab("Settle up", self._path)] if entity.name == self.entity else ()

    def panels(
        self, connection: sqlite3.Connection, schema: Schema, today: date
    ) -> Sequence[Panel]:
        """Show who owes whom."""
        records = Records(connection, schema, schema.entity(self.entity))
        account = self._reading(records).account()
        context = {"account": account, "path": self._path}
        return [Panel("To make it even", "settling_panel.html", context)] if account.total else ()

    def router(self, site: Site) -> APIRouter:
        """Return the page, and what notes payments."""
        router = APIRouter(default_response_class=Response)

        def shown(request: Request, notice: str = "") -> Response:
            with site.reading(self.entity) as records:
                reading = self._reading(records)
                account = reading.account()
                return site.page(
                    request,
                    "settling.html",
                    entity=records.entity,
                    account=account,
                    others=reading.others(),
                    returned=account.returned[:_MOST_RETURNED],
                    notice=_NOTICES.get(notice, ""),
                )

        def paid(form: Form) -> Response:
            with site.writing(self.entity) as records:
                # A second click finds that the payment is not needed any more.
                needed = self._reading(records).account().payments
                wanted = _payment(form)
                if wanted not in needed:
                    return self._back("changed")
                keep(records.connection, self.entity, wanted, today().isoformat())
            return self._back("paid")

        def undone(key: Key, form: Form) -> Response:  # noqa: ARG001 - checks the token
            with site.writing(self.entity) as records:
                take_back(records.connection, self.entity, key)
            return self._back("undone")

        router.add_api_route(self._path, shown, methods=["GET"])
        router.add_api_route(self._path, paid, methods=["POST"])
        router.add_api_route(f"{self._path}/{{key}}/undo", undone, methods=["POST"])
        return router

    def _reading(self, records: Records) -> Reading:
        return Reading(records, self.amount, self.payer)

    def _back(self, notice: str) -> Response:
        return RedirectResponse(f"{self._path}?notice={notice}", 303)

    @property
    def _path(self) -> str:
        return f"/{self.entity}/settling"


def _payment(form: Submission) -> Payment:
    giver, receiver, amount = ((form.get(n) or [""])[-1] for n in ("giver", "receiver", "amount"))
    is_amount = amount.isascii() and amount.isdigit() and len(amount) < 19
    return Payment(giver, receiver, int(amount) if is_amount else 0)
