"""What a list shows: which columns, which filters, and links that change one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from app.model import NUMBERS, Entity, Field, Kind, Relation
from app.records import Named, Page, Query, Records

_MOST_COLUMNS = 6
_MOST_FILTERS = 3
_LONGEST_SEARCH = 200
_LONG = frozenset({Kind.LONG_TEXT, Kind.PHOTO})
"""Kinds that have no column."""
_ADDED = "created_at"
_PREFIX = "f_"
_WORDS = ("A to Z", "Z to A")
_ENDS = {
    **dict.fromkeys(NUMBERS, ("lowest first", "highest first")),
    **dict.fromkeys((Kind.DATE, Kind.TIME), ("earliest first", "latest first")),
    Kind.CHOICE: ("as offered", "the other way round"),
    Kind.YES_NO: ("no first", "yes first"),
}
"""How a list is sorted, and the other way round, by what its column holds."""
"""Filters stand in the address as ``f_`` and the name of the field or relation."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice above a list."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    chosen: str
    cut: Entity | None = None
    """Whose records the options are, where there are too many to list all of them."""


class Listing:
    """A list of records as an address asks for it."""

    def __init__(self, records: Records, address: Mapping[str, str]) -> None:
        self.records = records
        entity = records.entity
        short = [f for f in entity.fields if f.kind not in _LONG or f.name == entity.title]
        short.sort(key=lambda f: f.name != entity.title)
        self.photo = next(iter(entity.photos), None)
        """The photo that stands beside the title, if there is one."""
        self.columns: Sequence[Field] = short[:_MOST_COLUMNS]
        room = max(1, _MOST_COLUMNS - len(self.columns))
        self.references: Sequence[Relation] = records.references[:room]
        self.query = Query(
            search=address.get("q", "").strip()[:_LONGEST_SEARCH],
            sort=(address.get("sort", "") or entity.order)[:50],
            page=_page_number(address.get("page", "")),
            equal=_equal(records, address),
        )

    @cached_property
    def page(self) -> Page:
        """The records to show."""
        return self.records.page(self.query)

    @cached_property
    def filters(self) -> list[Filter]:
        """The filters that this list offers."""
        return self._choices() + self._references()

    @property
    def narrowed(self) -> bool:
        """Whether something limits what is shown."""
        return bool(self.query.search or self.query.equal)

    def titles(self) -> dict[str, dict[int, str]]:
        """Return the titles of the records that those on the page refer to, by relation."""
        titles = {}
        for relation in self.references:
            ids = {int(v) for r in self.page.records if (v := r.values[relation.name]) is not None}
            titles[relation.name] = self._target(relation).titles(ids)
        return titles

    def link(self, **changes: str | int) -> str:
        """Return the address of this list with some parts changed."""
        parts: dict[str, str | int] = {"q": self.query.search, "sort": self.query.sort}
        parts |= {f"{_PREFIX}{name}": value for name, value in self.query.equal.items()}
        parts |= changes
        return urlencode({name: value for name, value in parts.items() if value != ""})

    def sort_link(self, name: str) -> str:
        """Return the address that sorts by a column, or turns its order around."""
        return self.link(sort=f"-{name}" if self.query.sort == name else name)

    def direction(self, name: str) -> str:
        """Return ``ascending`` or ``descending`` when the list is sorted by a column."""
        if self.query.sort.lstrip("-") != name:
            return ""
        return "descending" if self.query.sort.startswith("-") else "ascending"

    def orders(self) -> list[tuple[str, str]]:
        """Return how the list can be sorted where no heads of columns can be seen, and its name."""
        columns = [(column.name, column.label) for column in self.columns]
        columns += [(relation.name, relation.label) for relation in self.references]
        kinds = {column.name: column.kind for column in self.columns}
        if self.records.entity.order.lstrip("-") == _ADDED:
            columns.insert(0, (_ADDED, "Added"))
            kinds[_ADDED] = Kind.DATE
        return [
            (f"{turn}{name}", f"{label}: {words}")
            for name, label in columns
            for turn, words in zip(("", "-"), _ends(kinds.get(name)), strict=True)
        ]

    def hidden(self) -> list[tuple[str, str | int]]:
        """Return filters that the address holds and no control shows."""
        shown = {f.name for f in self.filters}
        names = {f"{_PREFIX}{name}": value for name, value in self.query.equal.items()}
        return [(name, value) for name, value in names.items() if name not in shown]

    def _choices(self) -> list[Filter]:
        filters = []
        for field in self.records.entity.fields:
            if field.kind is Kind.CHOICE:
                options = [(choice, choice) for choice in field.choices]
            elif field.kind is Kind.YES_NO:
                options = [("1", "Yes"), ("0", "No")]
            else:
                continue
            filters.append(self._filter(field.name, field.label, options))
        return filters[:_MOST_FILTERS]

    def _references(self) -> list[Filter]:
        filters = []
        for relation in (*self.records.references, *self.records.links)[:_MOST_FILTERS]:
            chosen = self.query.equal.get(relation.name)
            target = self._target(relation)
            named: list[Named] = target.options([int(chosen)] if chosen else [])
            options = [(str(n.id), n.title) for n in named]
            if options:
                cut = None if target.offers_all() else target.entity
                filters.append(self._filter(relation.name, relation.label, options, cut))
        return filters

    def _filter(
        self, name: str, label: str, options: list[tuple[str, str]], cut: Entity | None = None
    ) -> Filter:
        chosen = str(self.query.equal.get(name, ""))
        return Filter(f"{_PREFIX}{name}", label, options, chosen, cut)

    def _target(self, relation: Relation) -> Records:
        schema = self.records.schema
        return Records(self.records.connection, schema, schema.entity(relation.target))


def _equal(records: Records, address: Mapping[str, str]) -> dict[str, str | int]:
    wanted: dict[str, str | int] = {}
    for field in records.entity.fields:
        value = address.get(f"{_PREFIX}{field.name}", "")
        if field.kind is Kind.CHOICE and value:
            wanted[field.name] = value.encode(errors="replace").decode()
        elif field.kind is Kind.YES_NO and value in ("0", "1"):
            wanted[field.name] = int(value)
    for relation in (*records.references, *records.links):
        value = address.get(f"{_PREFIX}{relation.name}", "")
        if value.isascii() and value.isdigit() and len(value) < 19:
            wanted[relation.name] = int(value)
    return wanted


def _page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _ends(kind: Kind | None) -> tuple[str, str]:
    """Return the words for both ways to sort by a column; None is that of a reference."""
    return _ENDS.get(kind, _WORDS) if kind is not None else _WORDS
