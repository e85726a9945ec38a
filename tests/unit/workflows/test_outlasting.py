"""Waiting that a cancellation does not end."""

import asyncio

import pytest

from workflows.outlasting import outlasted


async def test_who_is_cancelled_waits_on_and_gets_the_result() -> None:
    may_end, told = asyncio.Event(), []

    async def work() -> str:
        await may_end.wait()
        return "done"

    task = asyncio.create_task(work())
    waiting = asyncio.create_task(outlasted(task, lambda: told.append(task.done())))
    for _ in range(2):
        await asyncio.sleep(0)
        waiting.cancel()
    await asyncio.sleep(0)
    may_end.set()

    assert await waiting == "done"
    assert told == [False, False]


async def test_a_task_that_its_waiter_cancels_ends_the_waiting() -> None:
    task = asyncio.create_task(asyncio.sleep(60))

    def stop() -> None:
        task.cancel()

    waiting = asyncio.create_task(outlasted(task, stop))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert task.cancelled()


async def test_what_a_task_raises_is_raised() -> None:
    async def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await outlasted(asyncio.create_task(fail()), lambda: None)
