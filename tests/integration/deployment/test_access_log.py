"""What the real proxy writes of visits, and what is known of them afterwards."""

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from activities.serving.caddy_config import Reachable
from activities.serving.health import probe
from activities.serving.reaching import proxy_client
from activities.visitors.live import LiveTraffic
from activities.visitors.log_files import log_files
from activities.visitors.tailing import Tailer
from models.applications import Endpoint
from models.base import new_id, utc_now
from models.traffic import TrafficSums
from settings import ProxySettings, Settings, TrafficSettings
from storage.metadata import MetadataStore
from tests.integration.deployment.caddy import Caddy, free_port

pytestmark = pytest.mark.integration
SECRET = "kT9vQ2xLm4Rz8Yw1Nc6Hd3Fb"


@dataclass
class Visited:
    """A proxy before an application that answers 500 below /fail."""

    settings: Settings
    application: str
    caddy: Caddy
    store: MetadataStore
    reachable: list[Reachable]
    live: LiveTraffic
    asked: int = 0

    def tailer(self) -> Tailer:
        log, records = self.settings.paths.access_log, self.store.traffic
        return Tailer(log, "local", records, self.settings.traffic)

    async def visit(self, path: str, times: int = 1) -> None:
        """Ask over one connection, as fast as it goes, until all of it is written down."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.settings.proxy.port)
        request = f"GET {path} HTTP/1.1\r\nHost: books.localhost\r\n\r\n".encode()
        for _ in range(times):
            writer.write(request)
        for _ in range(times):
            await reader.readuntil(b"\r\n\r\nhi")
        writer.close()
        await writer.wait_closed()
        self.asked += times
        await self.wait_for(self.live, self.asked)

    async def wait_for(self, live: LiveTraffic, requests: int) -> TrafficSums:
        """Return the sums as soon as so many requests are written down."""
        for _ in range(200):
            if (sums := await live.read()).requests >= requests:
                return sums
            await asyncio.sleep(0.02)
        raise TimeoutError(requests)

    async def written(self, lines: int) -> str:
        """Return what is in the log once so many lines are: they come after the answers."""
        async with asyncio.timeout(20):
            while True:
                text = self.settings.paths.access_log.read_text()
                if text.count("\n") >= lines:
                    break
                await asyncio.sleep(0.02)
        assert text.count("\n") == lines
        return text

    async def caddy_anew(self) -> None:
        self.caddy.kill()
        await self.caddy.start(self.reachable)

    async def counted(self) -> int:
        now = utc_now() + timedelta(minutes=1)
        figures = await self.store.traffic.figures(self.application, now - timedelta(hours=1), now)
        return figures.requests


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    status = b"500 No" if b"GET /fail" in head else b"200 OK"
    writer.write(b"HTTP/1.1 " + status + b"\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi")
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


@pytest.fixture
async def visited() -> AsyncIterator[Visited]:
    root = Path(tempfile.mkdtemp(prefix="orchestrator-test-"))
    settings = Settings(
        data_dir=root,
        proxy=ProxySettings(port=free_port()),
        traffic=TrafficSettings(access_log_megabytes=1, access_log_files=3),
    )
    async with await asyncio.start_server(_answer, "127.0.0.1", 0) as server:
        application = new_id()
        endpoint = Endpoint(port=server.sockets[0].getsockname()[1])
        reachable = [Reachable("books", application, endpoint)]
        caddy, store = Caddy(settings), await MetadataStore.open(settings.metadata_url)
        await caddy.start(reachable)
        live = LiveTraffic(settings.paths.access_log, application, utc_now())
        yield Visited(settings, application, caddy, store, reachable, live)
        caddy.kill()
        await store.close()
    shutil.rmtree(root, ignore_errors=True)


async def test_what_is_written_tells_no_secrets(visited: Visited) -> None:
    base = f"http://127.0.0.1:{visited.settings.proxy.port}"
    async with httpx.AsyncClient(base_url=base, trust_env=False) as client:
        for host in ("books.localhost", "nobody.localhost"):
            headers = {"Host": host, "Authorization": f"Bearer {SECRET}", "Cookie": f"a={SECRET}"}
            await client.get(f"/shared/{SECRET}/list?token={SECRET}", headers=headers)
    text = await visited.written(2)
    assert '"uri":"/shared/…/list"' in text
    assert '"client_ip":"127.0.0.0"' in text
    assert SECRET not in text
    assert SECRET not in (visited.settings.paths.root / "caddy.log").read_text()


async def test_a_watch_knows_within_a_second(visited: Visited) -> None:
    await visited.visit("/fail", 3)
    await asyncio.sleep(0.01)
    live = LiveTraffic(visited.settings.paths.access_log, visited.application, utc_now())
    assert (await live.read()).requests == 0
    await visited.visit("/", 5)
    await visited.visit("/fail", 2)
    async with proxy_client(visited.settings, 5) as client:
        assert (await probe(client, "/fail", host="books.localhost")).status == 500
    sums = await live.read()
    assert (sums.requests, sums.server_errors) == (7, 2), "fresh, and without our own probes"
    base = f"http://127.0.0.1:{visited.settings.proxy.port}"
    async with httpx.AsyncClient(base_url=base, trust_env=False) as client:
        forged = {"Host": "books.localhost", "Orchestrator-Probe": "probe"}
        await client.get("/fail", headers=forged)
    sums = await visited.wait_for(live, 8)
    assert (sums.requests, sums.server_errors) == (8, 3), (
        "nobody hides who does not know the secret"
    )
    assert (await live.read()) == sums


async def test_every_visit_counts_once_over_rotations_restarts_and_two_readers(
    visited: Visited,
) -> None:
    total = 0
    reading = [asyncio.create_task(visited.tailer().run()) for _ in range(2)]
    for _ in range(3):
        await visited.visit("/", 1500)
        total += 1500
        await visited.caddy_anew()
        for reader in reading:
            await visited.tailer().read_on()
            reader.cancel()
        await asyncio.gather(*reading, return_exceptions=True)
        reading = [asyncio.create_task(visited.tailer().run()) for _ in range(2)]
    for reader in reading:
        reader.cancel()
    await asyncio.gather(*reading, return_exceptions=True)
    await visited.visit("/fail", 10)
    await visited.tailer().read_on()
    await visited.tailer().read_on()
    assert len(log_files(visited.settings.paths.access_log)) > 1, "it was rotated"
    assert await visited.counted() == total + 10
    since = await visited.store.traffic.counted_since("local")
    assert since is not None
    for file in log_files(visited.settings.paths.access_log):
        file.unlink()
    await visited.caddy_anew()
    await visited.visit("/")
    await visited.tailer().read_on()
    later = await visited.store.traffic.counted_since("local")
    assert later is not None
    assert later > since, "what was lost unread is a gap"
    last = await visited.store.traffic.last_visit(visited.application)
    assert last is not None
    assert utc_now() - last < timedelta(seconds=10)
