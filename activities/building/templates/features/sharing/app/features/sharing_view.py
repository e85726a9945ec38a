"""What whoever has a link sees: one list as it was shared, and the records in it. Nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import parse_qsl

from app.listing import Listing
from app.model import Kind, Relation
from app.records import Page, Query, Record, Records


class SharedListing(Listing):
    """A list within a shared one: it can be searched, sorted and turned, and never widened."""

    def __init__(self, records: Records, shared: Query, address: Mapping[str, str]) -> None:
        own = {name: address.get(name, "") for name in ("q", "sort", "page")}
        super().__init__(records, own | {"sort": own["sort"] or shared.sort})
        self.shared = shared

    @cached_property
    def page(self) -> Page:
        """The records to show."""
        # What was shared comes first: a search has a limit, and drops what is beyond.
        search = f"{self.shared.search} {self.query.search}"
        return self.records.page(replace(self.query, search=search, equal=self.shared.equal))

    def _target(self, relation: Relation) -> Records:
        return _target(self.records, relation)


@dataclass(frozen=True, slots=True)
class Fact:
    """What a record refers to, by title: the visitor must not follow it."""

    label: str
    titles: list[str]


def canonical(records: Records, address: Mapping[str, str]) -> str:
    """Return the search, order and filters of a list so that reading them changes no letter."""
    once = Listing(records, address).link()
    return Listing(records, dict(parse_qsl(once))).link()


def wanted(records: Records, query: str) -> Query | None:
    """Return what a link shows; None if the list has lost a filter, as that would show more."""
    kept = canonical(records, dict(parse_qsl(query)))
    return Listing(records, dict(parse_qsl(query))).query if kept == query else None


def facts(records: Records, record: Record) -> Iterator[Fact]:
    """Return what a record refers to."""
    for relation in (*records.references, *records.links):
        if relation.many:
            ids = records.linked(relation, record.id)
        else:
            value = record.values[relation.name]
            ids = [] if value is None else [int(value)]
        yield Fact(relation.label, list(_target(records, relation).titles(ids).values()))


def described(records: Records, query: Query) -> list[str]:
    """Return what narrows a list, in words."""
    words = [f"“{query.search}”"] if query.search else []
    for field in records.entity.fields:
        if field.name in query.equal:
            value = query.equal[field.name]
            shown = ("Yes" if value else "No") if field.kind is Kind.YES_NO else str(value)
            words.append(f"{field.label}: {shown}")
    for relation in (*records.references, *records.links):
        if relation.name in query.equal:
            key = int(query.equal[relation.name])
            title = _target(records, relation).titles([key]).get(key, "deleted")
            words.append(f"{relation.label}: {title}")
    return words


def summary(records: Records, query: str) -> str | None:
    """Return what narrows the list of a link, in words; None if it shows nothing any more."""
    found = wanted(records, query)
    return None if found is None else ", ".join(described(records, found))


def _target(records: Records, relation: Relation) -> Records:
    """Return what a relation leads to; of that, the titles were shared and no more."""
    entity = records.schema.entity(relation.target)
    return Records(records.connection, records.schema, entity, discreet=True)
