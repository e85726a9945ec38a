"""One database, SQLite or PostgreSQL: transactions, migration, errors put into the hierarchy."""

import functools
from collections.abc import Callable, Coroutine
from typing import Concatenate, ParamSpec, Protocol, Self, TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from models.errors import StorageError
from storage.bells import Bell
from storage.problems import check_place, database_problems
from storage.sqlite import SQLiteTransactions
from storage.tables import HEAD, revision

BUSY_SECONDS = 10.0
"""How long a writer waits for another process's transaction."""

Result = TypeVar("Result")
Parameters = ParamSpec("Parameters")


class Transactions(Protocol):
    """Runs work on a connection; what has begun goes to its end, even if its caller is cancelled.

    The work is an ordinary function: where it runs, and whether it waits in a thread or lets
    others go on meanwhile, is the matter of the database.
    """

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """Run the work; each statement sees what is committed then."""
        ...

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """Run the work in a write transaction, committed at its end."""
        ...

    def bell(self) -> Bell:
        """Hang up a bell that is rung when there are events; to be closed."""
        ...

    async def close(self) -> None:
        """Close every connection, after what is under way has ended."""
        ...


class HasDatabase(Protocol):
    """Records of some kind, in a database."""

    @property
    def database(self) -> "Database":
        """Where they are."""


Records = TypeVar("Records", bound=HasDatabase)


class Database:
    """One database; methods of records become its transactions by ``reads`` and ``writes``."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    @classmethod
    async def open(cls, url: str, *, busy_seconds: float = BUSY_SECONDS) -> Self:
        """Connect and bring the tables up to date.

        Raises:
            StorageError: The address is wrong, the database can't be opened, or a newer
                orchestrator has used it.
        """
        database = cls(_transactions(url, busy_seconds))
        try:
            await database._migrate()
        except BaseException:
            await database.close()
            raise
        return database

    async def close(self) -> None:
        """Close every connection, after what is under way has ended."""
        await self._transactions.close()

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """Run work that reads; each statement sees what is committed then.

        Raises:
            StorageError: The database reported an error.
        """
        with database_problems():
            return await self._transactions.read(work)

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """Run work inside a write transaction, committed at its end.

        Raises:
            StorageError: The database reported an error; nothing of the work was kept.
        """
        with database_problems():
            return await self._transactions.write(work)

    def bell(self) -> Bell:
        """Hang up a bell that is rung when there are events; to be closed."""
        return self._transactions.bell()

    async def ping(self) -> None:
        """Ask for an answer.

        Raises:
            StorageError: None came.
        """
        await self.read(lambda connection: connection.execute(select(1)).scalar())

    async def _migrate(self) -> None:
        if await self.read(_revision) == HEAD:
            return
        # Alembic costs a third of a second to import: only when there is something to do.
        from storage.migrations.upgrade import upgrade_to_head

        await self.write(upgrade_to_head)


def reads(
    method: Callable[Concatenate[Records, Connection, Parameters], Result],
) -> Callable[Concatenate[Records, Parameters], Coroutine[None, None, Result]]:
    """Make a method of some records, written for a connection, one that reads their database."""
    return _on(Database.read, method)


def writes(
    method: Callable[Concatenate[Records, Connection, Parameters], Result],
) -> Callable[Concatenate[Records, Parameters], Coroutine[None, None, Result]]:
    """Make a method of some records, written for a connection, one transaction that writes."""
    return _on(Database.write, method)


def _on(
    run: Callable[[Database, Callable[[Connection], Result]], Coroutine[None, None, Result]],
    method: Callable[Concatenate[Records, Connection, Parameters], Result],
) -> Callable[Concatenate[Records, Parameters], Coroutine[None, None, Result]]:
    @functools.wraps(method)
    async def bound(
        self: Records, /, *arguments: Parameters.args, **named: Parameters.kwargs
    ) -> Result:
        return await run(
            self.database, lambda connection: method(self, connection, *arguments, **named)
        )

    return bound


def _revision(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, revision.name):
        return None
    found: str | None = connection.execute(select(revision.c.version_num)).scalar()
    return found


def _transactions(url: str, busy_seconds: float) -> Transactions:
    try:
        address = make_url(url)
        kind = address.get_backend_name()
        if kind == "sqlite":
            if "uri" not in address.query:
                check_place(address.database)
            return SQLiteTransactions.at(address, busy_seconds)
        if kind == "postgresql":
            # Imported here: on SQLite nobody needs it, and it takes as long as all the rest.
            from storage.postgresql import PostgreSQLTransactions

            return PostgreSQLTransactions.at(address)
    except (ArgumentError, ValueError):
        pass
    raise StorageError(
        "The configured address of the database is not valid.",
        remedy="Set database_url to sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME.",
    ) from None
