"""What is not as it should be, from its first sight to its end, and who was told of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, tuple_, update

from models.alerts import Finding
from models.applications import Application, ApplicationStatus
from models.errors import NotFound
from storage.alert_events import append_changes
from storage.applications import load_application, save_application
from storage.columns import EPOCH, MICROSECOND
from storage.database import Database, reads, writes
from storage.paging import Page, decode_cursor, encode_cursor, page_size
from storage.tables import findings

_NEWEST_FIRST = "-raised_at"
Step = Callable[[Sequence[Finding]], Iterable[Finding | str]]
"""From the open findings of a host to those that are new or changed, and ids of those to forget."""


class AlertRecords:
    """What is known of findings."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @reads
    def open_on(self, connection: Connection, host: str) -> list[Finding]:
        """Return the open findings of a host."""
        row = findings.c
        return _loaded(connection, _documents().where(row.host == host, row.resolved_at.is_(None)))

    @reads
    def open_of(self, connection: Connection, application_id: str) -> list[Finding]:
        """Return the open findings of an application."""
        row = findings.c
        mine = (row.application_id == application_id) & row.resolved_at.is_(None)
        return _loaded(connection, _documents().where(mine))

    @writes
    def advance(self, connection: Connection, host: str, step: Step) -> list[Finding]:
        """Change the open findings of a host as ``step`` says, all or nothing.

        Returns:
            Those that are open afterwards.
        """
        row = findings.c
        query = _documents().where(row.host == host, row.resolved_at.is_(None))
        known = {found.id: found for found in _loaded(connection, query.with_for_update())}
        for change in step(list(known.values())):
            if isinstance(change, str):
                connection.execute(delete(findings).where(row.id == change))
                known.pop(change, None)
            else:
                _save(connection, change, known.get(change.id))
                known[change.id] = change
        return [found for found in known.values() if found.resolved_at is None]

    @writes
    def change(
        self,
        connection: Connection,
        ids: Sequence[str],
        change: Callable[[Finding], Finding],
    ) -> list[Finding]:
        """Change the findings with these ids that are still there, and return them."""
        query = _documents().where(findings.c.id.in_(ids)).with_for_update()
        changed = []
        for found in _loaded(connection, query):
            changed.append(change(found))
            _save(connection, changed[-1], found)
        return changed

    @reads
    def alert(self, connection: Connection, alert_id: str, owner: str | None) -> Finding:
        """Return one alert.

        Raises:
            NotFound: There is none, or it is another owner's.
        """
        row = findings.c
        query = _raised(owner).where(row.id == alert_id)
        found = _loaded(connection, query)
        if not found:
            raise NotFound("There is no such alert.", remedy="List them with GET /api/v1/alerts.")
        return found[0]

    @reads
    def page(
        self,
        connection: Connection,
        *,
        owner: str | None,
        is_open: bool | None,
        limit: int,
        cursor: str | None,
    ) -> Page[Finding]:
        """Return alerts, newest first, a page at a time; ``owner`` None means all."""
        row = findings.c
        query = _raised(owner)
        if is_open is not None:
            query = query.where(
                row.resolved_at.is_(None) if is_open else row.resolved_at.is_not(None)
            )
        if cursor is not None:
            position, last = decode_cursor(cursor, _NEWEST_FIRST, (int, str))
            behind = tuple_(
                EPOCH + position * MICROSECOND, last, types=[row.raised_at.type, row.id.type]
            )
            query = query.where(tuple_(row.raised_at, row.id) < behind)
        query = query.order_by(row.raised_at.desc(), row.id.desc()).limit(page_size(limit) + 1)
        found = _loaded(connection, query)
        items = tuple(found[: page_size(limit)])
        if len(found) == len(items):
            return Page(items)
        last_raised = items[-1].raised_at or EPOCH
        position = int((last_raised - EPOCH) // MICROSECOND)
        return Page(items, encode_cursor(_NEWEST_FIRST, position, items[-1].id))

    @reads
    def open_by_kind(self, connection: Connection) -> Mapping[str, int]:
        """Return how many alerts of each kind are open."""
        row = findings.c
        query = select(row.kind, func.count()).where(
            row.raised_at.is_not(None), row.resolved_at.is_(None)
        )
        rows = connection.execute(query.group_by(row.kind)).all()
        return {str(kind): int(count) for kind, count in rows}

    @reads
    def to_tell(self, connection: Connection, now: datetime, limit: int = 200) -> list[Finding]:
        """Return the alerts of which somebody has to be told something by now, oldest first."""
        row = findings.c
        query = _documents().where(row.tell_at <= now).order_by(row.tell_at, row.id)
        return _loaded(connection, query.limit(limit))

    @writes
    def forget(self, connection: Connection, before: datetime) -> int:
        """Delete the alerts that were over before that time; return how many."""
        return connection.execute(delete(findings).where(findings.c.resolved_at < before)).rowcount

    @writes
    def set_status(
        self, connection: Connection, seen: Application, status: ApplicationStatus
    ) -> bool:
        """Note how an application is, unless something happened to it since it was seen."""
        application = load_application(connection, seen.id, lock=True)
        if not _is_as_seen(application, seen):
            return False
        save_application(connection, application, {"status": status})
        return True

    @writes
    def set_image(self, connection: Connection, seen: Application, image: str) -> bool:
        """Note the image that a version was packaged into anew, unless something happened since."""
        application = load_application(connection, seen.id, lock=True)
        if application.deployment is None or not _is_as_seen(application, seen):
            return False
        deployment = application.deployment.model_copy(update={"image": image})
        save_application(connection, application, {"deployment": deployment})
        return True


def _is_as_seen(application: Application, seen: Application) -> bool:
    same = (
        application.status is seen.status
        and application.deployment == seen.deployment
        and application.desired_state is seen.desired_state
    )
    return same and application.running_job_id is None


def _documents() -> Select[Any]:
    return select(findings.c.document)


def _raised(owner: str | None) -> Select[Any]:
    query = _documents().where(findings.c.raised_at.is_not(None))
    return query if owner is None else query.where(findings.c.owner == owner)


def _loaded(connection: Connection, query: Select[Any]) -> list[Finding]:
    found = connection.execute(query).scalars()
    return [Finding.model_validate_json(document) for document in found]


def _save(connection: Connection, found: Finding, before: Finding | None) -> None:
    key = f"{found.host}\n{found.aspect.value}\n{found.subject}"
    values = {
        "id": found.id,
        "open_key": key if found.resolved_at is None else None,
        "host": found.host,
        "kind": found.kind.value,
        "application_id": found.application_id,
        "owner": found.owner,
        "raised_at": found.raised_at,
        "resolved_at": found.resolved_at,
        "tell_at": found.tell_at,
        "document": found.model_dump_json(),
    }
    if before is None:
        connection.execute(insert(findings), values)
    else:
        connection.execute(update(findings).where(findings.c.id == found.id), values)
    append_changes(connection, before, found)
