"""The bell on a real PostgreSQL server, whose connection is cut while somebody waits."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from benchmarks.postgresql import postgresql_cluster
from storage import notices
from storage.bells import CHANNEL
from storage.notices import NoticeBell
from tests.parts import require

pytestmark = [pytest.mark.postgresql, pytest.mark.integration]

_CUT = f"""
    select pg_terminate_backend(pid) from pg_stat_activity
    where query like 'LISTEN%{CHANNEL}%' and pid <> pg_backend_pid()
"""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    require("postgresql")
    with postgresql_cluster() as address:
        yield address


@pytest.fixture
async def engine(url: str) -> AsyncIterator[AsyncEngine]:
    opened = create_async_engine(url)
    yield opened
    await opened.dispose()


@pytest.fixture
async def bell(engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[NoticeBell]:
    monkeypatch.setattr(notices, "AGAIN_SECONDS", 0.2)
    hung = NoticeBell(engine)
    assert await hung.wait(10), "it rings once when it begins to listen"
    yield hung
    await hung.close()


async def _notify(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(text(f"select pg_notify('{CHANNEL}', '')"))


async def test_a_notice_rings(engine: AsyncEngine, bell: NoticeBell) -> None:
    assert not await bell.wait(0.1)
    waiting = asyncio.create_task(bell.wait(10))
    await _notify(engine)
    assert await waiting


async def test_it_listens_again_after_its_connection_was_cut(
    engine: AsyncEngine, bell: NoticeBell
) -> None:
    async with engine.begin() as connection:
        cut = await connection.scalars(text(_CUT))
        assert cut.all() == [True]
    assert await bell.wait(5), "whoever waits looks now: notices may have been missed"
    async with asyncio.timeout(10):
        while not bell.works:
            await bell.wait(1)
    while await bell.wait(0.2):
        pass
    waiting = asyncio.create_task(bell.wait(10))
    await _notify(engine)
    assert await waiting


async def test_it_goes_on_trying_while_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "AGAIN_SECONDS", 0.05)
    engine = create_async_engine("postgresql+asyncpg://nobody@127.0.0.1:9/nothing")
    bell = NoticeBell(engine)
    assert not await bell.wait(0.5)
    assert not bell.works
    await bell.close()
    await engine.dispose()
