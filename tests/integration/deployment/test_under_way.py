"""Visits that have not ended, with a real proxy: they count while they last."""

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from activities.serving.caddy_config import Reachable
from activities.serving.proxy import CaddyProxy
from activities.visitors.under_way import SEEN_WITHIN, UnderWay
from models.applications import Endpoint
from models.base import new_id, utc_now
from storage.metadata import MetadataStore
from tests.integration.deployment.caddy import Caddy, settings_for

pytestmark = pytest.mark.integration
UPGRADE = (
    b"GET /talk HTTP/1.1\r\nHost: books.localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
SWITCHED = (
    b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"
)
STREAM = b"GET /news HTTP/1.1\r\nHost: books.localhost\r\n\r\n"
STREAMED = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"


@dataclass
class Visited:
    """A proxy before an application whose answers never end."""

    application: str
    port: int
    proxy: CaddyProxy
    store: MetadataStore
    under_way: UnderWay

    @contextlib.asynccontextmanager
    async def visit(self, request: bytes) -> AsyncIterator[None]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(request)
        assert await reader.readuntil(b"\r\n\r\n")
        yield
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()

    async def until_open(self, count: int) -> None:
        """Wait until so many are open; the last look of a failing test is what it tells."""
        found: dict[str, int] = {}
        for _ in range(500):
            found = await self.proxy.open_requests()
            if found.get(self.application, 0) == count:
                return
            await asyncio.sleep(0.02)
        raise AssertionError(found)


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, EOFError):
        head = await reader.readuntil(b"\r\n\r\n")
        writer.write(SWITCHED if b"/talk" in head else STREAMED)
        await reader.read()
    writer.close()


@pytest.fixture
async def visited() -> AsyncIterator[Visited]:
    with tempfile.TemporaryDirectory(prefix="op-") as root:
        settings = settings_for(Path(root))
        async with await asyncio.start_server(_answer, "127.0.0.1", 0) as server:
            application, caddy = new_id(), Caddy(settings)
            endpoint = Endpoint(port=server.sockets[0].getsockname()[1])
            await caddy.start([Reachable("books", application, endpoint)])
            store = await MetadataStore.open(settings.metadata_url)
            proxy = CaddyProxy(settings.paths.proxy_admin_socket)
            under_way = UnderWay(proxy, store.traffic)
            yield Visited(application, settings.proxy.port, proxy, store, under_way)
            caddy.kill()
            await store.close()


async def test_a_socket_and_a_stream_are_visits_for_as_long_as_they_are_open(
    visited: Visited,
) -> None:
    traffic, before = visited.store.traffic, utc_now()
    assert await visited.under_way.look() == 0
    assert await traffic.last_visit(visited.application) is None

    async with visited.visit(UPGRADE), visited.visit(STREAM):
        await visited.until_open(2)
        # A change of the configuration leaves them open, and they are still known.
        await visited.proxy.ensure_route("pets.localhost", new_id(), "127.0.0.1:9")
        assert await visited.under_way.look() == 1
        last = await traffic.last_visit(visited.application)
        assert last is not None
        assert before <= last <= utc_now(), "so it is not idle, and not put to sleep"
        assert await traffic.open_since(visited.application, utc_now() - SEEN_WITHIN) == 2

    await visited.until_open(0)
    assert await visited.under_way.look() == 0
    assert await traffic.open_since(visited.application, utc_now() + timedelta(seconds=1)) == 0
