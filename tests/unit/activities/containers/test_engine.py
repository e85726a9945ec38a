"""Who is cancelled while the engine works is told so when it has ended."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import pytest
import pytest_asyncio

from activities.containers import docker_sandbox
from activities.containers.docker_sandbox import DockerSandbox
from activities.containers.engine import DockerEngine
from activities.containers.locks import file_lock
from models.errors import RuntimeFailure


class Client:
    """An engine that makes one container."""

    def __init__(self) -> None:
        self.removed = threading.Event()

    @property
    def containers(self) -> "Client":
        return self

    def create(self, **_: Any) -> "Client":
        return self

    def remove(self, **_: Any) -> None:
        self.removed.set()

    def close(self) -> None:
        """It is let go."""


@pytest.fixture
def client() -> Client:
    return Client()


@pytest_asyncio.fixture
async def engine(client: Client) -> AsyncIterator[DockerEngine]:
    made = DockerEngine(cast(Any, client))
    yield made
    await made.close()


async def test_a_lock_is_held_until_the_thread_of_a_cancelled_caller_has_ended(
    engine: DockerEngine, tmp_path: Path
) -> None:
    begun, may_end, created = threading.Event(), threading.Event(), []

    def work(_: Any) -> None:
        begun.set()
        may_end.wait(10)
        created.append("container")

    async def start() -> None:
        async with file_lock(tmp_path / "start.lock"):
            await engine.call(work)

    starting = asyncio.create_task(start())
    await asyncio.to_thread(begun.wait, 10)
    for _ in range(2):  # whoever is told twice waits all the same
        starting.cancel()
        await asyncio.sleep(0.02)
    assert not starting.done()
    may_end.set()
    async with file_lock(tmp_path / "start.lock"):
        assert created == ["container"]
    with pytest.raises(asyncio.CancelledError):
        await starting


async def test_what_fails_after_the_cancellation_is_no_failure_any_more(
    engine: DockerEngine,
) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def work(_: Any) -> None:
        begun.set()
        may_end.wait(10)
        raise RuntimeFailure("too late")

    calling = asyncio.create_task(engine.call(work))
    await asyncio.to_thread(begun.wait, 10)
    calling.cancel()
    await asyncio.sleep(0)
    may_end.set()
    with pytest.raises(asyncio.CancelledError):
        await calling


async def test_what_waits_for_a_free_thread_does_not_begin_after_its_cancellation(
    engine: DockerEngine,
) -> None:
    may_end, begun = threading.Event(), []
    busy = [asyncio.create_task(engine.call(lambda _: may_end.wait(10))) for _ in range(16)]
    late = asyncio.create_task(engine.call(lambda _: begun.append("late")))
    await asyncio.sleep(0.05)
    late.cancel()
    with pytest.raises(asyncio.CancelledError):
        await late
    may_end.set()
    await asyncio.gather(*busy)
    assert not begun


async def test_a_cancelled_talk_ends_by_the_end_of_its_container(
    engine: DockerEngine, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = threading.Event(), threading.Event()

    def converse(*_: Any, **__: Any) -> int:
        begun.set()
        client.removed.wait(10)
        ended.set()
        raise RuntimeFailure("The container is gone.")

    monkeypatch.setattr(docker_sandbox, "converse", converse)
    images = cast(Any, type("Images", (), {"base_image": "python"}))
    sandbox = DockerSandbox(engine, images, installation="here")
    talking = asyncio.create_task(sandbox._converse({}, (), len, len, 10))
    await asyncio.to_thread(begun.wait, 10)
    talking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await talking
    assert ended.is_set()
