"""Applications and the slugs that are theirs, for ever once they were live."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Connection, Select, delete, select, tuple_, update

from models.applications import Application, ApplicationStatus
from models.base import utc_now
from models.errors import Conflict, InvalidInput, NotFound
from models.specification import ApplicationKind
from storage.columns import EPOCH, MICROSECOND
from storage.database import Database, reads, writes
from storage.paging import Page, decode_cursor, encode_cursor, page_size
from storage.statements import insert_if_absent
from storage.tables import applications, slugs

SEARCHED_CHARACTERS = 2_000
LONGEST_SLUG = 40
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_SORTS: dict[str, tuple[ColumnElement[Any], type]] = {
    "created_at": (applications.c.created_at, int),
    "updated_at": (applications.c.updated_at, int),
    "title": (applications.c.title_key, str),
}
_FIXED = frozenset({"id", "owner", "created_at"})
_OVER = frozenset({ApplicationStatus.FAILED, ApplicationStatus.DELETED})


def _row(application: Application) -> dict[str, Any]:
    words = (application.title, application.slug or "", application.request)
    return {
        "id": application.id,
        "owner": application.owner,
        "status": application.status.value,
        "deleted": application.status is ApplicationStatus.DELETED,
        "kind": application.kind.value if application.kind else None,
        "title_key": application.title.casefold(),
        "search": "\n".join(words).casefold()[:SEARCHED_CHARACTERS],
        "created_at": application.created_at,
        "updated_at": application.updated_at,
        "document": application.model_dump_json(),
    }


def unknown_application(application_id: str) -> NotFound:
    """Return the error for an application that is not there, or is somebody else's."""
    return NotFound("There is no such application.", application_id=application_id)


def load_application(
    connection: Connection, application_id: str, *, lock: bool = False
) -> Application:
    """Return the application, locked until the transaction ends when asked.

    Raises:
        NotFound: There is none.
    """
    query = select(applications.c.document).where(applications.c.id == application_id)
    if lock:
        query = query.with_for_update()
    document = connection.execute(query).scalar()
    if document is None:
        raise unknown_application(application_id)
    return Application.model_validate_json(document)


def insert_application(connection: Connection, application: Application) -> None:
    """Insert it if absent."""
    connection.execute(insert_if_absent(connection, applications), _row(application))


def save_application(
    connection: Connection, application: Application, changes: Mapping[str, object]
) -> Application:
    """Store the locked application with ``changes`` made, and return it.

    A slug that it has no more is free for others.

    Raises:
        InvalidInput: A change names no field, or the result is not valid.
    """
    unknown = (set(changes) - set(Application.model_fields)) | (set(changes) & _FIXED)
    if unknown:
        raise InvalidInput(f"These fields can't be changed: {', '.join(sorted(unknown))}.")
    fields = {name: getattr(application, name) for name in Application.model_fields}
    try:
        changed = Application.model_validate({**fields, "updated_at": utc_now(), **changes})
    except ValidationError as problem:
        raise InvalidInput("The change is not valid.", problems=problem.error_count()) from problem
    connection.execute(
        update(applications).where(applications.c.id == application.id), _row(changed)
    )
    if application.slug is not None and changed.slug is None:
        connection.execute(delete(slugs).where(slugs.c.application_id == application.id))
    return changed


