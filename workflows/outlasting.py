"""Waiting for what must not be left halfway, whoever is cancelled meanwhile."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")
Left = TypeVar("Left")
Right = TypeVar("Right")


async def outlasted(task: asyncio.Task[Result], cancelled: Callable[[], None]) -> Result:
    """Return what a task returns, or raise what it raises.

    Args:
        task: A cancellation of whoever waits does not reach it.
        cancelled: Called with each such cancellation, as long as the task goes on.
    """
    while not task.done():
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if not task.done():
                cancelled()
    return task.result()


async def both(left: Coroutine[Any, Any, Left], right: Coroutine[Any, Any, Right]) -> None:
    """Await both; when one fails, cancel the other, wait until it stopped, and raise."""
    tasks: list[asyncio.Task[Any]] = [asyncio.create_task(left), asyncio.create_task(right)]
    try:
        await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
