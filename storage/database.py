"""The engine: connections, transactions, migration, and errors put into the hierarchy."""

import asyncio
import contextlib
import functools
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import event, exc, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from models.errors import StorageError
from storage.columns import storable_json
from storage.problems import check_place, database_error
from storage.tables import HEAD, revision

BUSY_SECONDS = 10.0
"""How long a writer waits for another process's transaction."""
JOURNAL_ATTEMPTS = 50
_WRITE = "orchestrator_write"

Result = TypeVar("Result")
Parameters = ParamSpec("Parameters")


class HasDatabase(Protocol):
    """Records of some kind, in a database."""

    @property
    def database(self) -> "Database":
        """Where they are."""


Records = TypeVar("Records", bound=HasDatabase)


class Database:
    """One database, SQLite or PostgreSQL; the methods of the store run inside its transactions."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**{_WRITE: True})
        self.is_sqlite = engine.dialect.name == "sqlite"
        # SQLite has one writer at a time and wakes waiters by polling: tasks of this process
        # queue here instead, where they are served in order and at once.
        self._turn = asyncio.Lock()
        self._under_way: set[asyncio.Task[Any]] = set()

    @classmethod
    async def open(cls, url: str, *, busy_seconds: float = BUSY_SECONDS) -> "Database":
        """Connect and bring the tables up to date.

        Raises:
            StorageError: The address is wrong, the database can't be opened, or a newer
                orchestrator has used it.
        """
        engine = _engine(url, busy_seconds)
        if engine.dialect.name == "sqlite" and "uri" not in engine.url.query:
            check_place(engine.url.database)
        database = cls(engine)
        try:
            await database._migrate()
        except BaseException:
            await database.close()
            raise
        return database

    async def close(self) -> None:
        """Close every connection, after what is under way has ended."""
        if self._under_way:
            await asyncio.wait(self._under_way)
        await self._engine.dispose()

    async def run_whole(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Run the work to its end even when the caller is cancelled meanwhile.

        A driver that is interrupted between two steps may leave its connection with the lock.
        """
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._ended)
        return await asyncio.shield(task)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._under_way.discard(task)
        if not task.cancelled():
            task.exception()  # told to the caller, unless that one has gone

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection for reading; each statement sees what is committed then.

        Raises:
            StorageError: The database reported an error.
        """
        with_errors = _Problems()
        async with with_errors, self._engine.connect() as connection:
            yield connection

    @contextlib.asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection inside a write transaction, committed at the end of the block.

        Raises:
            StorageError: The database reported an error; nothing of the block was kept.
        """
        turn = self._turn if self.is_sqlite else contextlib.nullcontext()
        async with turn, _Problems(), self._writer.begin() as connection:
            yield connection

    async def ping(self) -> None:
        """Ask for an answer.

        Raises:
            StorageError: None came.
        """
        await self.run_whole(self._answer())

    async def _answer(self) -> None:
        async with self.read() as connection:
            await connection.execute(select(1))

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


def whole(
    method: Callable[Concatenate[Records, Parameters], Coroutine[Any, Any, Result]],
) -> Callable[Concatenate[Records, Parameters], Coroutine[Any, Any, Result]]:
    """Let a method of some records run to its end even when its caller is cancelled."""

    @functools.wraps(method)
    async def run(
        self: Records, /, *arguments: Parameters.args, **named: Parameters.kwargs
    ) -> Result:
        return await self.database.run_whole(method(self, *arguments, **named))

    return run


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


def _engine(url: str, busy_seconds: float) -> AsyncEngine:
    try:
        address = make_url(url)
    except (exc.ArgumentError, ValueError):
        raise _wrong_address() from None
    # Documents go through as JSON texts: pydantic writes and reads them.
    passing: dict[str, Any] = {"json_serializer": storable_json, "json_deserializer": str}
    try:
        if address.get_backend_name() == "sqlite":
            address = address.set(drivername="sqlite+aiosqlite")
            return _sqlite_engine(address, busy_seconds, passing)
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


def _sqlite_engine(address: URL, busy_seconds: float, passing: dict[str, Any]) -> AsyncEngine:
    in_memory = address.database in {None, "", ":memory:"}
    engine = create_async_engine(
        address,
        poolclass=AsyncAdaptedQueuePool,
        # A database in memory belongs to its one connection: tasks take turns.
        pool_size=1 if in_memory else 5,
        max_overflow=0 if in_memory else 3,
        connect_args={"timeout": busy_seconds},
        **passing,
    )
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, record: object) -> None:  # noqa: ARG001 - SQLAlchemy's signature
    try:
        connection.isolation_level = None  # transactions are begun by _begin_sqlite alone
        cursor = connection.cursor()
        _use_write_ahead_log(cursor)
        for pragma in ("synchronous=NORMAL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
    except BaseException:
        connection.close()  # the pool forgets it, and its thread would stay
        raise


def _use_write_ahead_log(cursor: Any) -> None:
    """Switch the journal mode, which the file keeps; SQLite does not wait for others to do so."""
    for attempt in range(JOURNAL_ATTEMPTS):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except Exception as problem:
            if "locked" not in str(problem) or attempt == JOURNAL_ATTEMPTS - 1:
                raise
            time.sleep(0.02)  # only while several processes make the same new file
        else:
            return


def _begin_sqlite(connection: Any) -> None:
    # A writer takes the lock at its first step, so that it never fails half-way with what it
    # read being out of date; a reader needs no transaction at all.
    if connection.get_execution_options().get(_WRITE):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
