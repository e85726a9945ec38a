"""Copies of applications' data: what is known of each, and when each application was looked at."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, delete, select, tuple_, update

from models.backups import Backup, BackupState
from models.base import utc_now
from models.errors import NotFound
from storage.columns import EPOCH, MICROSECOND
from storage.database import Database, reads, writes
from storage.paging import Page, decode_cursor, encode_cursor, page_size
from storage.statements import insert_if_absent
from storage.tables import backup_rounds, backups

_NEWEST_FIRST = "-taken_at"


class Round(NamedTuple):
    """When an application was last looked at, and its newest backup last tried."""

    looked_at: datetime | None = None
    drilled_at: datetime | None = None


class BackupRecords:
    """What is known of backups."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @writes
    def add(self, connection: Connection, backup: Backup) -> Backup:
        """Insert it if absent; return what is stored."""
        connection.execute(insert_if_absent(connection, backups), _row(backup))
        return _load(connection, backup.application_id, backup.id)

    @reads
    def get(self, connection: Connection, application_id: str, backup_id: str) -> Backup:
        """Return a backup of an application.

        Raises:
            NotFound: There is none.
        """
        return _load(connection, application_id, backup_id)

    @writes
    def change(
        self, connection: Connection, /, application_id: str, backup_id: str, **changes: Any
    ) -> Backup:
        """Change the named fields and return the result.

        Raises:
            NotFound: There is none.
        """
        found = _load(connection, application_id, backup_id, lock=True)
        changed = Backup.model_validate({**dict(found), **changes})
        connection.execute(update(backups).where(backups.c.id == backup_id), _row(changed))
        return changed

    @writes
    def remove(self, connection: Connection, backup_id: str) -> None:
        """Forget a backup; no-op when it is gone."""
        connection.execute(delete(backups).where(backups.c.id == backup_id))

    @writes
    def remove_all(self, connection: Connection, application_id: str) -> None:
        """Forget every backup of an application."""
        connection.execute(delete(backups).where(backups.c.application_id == application_id))

    @reads
    def of(self, connection: Connection, application_id: str) -> list[Backup]:
        """Return all backups of an application, newest first."""
        return _read(connection, _newest(select(backups.c.document), application_id))

    @reads
    def page(
        self, connection: Connection, application_id: str, *, limit: int, cursor: str | None
    ) -> Page[Backup]:
        """Return the backups of an application, newest first, a page at a time.

        Raises:
            InvalidInput: The cursor is not valid.
        """
        statement = _newest(select(backups.c.document), application_id)
        if cursor is not None:
            moment, last = decode_cursor(cursor, _NEWEST_FIRST, (int, str))
            at = EPOCH + moment * MICROSECOND
            statement = statement.where(tuple_(backups.c.taken_at, backups.c.id) < (at, last))
        found = _read(connection, statement.limit(page_size(limit) + 1))
        items = tuple(found[: page_size(limit)])
        if len(found) == len(items):
            return Page(items)
        position = (items[-1].taken_at - EPOCH) // MICROSECOND
        return Page(items, encode_cursor(_NEWEST_FIRST, position, items[-1].id))

    @reads
    def newest_whole(self, connection: Connection, application_id: str) -> Backup | None:
        """Return the newest backup that can be restored, None when there is none."""
        statement = _newest(select(backups.c.document), application_id)
        whole = statement.where(backups.c.state == BackupState.WHOLE.value).limit(1)
        return next(iter(_read(connection, whole)), None)

    @reads
    def rounds(self, connection: Connection) -> Mapping[str, Round]:
        """Return by application when it was last looked at."""
        rows = connection.execute(select(backup_rounds)).all()
        return {row.application_id: Round(row.looked_at, row.drilled_at) for row in rows}

    @writes
    def looked(self, connection: Connection, application_id: str) -> None:
        """Note that an application was looked at now."""
        _note(connection, application_id, {"looked_at": utc_now()})

    @writes
    def drilled(self, connection: Connection, application_id: str) -> None:
        """Note that an application's newest backup was tried now."""
        _note(connection, application_id, {"drilled_at": utc_now()})


def _row(backup: Backup) -> dict[str, Any]:
    return {
        "id": backup.id,
        "application_id": backup.application_id,
        "state": backup.state.value,
        "taken_at": backup.taken_at,
        "document": backup.model_dump_json(),
    }


def _newest(statement: Select[Any], application_id: str) -> Select[Any]:
    mine = statement.where(backups.c.application_id == application_id)
    return mine.order_by(backups.c.taken_at.desc(), backups.c.id.desc())


def _read(connection: Connection, statement: Select[Any]) -> list[Backup]:
    documents = connection.execute(statement).scalars().all()
    return [Backup.model_validate_json(document) for document in documents]


def _load(
    connection: Connection, application_id: str, backup_id: str, *, lock: bool = False
) -> Backup:
    query = select(backups.c.document).where(
        backups.c.id == backup_id, backups.c.application_id == application_id
    )
    document = connection.execute(query.with_for_update() if lock else query).scalar()
    if document is None:
        raise NotFound(
            "There is no such backup.",
            remedy="List the backups of the application and choose one of them.",
            backup_id=backup_id[:80],
        )
    return Backup.model_validate_json(document)


def _note(connection: Connection, application_id: str, changes: dict[str, Any]) -> None:
    row = {"application_id": application_id}
    connection.execute(insert_if_absent(connection, backup_rounds), row)
    mine = backup_rounds.c.application_id == application_id
    connection.execute(update(backup_rounds).where(mine), changes)
