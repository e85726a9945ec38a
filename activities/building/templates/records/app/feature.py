"""What a feature is: something that the application can do beyond lists and forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

    from fastapi import APIRouter, FastAPI

    from app.deletion import Plan
    from app.model import Entity, Relation, Schema
    from app.records import Query, Record, Records
    from app.site import Site


@dataclass(frozen=True, slots=True)
class Tab:
    """A way of looking at the records of an entity; stands above its list."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the menu."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Badge:
    """A few words beside a record, like ``3 days overdue``."""

    text: str
    tone: str = "plain"
    """``plain``, ``good``, ``warn`` or ``bad``; the words alone must say it all."""


@dataclass(frozen=True, slots=True)
class Action:
    """A button beside a record that sends a form to an address."""

    label: str
    path: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something on the first page that wants to be looked at."""

    text: str
    path: str
    tone: str = "warn"
    """As in :class:`Badge`."""
    day: str = ""
    """Day that it is about; earlier ones come first."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the first page: a template and what it shows."""

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    instead_of: Relation | None = None
    """Whose records it shows on the page of what they refer to, so that they stand there once."""


class Feature:
    """Does nothing; a subclass overrides what it does. It holds names of the schema, no state."""

    tables: Sequence[str] = ()
    """``CREATE TABLE IF NOT EXISTS`` statements for what it keeps besides the records."""
    messages: Mapping[str, str] = MappingProxyType({})
    """Further notices, by their name in an address that a form leads back to."""
    consequence: str = ""
    """What is said before a deletion, unless it can't be undone."""

    renews: str = ""
    """Entity whose records come again as new ones once they are done, because of this feature."""
    guards: bool = False
    """Whether it keeps out whoever does not belong to the household."""
    public: Sequence[str] = ()
    """How addresses begin that are open to everybody nevertheless; no menu stands on them."""

    def router(self, site: Site) -> APIRouter | None:
        """Return its pages; their addresses begin with an entity's name or with ``/-/``."""
        return None

    def install(self, app: FastAPI, site: Site) -> None:
        """Do what is needed at the start, like putting a login before all pages."""

    def menu(self) -> Sequence[Link]:
        """Return entries for the end of the menu."""
        return ()

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Return further ways of looking at the records of an entity."""
        return ()

    def list_tools(self, entity: Entity, query: str) -> Sequence[Link]:
        """Return what can be done with a list, below it; ``query`` is its search and filters."""
        return ()

    def badges(self, entity: Entity, record: Record, today: date) -> Sequence[Badge]:
        """Return what is to be said beside a record, in lists too: reads no other records."""
        return ()

    def actions(self, entity: Entity, record: Record) -> Sequence[Action]:
        """Return buttons for a record, in lists too."""
        return ()

    def above(self, records: Records, query: Query) -> Sequence[Panel]:
        """Return what stands above the list of an entity's records."""
        return ()

    def details(self, records: Records, record: Record, today: date) -> Sequence[Panel]:
        """Return further parts of a record's page."""
        return ()

    def notices(
        self,
        connection: sqlite3.Connection,
        schema: Schema,
        today: date,
    ) -> Sequence[Notice]:
        """Return what wants to be looked at."""
        return ()

    def panels(
        self,
        connection: sqlite3.Connection,
        schema: Schema,
        today: date,
    ) -> Sequence[Panel]:
        """Return parts of the first page."""
        return ()

    def changing(self, records: Records, record: Record) -> None:
        """See a record and its links before a change, in its transaction; ``kept`` follows."""

    def deleting(self, records: Records, plan: Plan) -> None:
        """See records of all entities before they are deleted, in the same transaction.

        They may come back with the same ids, within the days of ``app.snapshot``.
        """

    def after_deletion(self, entity: Entity, key: int) -> Sequence[Action]:
        """Return buttons beside the notice that a record was deleted."""
        return ()

    def kept(self, records: Records, before: Record | None, after: Record) -> None:
        """Follow up on a change, in its transaction; ``before`` is None for a new record."""

    def follow_up(self, site: Site, records: Records, before: Record | None, after: Record) -> None:
        """Do as ``kept``; further changes that go through the site are followed up in turn."""
        self.kept(records, before, after)
