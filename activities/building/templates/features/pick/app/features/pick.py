"""One of the records of an entity, picked by chance."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.clicks import number
from app.feature import Feature, Tab
from app.listing import Listing
from app.model import Entity
from app.records import Query, Record, Records
from app.site import Site


@dataclass(frozen=True, slots=True)
class Choice:
    """What was picked, and out of how many."""

    record: Record | None
    total: int


class Pick(Feature):
    """Picks a record that is not done yet.

    Args:
        entity: Name of the entity.
        done: Its field that says when or whether it is done, if there is one.
    """

    below: Callable[[int], int] = staticmethod(secrets.randbelow)
    """Returns a number from 0 up to, but without, the one that it is given."""

    def __init__(self, entity: str, done: str = "") -> None:
        self.entity = entity
        self.done = done

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list."""
        return [Tab("Pick one", self._path)] if entity.name == self.entity else ()

    def router(self, site: Site) -> APIRouter:
        """Return the page with what was picked."""
        router = APIRouter(default_response_class=Response)

        def shown(request: Request) -> Response:
            address = request.query_params
            with site.reading(self.entity) as records:
                listing = Listing(records, address)
                query = self._query(listing.query)
                choice = self.pick(records, query, number(address.get("but", "")))
                record = choice.record
                return site.page(
                    request,
                    "pick.html",
                    entity=records.entity,
                    choice=choice,
                    title=records.named(record).title if record else "",
                    names=_names(records, record) if record else {},
                    filters=[f for f in listing.filters if f.name != f"f_{self.done}"],
                    narrowed=listing.narrowed,
                    again=_again(query, self.done, record),
                    everything=records.count(),
                )

        router.add_api_route(self._path, shown, methods=["GET"])
        return router

    def pick(self, records: Records, query: Query, but: int = 0) -> Choice:
        """Return one of the records that the query finds; another one than ``but`` if there is."""
        total = records.page(query, 1).total
        if not total:
            return Choice(None, 0)
        place = self.below(total)
        record = _nth(records, query, place)
        if record is not None and record.id == but and total > 1:
            # From there on to any of the others, so that all of them are as likely.
            record = _nth(records, query, (place + 1 + self.below(total - 1)) % total)
        return Choice(record, total)

    def _query(self, query: Query) -> Query:
        equal = {**query.equal, **({self.done: 0} if self.done else {})}
        return replace(query, sort="created_at", equal=equal)

    @property
    def _path(self) -> str:
        return f"/{self.entity}/pick"


def _nth(records: Records, query: Query, place: int) -> Record | None:
    return next(iter(records.page(query.on(place + 1), 1).records), None)


def _again(query: Query, done: str, record: Record | None) -> str:
    parts = {f"f_{name}": value for name, value in query.equal.items() if name != done}
    parts |= {"q": query.search} if query.search else {}
    return urlencode(parts | ({"but": record.id} if record else {}))


def _names(records: Records, record: Record) -> Mapping[str, str]:
    """Return the titles of what a record refers to, by the label of the relation."""
    names: dict[str, str] = {}
    for relation in records.references:
        target = records.schema.entity(relation.target)
        value = record.values[relation.name]
        there = Records(records.connection, records.schema, target)
        names.update((relation.label, title) for title in there.titles([int(value or 0)]).values())
    return names
