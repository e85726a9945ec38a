"""The table that the turns are kept in."""

from app.database import Database
from app.sql import quoted, select

_COLUMNS = ("id", "record_id", "person", "day")


def table(entity: str) -> str:
    """Return the table of an entity's turns; no record or link is kept under such a name."""
    return f"rotation__turns__{entity}"


def definition(entity: str) -> str:
    """Return the statement that makes the table.

    The turns of a record outlast it, so that they are there when its deletion is undone. No other
    record gets its id.
    """
    return (
        f"CREATE TABLE IF NOT EXISTS {quoted(table(entity))} ("
        '"id" INTEGER PRIMARY KEY, "record_id" INTEGER NOT NULL,'
        ' "person" TEXT NOT NULL, "day" TEXT)'
    )


def outlast(database: Database, entity: str) -> None:
    """Make a table anew whose turns would be deleted with their records, as earlier ones were.

    Several processes may do this at once.
    """
    turns = table(entity)
    before = "__".join([turns, "before"])
    with database.writing() as connection:
        made = select(["sql"], "sqlite_schema", "WHERE name = ?")
        row = connection.execute(made, (turns,)).fetchone()
        if row is None or "REFERENCES" not in row[0]:
            return
        columns = [quoted(name) for name in _COLUMNS]
        copied = " ".join(["INSERT INTO", quoted(turns), select(columns, before)])
        connection.execute(" ".join(["ALTER TABLE", quoted(turns), "RENAME TO", quoted(before)]))
        connection.execute(definition(entity))
        connection.execute(copied)
        connection.execute(" ".join(["DROP TABLE", quoted(before)]))
