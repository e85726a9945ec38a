"""The few statements that the two databases spell differently."""

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, String, Table, func
from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql.dml import Insert as PostgreSQLInsert
    from sqlalchemy.dialects.sqlite.dml import Insert as SQLiteInsert


def insert_if_absent(connection: Connection, table: Table) -> "SQLiteInsert | PostgreSQLInsert":
    """Return an insert that leaves the table as it is when any unique column would clash."""
    if connection.dialect.name == "postgresql":
        # Imported here: a program on SQLite never needs to load it.
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


def in_document(dialect: str, column: ColumnElement[str], *path: str) -> ColumnElement[str]:
    """Return the value at a path of a JSON document, as text; NULL when there is none."""
    if dialect == "postgresql":
        return func.jsonb_extract_path_text(column, *path, type_=String())
    return func.json_extract(column, "$." + ".".join(path), type_=String())
