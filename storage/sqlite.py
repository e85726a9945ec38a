"""Transactions on SQLite: each runs from begin to commit in a thread.

Between two statements the lock would otherwise be held for as long as the event loop is busy.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import QueuePool

from storage.bells import Bell, Listening, PipeBell, ring_all, take_ring
from storage.columns import PASSED_THROUGH

READERS = 4
JOURNAL_ATTEMPTS = 50
_WRITE = "orchestrator_write"

Result = TypeVar("Result")


class SQLiteTransactions:
    """Transactions of one process on one file.

    SQLite has one writer at a time and wakes waiters by polling: those of this process queue for
    one thread instead, where they are served in order and at once.
    """

    def __init__(
        self,
        engine: Engine,
        writer: ThreadPoolExecutor,
        readers: ThreadPoolExecutor,
        bells: Path | None,
    ) -> None:
        self._reading = engine
        self._writing = engine.execution_options(**{_WRITE: True})
        self._writer = writer
        self._readers = readers
        self._bells = bells

    @classmethod
    def at(cls, address: URL, busy_seconds: float) -> Self:
        """Prepare for a file; ``busy_seconds`` is how long other processes are waited for."""
        in_memory = address.database in {None, "", ":memory:"}
        engine = create_engine(
            address.set(drivername="sqlite"),
            poolclass=QueuePool,
            pool_size=1 if in_memory else READERS + 1,
            max_overflow=0,
            connect_args={"timeout": busy_seconds, "check_same_thread": False},
            **PASSED_THROUGH,
        )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        writer = ThreadPoolExecutor(1, thread_name_prefix="sqlite-writer")
        # A database in memory belongs to its one connection: readers queue with the writers.
        readers = writer if in_memory else ThreadPoolExecutor(READERS, "sqlite-reader")
        return cls(engine, writer, readers, _bells_of(address))

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """Run the work; each statement sees what is committed then."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """Run the work in a write transaction, committed at its end."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, self._write, work)

    def bell(self) -> Bell:
        """Hang up a bell that is rung when there are events; to be closed."""
        return Listening() if self._bells is None else PipeBell(self._bells)

    async def close(self) -> None:
        """Close every connection, after what is under way has ended."""
        await asyncio.to_thread(self._close)

    def _read(self, work: Callable[[Connection], Result]) -> Result:
        with self._reading.connect() as connection:
            return work(connection)

    def _write(self, work: Callable[[Connection], Result]) -> Result:
        with self._writing.begin() as connection:
            take_ring(connection)  # of a transaction that failed
            result = work(connection)
            rung = take_ring(connection)
        if rung and self._bells is not None:
            ring_all(self._bells)
        return result

    def _close(self) -> None:
        self._writer.shutdown()
        self._readers.shutdown()
        self._reading.dispose()


def _bells_of(address: URL) -> Path | None:
    """Return the folder of the bells beside the file; None for what no other process can reach."""
    if address.database in {None, "", ":memory:"} or "uri" in address.query:
        return None
    return Path(f"{address.database}-bells")


def _prepare(connection: Any, record: object) -> None:  # noqa: ARG001 - SQLAlchemy's signature
    try:
        connection.isolation_level = None  # transactions are begun by _begin alone
        _use_write_ahead_log(connection)
        for pragma in ("synchronous=NORMAL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()  # the pool forgets it
        raise


def _use_write_ahead_log(connection: Any) -> None:
    """Switch the journal mode, which the file keeps; SQLite does not wait for others to do so."""
    for attempt in range(JOURNAL_ATTEMPTS):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except Exception as problem:
            if "locked" not in str(problem) or attempt == JOURNAL_ATTEMPTS - 1:
                raise
            time.sleep(0.02)  # only while several processes make the same new file
        else:
            return


def _begin(connection: Connection) -> None:
    # A writer takes the lock at its first step, so that it never fails half-way with what it
    # read being out of date; a reader needs no transaction at all.
    if connection.get_execution_options().get(_WRITE):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
