"""Waiting for what must not be left halfway, whoever is cancelled meanwhile."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


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
