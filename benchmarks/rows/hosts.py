"""hosts: how long an application is away after the loss of the host that it ran on."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import httpx

from activities.containers.process_runtime import ProcessRuntime
from api.auth import Role
from benchmarks.figures import Figure, Sample
from benchmarks.processes import Stack, free_ports, now, work_folder
from benchmarks.world import REQUEST
from models.hosts import HostState
from sdk.client import OrchestratorClient
from settings import Paths
from terminal.connection import local_token

_SILENCE = 5
_ASKING = 9
"""Seconds at most until a look falls due and the host has not answered it."""
_GOAL = _SILENCE + _ASKING + 10
_NAME = "second"


async def lost(quick: bool) -> list[Figure]:
    """Kill a host with worker and proxy; its application comes back on the other one."""
    with work_folder() as folder:
        stack = Stack(
            folder / "data",
            {
                "ORCHESTRATOR_RUNTIME__KIND": "process",
                "ORCHESTRATOR_DEPLOY__WATCH_SECONDS": "1",
                "ORCHESTRATOR_HOSTS__FAILOVER": "automatic",
                "ORCHESTRATOR_HOSTS__DEAD_AFTER_SECONDS": str(_SILENCE),
            },
        )
        second = _Host(stack, folder / "second")
        async with stack.running(), _operator(stack) as operator, second.running():
            await _until_alive(operator)
            # The only one that takes anything gets the application.
            await operator.drain_host("local")
            application, _, _ = await stack.create(REQUEST)
            await operator.undrain_host("local")
            gaps = [
                await _gap(stack, second, operator, application) for _ in range(1 if quick else 3)
            ]
    sample = Sample(tuple(gaps))
    return [
        Figure(
            "hosts",
            "loss of a host to the first answer elsewhere",
            "s",
            sample,
            goal=f"<= {_GOAL} s",
            reached=max(gaps) <= _GOAL,
            notes=(
                f"{_SILENCE} s of silence are allowed of it, then it is asked within {_ASKING} s",
            ),
        )
    ]


async def _gap(
    stack: Stack, second: "_Host", operator: OrchestratorClient, application: str
) -> float:
    runtime = ProcessRuntime(second.paths)
    await runtime.snapshot(application, second.paths.snapshots / application / "copy.tar.gz")
    began = now()
    second.kill()
    url = (await operator.application(application)).url or ""
    await _until_answers(stack.ports["proxy"], httpx.URL(url).host)
    gap = now() - began
    await _until_load(operator, "local", 1)
    second.start()
    await _until_alive(operator)
    await operator.drain_host("local")
    await _until_moved(operator, application)
    await operator.undrain_host("local")
    return gap


class _Host:
    """A worker and a proxy with a folder of their own, as on another machine."""

    def __init__(self, stack: Stack, folder: Path) -> None:
        (port,) = free_ports(1)
        self.paths = Paths(stack.settings.paths.root, folder)
        folder.mkdir(mode=0o755)
        self._environment = {
            **os.environ,
            **stack.environment,
            "ORCHESTRATOR_DATA_DIR": str(stack.settings.paths.root),
            "ORCHESTRATOR_PROXY__PORT": str(port),
            "ORCHESTRATOR_RUNTIME__HOST_NAME": _NAME,
            "ORCHESTRATOR_RUNTIME__ADDRESS": f"localhost:{port}",
            "ORCHESTRATOR_RUNTIME__LOCAL_DIR": str(folder),
        }
        self._log = folder.with_suffix(".log")
        self._running: list[subprocess.Popen[bytes]] = []

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run it until the block ends, and leave none of its applications."""
        self.start()
        try:
            yield
        finally:
            self._end(signal.SIGTERM)
            runtime = ProcessRuntime(self.paths)
            for instance in await runtime.instances():
                await runtime.stop(instance.name, 0)

    def start(self) -> None:
        for part in ("proxy", "worker"):
            with self._log.open("ab") as log:
                command = [sys.executable, "-m", "stack.part", part]
                self._running.append(
                    subprocess.Popen(
                        command,
                        env=self._environment,
                        stdout=log,
                        stderr=log,
                        start_new_session=True,
                    )
                )

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def _end(self, number: signal.Signals) -> None:
        for process in self._running:
            os.killpg(process.pid, number)
            process.wait()
        self._running.clear()


@asynccontextmanager
async def _operator(stack: Stack) -> AsyncIterator[OrchestratorClient]:
    token = local_token(stack.settings, role=Role.OPERATOR)
    async with OrchestratorClient(f"http://127.0.0.1:{stack.ports['api']}", token) as client:
        yield client


async def _until_alive(operator: OrchestratorClient) -> None:
    async with asyncio.timeout(120):
        while True:
            states = {host.name: host.state for host in (await operator.hosts()).items}
            if states.get(_NAME) is HostState.ALIVE:
                return
            await asyncio.sleep(0.1)


async def _until_load(operator: OrchestratorClient, name: str, number: int) -> None:
    async with asyncio.timeout(120):
        while True:
            loads = {host.name: host.applications for host in (await operator.hosts()).items}
            if loads[name] == number:
                return
            await asyncio.sleep(0.1)


async def _until_moved(operator: OrchestratorClient, application: str) -> None:
    """Wait until it runs on the second host and its move has ended: until then both answer."""
    await _until_load(operator, _NAME, 1)
    async with asyncio.timeout(120):
        while (await operator.application(application)).running_job_id is not None:
            await asyncio.sleep(0.1)


async def _until_answers(port: int, host: str) -> None:
    url = f"http://127.0.0.1:{port}/healthz"
    async with httpx.AsyncClient(timeout=5, trust_env=False) as client, asyncio.timeout(120):
        while True:
            with suppress(httpx.HTTPError):
                if (await client.get(url, headers={"Host": host})).status_code == 200:
                    return
            await asyncio.sleep(0.02)
