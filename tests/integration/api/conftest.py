"""A real server on a free port, a real store, and the job engine in memory."""

import asyncio
import hashlib
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from api.auth import Role
from api.main import Server, server_of
from api.services import Services
from models.backups import Backup
from models.base import new_id
from settings import ApiSettings, QueueSettings, Settings
from storage.logs import JobLog
from storage.metadata import MetadataStore
from storage.sources import SourceStore
from tests import samples
from tests.integration.api.memory_engine import MemoryEngine

ALLOWED_ORIGIN = "https://front.example"


@dataclass
class Api:
    """The running API and what is behind it."""

    url: str
    app: FastAPI
    server: Server
    store: MetadataStore
    engine: MemoryEngine
    services: Services

    def token(self, owner: str = "ada", role: Role = Role.USER) -> str:
        return self.services.key.issue_token(owner, role)

    def headers(self, owner: str = "ada", role: Role = Role.USER) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token(owner, role)}"}

    def client(self, owner: str = "ada", role: Role = Role.USER) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=f"{self.url}/api/v1", headers=self.headers(owner, role))


@pytest.fixture
async def api(tmp_path: Path) -> AsyncIterator[Api]:
    settings = Settings(
        data_dir=tmp_path,
        api=ApiSettings(
            cors_origins=(ALLOWED_ORIGIN,), requests_per_minute=100_000, starts_per_minute=10_000
        ),
        # However busy the machine is that runs the tests.
        queue=QueueSettings(delay_load=10_000, refuse_load=10_000),
    )
    store = await MetadataStore.open(settings.metadata_url)
    engine = MemoryEngine(store, (samples.question(),))
    app = create_app(
        settings,
        store=store,
        sources=SourceStore(settings.paths.sources),
        log=JobLog(settings.paths.logs),
        engine=engine,
    )
    server = server_of(app, settings)
    # Named as TCP, so that the loop switches Nagle's delay off.
    with socket.socket(proto=socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        serving = asyncio.create_task(server.serve([listener]))
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)
        url = f"http://127.0.0.1:{port}"
        yield Api(url, app, server, store, engine, app.state.services)
        server.should_exit = True
        await serving
    await engine.close()
    await store.close()


async def a_backup(api: Api, application_id: str, content: bytes = b"data") -> Backup:
    """Put a backup on the shelf, and return what is known of it."""
    backup_id = new_id()
    name = f"backups/{application_id}/{backup_id}.tar.gz"
    file = api.services.settings.paths.root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    return await api.store.backups.add(
        samples.backup(application_id, backup_id, file=name, size=len(content), sha256=digest)
    )
