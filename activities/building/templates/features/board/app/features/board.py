"""A board: the records of an entity in a column for each choice, moved from one to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from app.clicks import back, found, number, put
from app.feature import Feature, Tab
from app.grouping import groups
from app.model import Entity, Field, Kind
from app.records import Page, Query, Record, Records
from app.site import Site
from app.submission import Form

_MOST = 50
"""Cards in a column."""
_MOST_TOGETHER = 100
"""Cards on a page, so that it stays quick on a phone."""
_FEWEST = 5
_FACTS = 2
_NO_FACTS = frozenset({Kind.LONG_TEXT, Kind.URL, Kind.EMAIL, Kind.YES_NO})


@dataclass(frozen=True, slots=True)
class Card:
    """A record on the board."""

    record: Record
    title: str
    facts: Sequence[Field]
    """Fields to show, which have something in them."""
    names: Sequence[str]
    """Titles of what it refers to."""


@dataclass(frozen=True, slots=True)
class Column:
    """The records with the same choice."""

    choice: str
    """Empty for those without."""
    label: str
    cards: Sequence[Card]
    page: Page
    before: str | None
    after: str | None
    further: Sequence[str]
    """Choices that its cards can be moved to: the neighbours, and the rest."""
    folded: bool
    """Whether a long list hides all but the first cards, because they are done."""


class Board(Feature):
    """Shows the records of an entity by one of its choices.

    Args:
        entity: Name of the entity.
        state: Its field with the choices.
        date: Its field with the day that orders the cards, if there is one.
    """

    def __init__(self, entity: str, state: str, date: str = "") -> None:
        self.entity = entity
        self.state = state
        self.date = date

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list."""
        return [Tab("Board", self._path)] if entity.name == self.entity else ()

    def router(self, site: Site) -> APIRouter:
        """Return the board, and what moves a card."""
        router = APIRouter(default_response_class=Response)

        def shown(request: Request) -> Response:
            with site.reading(self.entity) as records:
                address = request.query_params
                return site.page(
                    request,
                    "board.html",
                    entity=records.entity,
                    state=self.state,
                    date=self.date and records.entity.field(self.date),
                    columns=self.columns(
                        records, address.get("only"), number(address.get("page", ""))
                    ),
                    only=address.get("only"),
                    targets=self._targets(records.entity),
                    notice=self._notice(records, address),
                )

        def moved(request: Request, form: Form) -> Response:
            key, target = self._wanted(form, site.entity(self.entity))
            with site.writing(self.entity) as records:
                put(site, records, found(records, key), {self.state: target or None})
            return back(request, self._path, "moved", of=key, anchor=f"card-{key}")

        router.add_api_route(self._path, shown, methods=["GET"])
        router.add_api_route(self._path, moved, methods=["POST"])
        return router

    def columns(self, records: Records, only: str | None = None, page: int = 1) -> Sequence[Column]:
        """Return the columns: those without a choice first, as they are still to be sorted."""
        field = records.entity.field(self.state)
        there = [group.choice for group in groups(records, field)]
        if there[-1] == "":
            there.insert(0, there.pop())
        if only is not None:
            return [self._column(records, c, _MOST, page, alone=True) for c in there if c == only]
        size = max(_FEWEST, min(_MOST, _MOST_TOGETHER // len(there)))
        return [self._column(records, choice, size) for choice in there]

    def _column(
        self, records: Records, choice: str, size: int, number: int = 1, *, alone: bool = False
    ) -> Column:
        field = records.entity.field(self.state)
        done = choice == field.choices[-1]
        sort = self.date if self.date and not done else "-updated_at"
        page = records.page(Query(sort=sort, page=number, equal={self.state: choice or 0}), size)
        before, after = _neighbours(field, choice)
        near = {choice, before, after}
        return Column(
            choice,
            choice or f"No {records.schema.within(field.label)}",
            self._cards(records, page.records),
            page,
            before,
            after,
            [target for target in self._targets(records.entity) if target not in near],
            folded=done and not alone,
        )

    def _cards(self, records: Records, there: Sequence[Record]) -> list[Card]:
        titles = [
            (relation.name, _titles(records, relation.name, relation.target, there))
            for relation in records.references
        ]
        shown = [
            field
            for field in records.entity.fields
            if field.name not in (self.state, self.date, records.entity.title)
            and field.kind not in _NO_FACTS
        ]
        return [
            Card(
                record,
                records.named(record).title,
                [field for field in shown if record.values[field.name] is not None][:_FACTS],
                [t[int(v)] for name, t in titles if (v := record.values[name]) is not None][
                    :_FACTS
                ],
            )
            for record in there
        ]

    def _targets(self, entity: Entity) -> list[str]:
        field = entity.field(self.state)
        return [*field.choices, *([] if field.required else [""])]

    def _wanted(self, form: Mapping[str, list[str]], entity: Entity) -> tuple[int, str]:
        """Return the record that is to be moved, and where to: in the button, or chosen."""
        key, _, place = (form.get("move") or [""])[-1].partition(".")
        place = place or (form.get(f"to-{key}") or [""])[-1]
        targets = self._targets(entity)
        if place not in map(str, range(len(targets))):
            raise HTTPException(400, "Choose where it is to be moved.")
        return number(key), targets[number(place)]

    def _notice(self, records: Records, address: Mapping[str, str]) -> str:
        record = records.get(number(address.get("of", "")))
        if address.get("notice") != "moved" or record is None:
            return ""
        field = records.entity.field(self.state)
        place = record.values[self.state] or f"No {records.schema.within(field.label)}"
        return f"“{records.named(record).title}” moved to “{place}”."

    @property
    def _path(self) -> str:
        return f"/{self.entity}/board"


def _neighbours(field: Field, choice: str) -> tuple[str | None, str | None]:
    if choice not in field.choices:
        return None, field.choices[0]
    place = list(field.choices).index(choice)
    return (
        field.choices[place - 1] if place else None,
        field.choices[place + 1] if place + 1 < len(field.choices) else None,
    )


def _titles(records: Records, name: str, target: str, there: Sequence[Record]) -> Mapping[int, str]:
    ids = {int(v) for record in there if (v := record.values[name]) is not None}
    return Records(records.connection, records.schema, records.schema.entity(target)).titles(ids)
