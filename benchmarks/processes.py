"""Temporal servers and whole stacks of our own, ended with the block that started them."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

from temporalio.client import Client
from temporalio.service import RPCError

from benchmarks.http import Connection, first_answer
from sdk.client import OrchestratorClient
from settings import Settings
from stack.state import StackState, read_state
from temporal.server import server_arguments, temporal_binary
from terminal.connection import local_token


def free_ports(number: int) -> list[int]:
    """Return ports that nobody listens on."""
    probes = [socket.socket() for _ in range(number)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


@contextmanager
def work_folder() -> Iterator[Path]:
    """Give a folder with a path short enough for unix sockets."""
    with tempfile.TemporaryDirectory(prefix="ob-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@contextmanager
def child(
    command: Sequence[str], log: Path, environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process for as long as the block lasts."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=os.environ | (environment or {}),
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@asynccontextmanager
async def temporal_server(folder: Path, *more: str) -> AsyncIterator[str]:
    """Run the embedded server as the stack does, on a file; gives its address.

    ``more`` are further arguments of its own.
    """
    (port,) = free_ports(1)
    arguments = server_arguments(port=port, ui_port=None, database=folder / "temporal.db")
    with child([str(temporal_binary()), *arguments, *more], folder / "temporal.log"):
        address = f"127.0.0.1:{port}"
        await _until_connected(address)
        yield address


async def _until_connected(address: str) -> None:
    async with asyncio.timeout(60):
        while True:
            with suppress(RuntimeError, RPCError):
                await Client.connect(address)
                return
            await asyncio.sleep(0.02)


class Stack:
    """``orchestrator up`` on a data directory, as users start it."""

    def __init__(self, data_dir: Path, environment: dict[str, str] | None = None) -> None:
        api, proxy, temporal, ui = free_ports(4)
        self.settings = Settings(data_dir=data_dir)
        self.environment = {
            "ORCHESTRATOR_API__PORT": str(api),
            "ORCHESTRATOR_API__STARTS_PER_MINUTE": "100000",
            "ORCHESTRATOR_API__REQUESTS_PER_MINUTE": "1000000",
            "ORCHESTRATOR_LIMITS__APPLICATIONS": "100000",
            "ORCHESTRATOR_LIMITS__RUNNING_JOBS": "100000",
            "ORCHESTRATOR_LIMITS__BUILDS_PER_DAY": "100000",
            "ORCHESTRATOR_PROXY__PORT": str(proxy),
            "ORCHESTRATOR_TEMPORAL__ADDRESS": f"127.0.0.1:{temporal}",
            "ORCHESTRATOR_TEMPORAL__UI_PORT": str(ui),
            **(environment or {}),
        }
        self.ports = {"temporal": temporal, "proxy": proxy, "api": api}

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-m", "cli", "up", "--data-dir", str(self.settings.data_dir)]

    @property
    def state(self) -> StackState:
        state = read_state(self.settings.paths.stack_state)
        if state is None:
            raise RuntimeError("the stack does not run")
        return state

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Stack"]:
        """Run it until the block ends."""
        log = self.settings.data_dir.with_suffix(".log")
        with child(self.command, log, self.environment):
            await first_answer("/readyz", port=self.ports["api"], seconds=120)
            yield self

    @property
    def temporal_address(self) -> str:
        return f"127.0.0.1:{self.ports['temporal']}"

    def token(self) -> str:
        return local_token(self.settings)

    def client(self, token: str | None = None) -> OrchestratorClient:
        return OrchestratorClient(f"http://127.0.0.1:{self.ports['api']}", token or self.token())

    def api(self) -> Connection:
        return Connection(port=self.ports["api"])

    async def create(self, request: str) -> tuple[str, str, str]:
        """Create an application; returns its id, the job's id and the host of its address.

        Raises:
            RuntimeError: The job did not end well.
        """
        async with self.client() as client:
            accepted = await client.create(request, auto_approve=True)
            job = await client.wait(accepted.job_id)
        if job.result is None or job.result.url is None:
            raise RuntimeError(f"creation ended as {job.phase}: {job.error}")
        host = job.result.url.partition("//")[2]
        return accepted.application_id, accepted.job_id, host


def now() -> float:
    return time.perf_counter()
