"""Cards: the records of an entity side by side, each with what matters of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.feature import Feature, Tab
from app.listing import Listing
from app.model import Entity, Field, Kind
from app.records import Record
from app.site import Site

_FACTS = 4
_LONG = (Kind.LONG_TEXT, Kind.PHOTO)
_LONGEST = 200
"""Characters of a text; a card is there to be recognised, the record's page to be read."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows of a record."""

    record: Record
    title: str
    photo: str
    text: str
    facts: Sequence[Field]
    """Fields with a value, besides the title."""


class Cards(Feature):
    """Shows the records of an entity as cards.

    Args:
        entity: Name of the entity.
        text: Its field with a text to read, if there is one.
    """

    def __init__(self, entity: str, text: str = "") -> None:
        self.entity = entity
        self.text = text

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list."""
        return [Tab("Cards", self._path)] if entity.name == self.entity else ()

    def router(self, site: Site) -> APIRouter:
        """Return the page; it is searched, filtered and turned like the list."""
        router = APIRouter(default_response_class=Response)

        def cards(request: Request) -> Response:
            with site.reading(self.entity) as records:
                listing = Listing(records, request.query_params)
                titles = records.titles(record.id for record in listing.page.records)
                return site.page(
                    request,
                    "cards.html",
                    entity=records.entity,
                    listing=listing,
                    page=listing.page,
                    titles=listing.titles(),
                    cards=[
                        self.card(records.entity, record, titles[record.id])
                        for record in listing.page.records
                    ],
                )

        router.add_api_route(self._path, cards, methods=["GET"])
        return router

    def card(self, entity: Entity, record: Record, title: str) -> Card:
        """Return what the card of a record shows."""
        photo = next((f.name for f in entity.photos if record.values[f.name]), "")
        short = [f for f in entity.fields if f.kind not in _LONG and f.name != entity.title]
        text = str(record.values[self.text] or "") if self.text else ""
        return Card(
            record,
            title,
            str(record.values[photo]) if photo else "",
            text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…",
            [field for field in short if _is_said(record, field)][:_FACTS],
        )

    @property
    def _path(self) -> str:
        return f"/{self.entity}/cards"


def _is_said(record: Record, field: Field) -> bool:
    """Return whether the record has something there: "no" says nothing on a card."""
    return record.values[field.name] not in (None, "", 0, False)
