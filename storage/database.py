"""The engine: connections, transactions, migration, and errors put into the hierarchy."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import event, exc, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from models.errors import StorageError
from storage.columns import storable_json
from storage.problems import database_error
from storage.tables import HEAD, revision

BUSY_SECONDS = 10
"""How long a writer waits for another process's transaction."""
JOURNAL_ATTEMPTS = 50
_WRITE = "orchestrator_write"


class Database:
    """One database, SQLite or PostgreSQL; the methods of the store run inside its transactions."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"
        # SQLite has one writer at a time and wakes waiters by polling: tasks of this process
        # queue here instead, where they are served in order and at once.
        self._turn = asyncio.Lock()

    @classmethod
    async def open(cls, url: str) -> "Database":
        """Connect and bring the tables up to date.

        Raises:
            StorageError: The address is wrong, the database can't be opened, or a newer
                orchestrator has used it.
        """
        database = cls(_engine(url))
        try:
            await database._migrate()
        except BaseException:
            await database.close()
            raise
        return database

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection for reading; each statement sees what is committed then.

        Raises:
            StorageError: The database reported an error.
        """
        with_errors = _Problems()
        async with with_errors, self._engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection inside a write transaction, committed at the end of the block.

        Raises:
            StorageError: The database reported an error; nothing of the block was kept.
        """
        if not self.is_sqlite:
            async with _Problems(), self._engine.begin() as connection:
                yield connection
            return
        async with self._turn, _Problems(), self._engine.connect() as connection:
            await connection.execution_options(**{_WRITE: True})
            async with connection.begin():
                yield connection

    async def _migrate(self) -> None:
        if await self._revision() == HEAD:
            return
        # Alembic costs a third of a second to import: only when there is something to do.
        from storage.migrations.upgrade import upgrade_to_head

        async with self.write() as connection:
            await connection.run_sync(upgrade_to_head)

    async def _revision(self) -> str | None:
        async with self.read() as connection:
            if not await connection.run_sync(
                lambda sync: sync.dialect.has_table(sync, revision.name)
            ):
                return None
            return (await connection.execute(select(revision.c.version_num))).scalar()


class _Problems:
    """Turns database errors into those of the hierarchy."""

    async def __aenter__(self) -> None:
        return None

    async def __aexit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        if isinstance(problem, exc.SQLAlchemyError | OSError) or _is_driver_error(problem):
            assert problem is not None  # noqa: S101 - narrows for the type checker
            raise database_error(problem) from problem


def _is_driver_error(problem: BaseException | None) -> bool:
    """Tell whether a driver raised it outside SQLAlchemy's wrapping (while connecting)."""
    package = type(problem).__module__.partition(".")[0]
    return package in {"sqlite3", "asyncpg"}


def _engine(url: str) -> AsyncEngine:
    try:
        address = make_url(url)
    except (exc.ArgumentError, ValueError):
        raise _wrong_address() from None
    # Documents go through as JSON texts: pydantic writes and reads them.
    passing: dict[str, Any] = {"json_serializer": storable_json, "json_deserializer": str}
    try:
        if address.get_backend_name() == "sqlite":
            return _sqlite_engine(address.set(drivername="sqlite+aiosqlite"), passing)
        if address.get_backend_name() == "postgresql":
            address = address.set(drivername="postgresql+asyncpg")
            return create_async_engine(
                address, pool_size=10, max_overflow=10, pool_pre_ping=True, **passing
            )
    except (exc.ArgumentError, exc.NoSuchModuleError):
        raise _wrong_address() from None
    raise _wrong_address()


def _wrong_address() -> StorageError:
    return StorageError(
        "The configured address of the database is not valid.",
        remedy="Set database_url to sqlite+aiosqlite:///PATH or "
        "postgresql+asyncpg://USER:PASSWORD@HOST/NAME.",
    )


def _sqlite_engine(address: URL, passing: dict[str, Any]) -> AsyncEngine:
    in_memory = address.database in {None, "", ":memory:"}
    engine = create_async_engine(
        address,
        poolclass=AsyncAdaptedQueuePool,
        # A database in memory belongs to its one connection: tasks take turns.
        pool_size=1 if in_memory else 5,
        max_overflow=0 if in_memory else 3,
        connect_args={"timeout": BUSY_SECONDS},
        **passing,
    )
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, record: object) -> None:  # noqa: ARG001 - SQLAlchemy's signature
    connection.isolation_level = None  # transactions are begun by _begin_sqlite alone
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    # A writer takes the lock at its first step, so that it never fails half-way with what it
    # read being out of date; a reader needs no transaction at all.
    if connection.get_execution_options().get(_WRITE):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
