"""A ranking: the records of an entity, the best rated first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from app.clicks import back, found, number, put
from app.feature import Feature, Tab
from app.model import Entity, Field
from app.records import Page, Query, Records
from app.site import Site
from app.sql import quoted, select
from app.submission import Form

_SIZE = 50


@dataclass(frozen=True, slots=True)
class Place:
    """A record and where it stands."""

    id: int
    title: str
    rating: int
    """0 when it has none."""
    rank: int
    """The same for those that are rated the same; 0 when it has no rating."""


class Ranking(Feature):
    """Shows the records of an entity by a rating.

    Args:
        entity: Name of the entity.
        rating: Its field with the rating.
    """

    def __init__(self, entity: str, rating: str) -> None:
        self.entity = entity
        self.rating = rating

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list."""
        return [Tab("Ranking", self._path)] if entity.name == self.entity else ()

    def router(self, site: Site) -> APIRouter:
        """Return the ranking, and what its stars do."""
        router = APIRouter(default_response_class=Response)

        def shown(request: Request) -> Response:
            address = request.query_params
            with site.reading(self.entity) as records:
                places, page = self.places(records, number(address.get("page", "")))
                return site.page(
                    request,
                    "ranking.html",
                    entity=records.entity,
                    field=records.entity.field(self.rating),
                    ranked=[place for place in places if place.rank],
                    unrated=[place for place in places if not place.rank],
                    page=page,
                    notice=self._notice(records, address),
                )

        def rated(request: Request, form: Form) -> Response:
            text = (form.get("rate") or [""])[-1]
            key, rating = _wanted(text, site.entity(self.entity).field(self.rating))
            with site.writing(self.entity) as records:
                put(site, records, found(records, key), {self.rating: rating})
            return back(request, self._path, "rated", of=key, anchor=f"place-{key}")

        router.add_api_route(self._path, shown, methods=["GET"])
        router.add_api_route(self._path, rated, methods=["POST"])
        return router

    def places(self, records: Records, number: int = 1) -> tuple[Sequence[Place], Page]:
        """Return a page of the ranking; those without a rating come last."""
        page = records.page(Query(sort=f"-{self.rating}", page=number), _SIZE)
        places: list[Place] = []
        for index, record in enumerate(page.records):
            rating = int(record.values[self.rating] or 0)
            if not rating:
                rank = 0
            elif places and places[-1].rating == rating:
                rank = places[-1].rank
            elif places:
                rank = (page.number - 1) * _SIZE + index + 1
            else:
                rank = self._better(records, rating) + 1
            places.append(Place(record.id, records.named(record).title, rating, rank))
        return places, page

    def _better(self, records: Records, rating: int) -> int:
        condition = " ".join(["WHERE", quoted(self.rating), "> ?"])
        text = select(["count(*)"], records.entity.table, condition)
        return int(records.connection.execute(text, (rating,)).fetchone()[0])

    def _notice(self, records: Records, address: Mapping[str, str]) -> str:
        record = records.get(number(address.get("of", "")))
        if address.get("notice") != "rated" or record is None:
            return ""
        field, title = records.entity.field(self.rating), records.named(record).title
        rating = record.values[self.rating]
        return f"“{title}” has {rating} of {field.top}." if rating else f"“{title}” is not rated."

    @property
    def _path(self) -> str:
        return f"/{self.entity}/ranking"


def _wanted(text: str, field: Field) -> tuple[int, int | None]:
    """Return the record and its rating as a button says them; no rating takes it away."""
    key, _, stars = text.partition(".")
    rating = number(stars)
    if rating > field.top or (not rating and (stars != "0" or field.required)):
        raise HTTPException(400, f"Choose a rating from 1 to {field.top}.")
    return number(key), rating or None
