"""Transactions on PostgreSQL: others go on while one waits for the server."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, ExceptionContext, event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.bells import Bell
from storage.columns import PASSED_THROUGH
from storage.notices import NoticeBell

CONNECTIONS = 20
SILENT_SECONDS = 15.0
"""A server that answers nothing for so long is gone: a network that fails tells nobody."""

Result = TypeVar("Result")


class PostgreSQLTransactions:
    """Transactions of one process on a server."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._under_way: set[asyncio.Task[Any]] = set()

    @classmethod
    def at(cls, address: URL, silent_seconds: float = SILENT_SECONDS) -> Self:
        """Prepare for a server's database; ``silent_seconds`` is how long a statement may take."""
        engine = create_async_engine(
            address.set(drivername="postgresql+asyncpg"),
            pool_size=CONNECTIONS // 2,
            max_overflow=CONNECTIONS // 2,
            pool_pre_ping=True,
            connect_args={"command_timeout": silent_seconds, "timeout": silent_seconds},
            **PASSED_THROUGH,
        )
        event.listen(engine.sync_engine, "handle_error", _silent_is_gone)
        return cls(engine)

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """Run the work; each statement sees what is committed then."""
        return await self._whole(self._read(work))

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """Run the work in a transaction, committed at its end."""
        return await self._whole(self._write(work))

    def bell(self) -> Bell:
        """Hang up a bell that is rung when there are events; to be closed."""
        return NoticeBell(self._engine)

    async def close(self) -> None:
        """Close every connection, after what is under way has ended."""
        if self._under_way:
            await asyncio.wait(self._under_way)
        await self._engine.dispose()

    async def _read(self, work: Callable[[Connection], Result]) -> Result:
        async with self._engine.connect() as connection:
            return await connection.run_sync(work)

    async def _write(self, work: Callable[[Connection], Result]) -> Result:
        async with self._engine.begin() as connection:
            return await connection.run_sync(work)

    async def _whole(self, transaction: Coroutine[Any, Any, Result]) -> Result:
        """Run it to its end even when the caller is cancelled meanwhile.

        A driver that is interrupted between two steps may leave its connection with the lock.
        """
        task = asyncio.get_running_loop().create_task(transaction)
        self._under_way.add(task)
        task.add_done_callback(self._ended)
        return await asyncio.shield(task)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._under_way.discard(task)
        if not task.cancelled():
            task.exception()  # told to the caller, unless that one has gone


def _silent_is_gone(context: ExceptionContext) -> None:
    """Take a connection that answers nothing for closed, and with it all that were open by then.

    What broke one has most likely broken the others: each would be waited for just as long.
    """
    if isinstance(context.original_exception, TimeoutError):
        context.is_disconnect = True