class ApplicationRecords:
    """What is known of applications."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @writes
    def add(self, connection: Connection, application: Application) -> Application:
        """Insert it if absent; return what is stored."""
        insert_application(connection, application)
        return load_application(connection, application.id)

    @reads
    def get(self, connection: Connection, application_id: str, owner: str | None) -> Application:
        """Return one; NotFound when unknown or another owner's."""
        application = load_application(connection, application_id)
        if owner is not None and application.owner != owner:
            raise unknown_application(application_id)
        return application

    @reads
    def at_slug(self, connection: Connection, slug: str) -> Application | None:
        """Return the one that has the slug; None when none has."""
        query = select(slugs.c.application_id).where(slugs.c.slug == slug)
        found = connection.execute(query).scalar()
        return None if found is None else load_application(connection, found)

    @writes
    def update(
        self, connection: Connection, application_id: str, changes: Mapping[str, object]
    ) -> Application:
        """Change the named fields, atomically."""
        application = load_application(connection, application_id, lock=True)
        return save_application(connection, application, changes)

    @reads
    def page(
        self,
        connection: Connection,
        *,
        owner: str | None,
        status: ApplicationStatus | None,
        kind: ApplicationKind | None,
        query: str,
        sort: str,
        limit: int,
        cursor: str | None,
        include_deleted: bool,
    ) -> Page[Application]:
        """Return the applications that fit, a page at a time."""
        name = sort.removeprefix("-")
        if name not in _SORTS:
            raise InvalidInput(
                f"'{sort[:40]}' is not a way to sort.",
                remedy="Sort by created_at, updated_at or title, with '-' before it to reverse.",
            )
        statement = _filtered(owner, status, kind, query, include_deleted=include_deleted)
        statement = _ordered(statement, sort, cursor).limit(page_size(limit) + 1)
        rows = connection.execute(statement).all()
        found = tuple(Application.model_validate_json(row.document) for row in rows)
        items = found[: page_size(limit)]
        if len(found) == len(items):
            return Page(items)
        return Page(items, encode_cursor(sort, _position(items[-1], name), items[-1].id))

    @writes
    def reserve_slug(self, connection: Connection, application_id: str, wanted: str) -> str:
        """Give the application its slug: the wanted one or, when taken, a numbered one.

        A late repetition, after the application came to nothing, takes no slug from others.

        Raises:
            Conflict: The application is over, and has none.
        """
        if _SLUG.fullmatch(wanted) is None:
            raise InvalidInput("That is not a valid name for an address.", wanted=wanted[:80])
        application = load_application(connection, application_id, lock=True)
        slug = self._slug_of(connection, application_id)
        if slug is None and application.status in _OVER:
            raise Conflict("The application is over: it gets no address any more.")
        number = 1
        while slug is None:
            candidate = _numbered(wanted, number)
            connection.execute(
                insert_if_absent(connection, slugs),
                {"slug": candidate, "application_id": application_id},
            )
            slug = self._slug_of(connection, application_id)
            number = self._next_number(connection, wanted, number)
        if application.slug != slug:
            save_application(connection, application, {"slug": slug})
        return slug

    def _slug_of(self, connection: Connection, application_id: str) -> str | None:
        query = select(slugs.c.slug).where(slugs.c.application_id == application_id)
        return connection.execute(query).scalar()

    def _next_number(self, connection: Connection, wanted: str, tried: int) -> int:
        """Return the least number above ``tried`` that nobody was seen to have."""
        number = tried + 1
        while True:
            several = [_numbered(wanted, n) for n in range(number, number + 100)]
            query = select(slugs.c.slug).where(slugs.c.slug.in_(several))
            taken = set(connection.execute(query).scalars())
            free = [n for n, slug in enumerate(several, number) if slug not in taken]
            if free:
                return free[0]
            number += 100


def _numbered(wanted: str, number: int) -> str:
    if number == 1:
        return wanted
    ending = f"-{number}"
    return wanted[: LONGEST_SLUG - len(ending)].rstrip("-") + ending


def _filtered(
    owner: str | None,
    status: ApplicationStatus | None,
    kind: ApplicationKind | None,
    query: str,
    *,
    include_deleted: bool,
) -> Select[Any]:
    statement = select(applications.c.document)
    if owner is not None:
        statement = statement.where(applications.c.owner == owner)
    if status is not None:
        statement = statement.where(applications.c.status == status.value)
    if kind is not None:
        statement = statement.where(applications.c.kind == kind.value)
    if not include_deleted and status is not ApplicationStatus.DELETED:
        statement = statement.where(applications.c.deleted.is_(False))
    for word in query.casefold().split()[:8]:
        statement = statement.where(applications.c.search.contains(word[:80], autoescape=True))
    return statement


def _ordered(statement: Select[Any], sort: str, cursor: str | None) -> Select[Any]:
    column, kind = _SORTS[sort.removeprefix("-")]
    place = tuple_(column, applications.c.id)
    if cursor is not None:
        value, last_id = decode_cursor(cursor, sort, (kind, str))
        typed = EPOCH + value * MICROSECOND if kind is int else value
        behind = tuple_(typed, last_id, types=[column.type, applications.c.id.type])
        statement = statement.where(place < behind if sort.startswith("-") else place > behind)
    if sort.startswith("-"):
        return statement.order_by(column.desc(), applications.c.id.desc())
    return statement.order_by(column, applications.c.id)


def _position(application: Application, name: str) -> str | int:
    if name == "title":
        return application.title.casefold()
    moment = application.created_at if name == "created_at" else application.updated_at
    return int((moment - EPOCH) // MICROSECOND)
