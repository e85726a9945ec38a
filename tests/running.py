"""A whole stack as users run it: the command in a process of its own, on free ports."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from api.auth import Role
from sdk.client import OrchestratorClient
from settings import Settings
from stack.state import StackState, read_state
from terminal.connection import local_token

START_SECONDS = 90.0


class RunningStack:
    """``orchestrator up`` on a data directory."""

    def __init__(self, data_dir: Path, environment: dict[str, str] | None = None) -> None:
        self.data_dir = data_dir
        self.settings = Settings(data_dir=data_dir)
        self.environment = os.environ | _free_ports() | (environment or {})
        """What its processes are started with."""
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def state(self) -> StackState:
        """Addresses and processes as the stack tells them."""
        state = read_state(self.settings.paths.stack_state)
        assert state is not None
        return state

    def start(self) -> None:
        """Start it and wait until it is ready."""
        log = self.data_dir.parent / f"{self.data_dir.name}.log"
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "cli", "up", "--data-dir", str(self.data_dir)],
                env=self.environment,
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._ready():
            assert self._process.poll() is None, log.read_text()[-3000:]
            assert time.monotonic() < deadline, log.read_text()[-3000:]
            time.sleep(0.05)

    def _ready(self) -> bool:
        state = read_state(self.settings.paths.stack_state)
        if state is None or self._process is None or state.supervisor.pid != self._process.pid:
            return False
        with contextlib.suppress(httpx.HTTPError):
            return httpx.get(f"{state.api_url}/readyz", timeout=5).status_code == 200
        return False

    async def until_ready(self, seconds: float = START_SECONDS) -> None:
        """Wait until the stack is whole again after something was killed."""
        deadline = time.monotonic() + seconds
        while not await asyncio.to_thread(self._ready):
            assert time.monotonic() < deadline, "the stack did not become whole again"
            await asyncio.sleep(0.1)

    def kill(self, *services: str) -> None:
        """Kill services at once, as a crash would; the supervisor starts them again."""
        for name in services:
            mark = self.state.services.get(name)
            if mark is None:  # it is just being started again
                continue
            with contextlib.suppress(ProcessLookupError):
                os.killpg(mark.pid, signal.SIGKILL)

    def kill_everything(self) -> None:
        """Kill the supervisor and all services at once, as a power cut would."""
        assert self._process is not None
        marks = list(self.state.services.values())
        os.killpg(self._process.pid, signal.SIGKILL)
        for mark in marks:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(mark.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def stop(self) -> int:
        """Stop it as Ctrl-C does; returns the exit code."""
        if self._process is None:
            return 0
        self._process.send_signal(signal.SIGINT)
        code = self._process.wait(timeout=60)
        self._process = None
        return code

    def token(self, owner: str | None = None) -> str:
        """Return a token for an owner."""
        return local_token(self.settings, owner)

    @asynccontextmanager
    async def client(self, owner: str | None = None) -> AsyncIterator[OrchestratorClient]:
        """Talk to its API."""
        async with OrchestratorClient(self.state.api_url, self.token(owner)) as client:
            yield client

    @asynccontextmanager
    async def operator(self) -> AsyncIterator[OrchestratorClient]:
        """Talk to its API as an operator."""
        token = local_token(self.settings, role=Role.OPERATOR)
        async with OrchestratorClient(self.state.api_url, token) as client:
            yield client

    async def fetch(self, url: str, path: str = "/") -> httpx.Response:
        """Ask for a page of an application as a browser would, wherever names resolve to."""
        host = httpx.URL(url).host
        proxy = f"http://127.0.0.1:{self.state.proxy_port}"
        async with httpx.AsyncClient(base_url=proxy, timeout=10, follow_redirects=True) as client:
            return await client.get(path, headers={"Host": host})

    async def until_answers(self, url: str, seconds: float = 30.0) -> httpx.Response:
        """Return the application's first good answer."""
        deadline = time.monotonic() + seconds
        while True:
            with contextlib.suppress(httpx.HTTPError):
                answer = await self.fetch(url, "/healthz")
                if answer.status_code == 200:
                    return answer
            assert time.monotonic() < deadline, "the application does not answer"
            await asyncio.sleep(0.1)


def _free_ports() -> dict[str, str]:
    import socket

    ports = []
    probes = [socket.socket() for _ in range(4)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
        ports.append(probe.getsockname()[1])
    for probe in probes:
        probe.close()
    api, proxy, temporal, ui = ports
    return {
        "ORCHESTRATOR_API__PORT": str(api),
        "ORCHESTRATOR_PROXY__PORT": str(proxy),
        "ORCHESTRATOR_TEMPORAL__ADDRESS": f"127.0.0.1:{temporal}",
        "ORCHESTRATOR_TEMPORAL__UI_PORT": str(ui),
    }
