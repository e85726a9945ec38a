"""Addresses with TLS: the proxy's own authority, and one that speaks ACME."""

import asyncio
import contextlib
import shutil
import ssl
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from activities.serving.caddy_config import Reachable
from activities.serving.certificates import (
    ServedCertificates,
    served_certificate,
)
from activities.serving.health import probe
from activities.serving.proxy import CaddyProxy
from activities.serving.reaching import proxy_client
from models.applications import Application, Deployment, Endpoint, RuntimeName
from models.base import new_id, utc_now
from settings import ProxySettings, Settings, TlsChoice
from storage.metadata import MetadataStore
from tests.integration.deployment.acme import AcmeAuthority
from tests.integration.deployment.caddy import Caddy, free_port

pytestmark = pytest.mark.integration


@pytest.fixture
def root() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="orchestrator-test-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
async def application(root: Path) -> AsyncIterator[Endpoint]:
    """Something that answers."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi")
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield Endpoint(port=server.sockets[0].getsockname()[1])


def with_tls(root: Path, **proxy: object) -> Settings:
    return Settings(
        data_dir=root,
        proxy=ProxySettings.model_validate(
            {"port": free_port(), "https_port": free_port(), **proxy}
        ),
    )


async def visit(settings: Settings, authority: Path, host: str) -> httpx.Response:
    """Visit by HTTPS as a browser does that trusts one authority."""
    context = ssl.create_default_context(cafile=str(authority))
    base = f"https://127.0.0.1:{settings.proxy.https_port}"
    async with httpx.AsyncClient(base_url=base, verify=context, trust_env=False) as client:
        for _ in range(200):
            with contextlib.suppress(httpx.ConnectError):
                named = {"sni_hostname": host}
                return await client.get("/", headers={"Host": host}, extensions=named)
            await asyncio.sleep(0.05)  # its certificate is being made
    raise TimeoutError(host)


async def recorded(settings: Settings, endpoint: Endpoint) -> MetadataStore:
    store = await MetadataStore.open(settings.metadata_url)
    now = utc_now()
    deployment = Deployment(
        version=1,
        runtime=RuntimeName.PROCESS,
        host="local",
        instance="i",
        image="x",
        endpoint=endpoint,
        deployed_at=now,
    )
    application = Application(id=new_id(), owner="ada", title="B", created_at=now, updated_at=now)
    await store.add_application(application)
    await store.reserve_slug(application.id, "books")
    await store.update_application(application.id, deployment=deployment)
    return store


async def test_the_proxys_own_authority_vouches_for_each_address(
    root: Path, application: Endpoint
) -> None:
    settings = with_tls(root, tls=TlsChoice.INTERNAL, base_domain="apps.home.arpa")
    caddy = Caddy(settings)
    await caddy.start([Reachable("books", new_id(), application)])
    try:
        authority = settings.paths.root_certificate
        answer = await visit(settings, authority, "books.apps.home.arpa")
        assert (answer.status_code, answer.text) == (200, "hi")
        assert "strict-transport-security" not in answer.headers, "visitors could not get back"

        await CaddyProxy(settings.paths.proxy_admin_socket).ensure_route(
            "later.apps.home.arpa", new_id(), f"127.0.0.1:{application.port}"
        )
        assert (await visit(settings, authority, "later.apps.home.arpa")).text == "hi"

        plain = f"http://127.0.0.1:{settings.proxy.port}"
        async with httpx.AsyncClient(base_url=plain, trust_env=False) as client:
            led = await client.get("/a?b=c", headers={"Host": "books.apps.home.arpa"})
            assert led.status_code == 308
            secure = f"https://books.apps.home.arpa:{settings.proxy.https_port}/a?b=c"
            assert led.headers["Location"] == secure
            assert (await client.get("/", headers={"Host": "evil.example"})).status_code != 308

        async with proxy_client(settings, 5) as client:
            seen = await probe(client, "/", host="books.apps.home.arpa")
        assert (seen.status, seen.through_proxy) == (200, True)

        store = await recorded(settings, application)
        try:
            ends = await ServedCertificates(settings, store).ends()
            assert set(ends) == {"books.apps.home.arpa"}
            left = ends["books.apps.home.arpa"] - utc_now()
            assert timedelta(hours=11) < left < timedelta(hours=13)
        finally:
            await store.close()
        missing = await served_certificate(settings, "nobody.apps.home.arpa")
        assert missing.expires_at is None
        assert missing.trouble
    finally:
        caddy.kill()


async def test_an_acme_authority_vouches_for_each_address(
    root: Path, application: Endpoint
) -> None:
    port, host = free_port(), "books.apps.example.test"
    async with AcmeAuthority(root / "authority", port) as authority:
        settings = with_tls(
            root,
            port=port,
            tls=TlsChoice.ACME,
            base_domain="apps.example.test",
            acme_email="ada@example.test",
            acme_directory=authority.directory,
            acme_root=authority.root,
        )
        caddy = Caddy(settings)
        await caddy.start([Reachable("books", new_id(), application)])
        try:
            answer = await visit(settings, authority.root, host)
            assert answer.text == "hi"
            assert answer.headers["strict-transport-security"].startswith("max-age=")
            assert (await served_certificate(settings, host)).expires_at is not None
            async with proxy_client(settings, 5) as client:
                assert (await probe(client, "/", host=host)).status == 200
        finally:
            caddy.kill()
