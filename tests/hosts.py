"""A second host on this machine: a worker of its own, with an engine or a proxy of its own."""

import asyncio
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Protocol

from activities.containers.docker_runtime import DockerRuntime
from activities.containers.port import Runtime
from activities.containers.select import choose_runtime
from settings import ProxySettings, RuntimeChoice, RuntimeSettings, Settings
from tests.engines import Engine
from tests.integration.deployment.caddy import free_port
from tests.parts import BASE_IMAGE
from tests.running import RunningStack

NAME = "attic"


class SecondHost(Protocol):
    """A host that shares the stack's data directory."""

    def start(self) -> None:
        """Start what belongs to it, also once more after it was killed."""
        ...

    def kill(self) -> None:
        """End it as a loss of power would, except that applications go on unseen."""
        ...

    def runtime(self) -> AbstractAsyncContextManager[Runtime]:
        """Look at what runs there."""
        ...

    def remove(self) -> None:
        """End everything and leave nothing."""
        ...


class _Parts:
    """Processes of a host, ended by their own ids."""

    def __init__(self, stack: RunningStack, environment: dict[str, str]) -> None:
        data = {"ORCHESTRATOR_DATA_DIR": str(stack.data_dir)}
        self._environment = stack.environment | data | environment
        self._log = stack.data_dir.parent / f"{NAME}.log"
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self, *parts: str) -> None:
        for part in parts:
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

    def end(self, number: signal.Signals) -> None:
        for process in self._running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, number)
        for process in self._running:
            process.wait(timeout=30)
        self._running.clear()


class HostWithEngine:
    """Shares the stack's proxy and sockets; its containers are in a Docker engine of its own."""

    def __init__(self, stack: RunningStack) -> None:
        self.engine = Engine()
        self._runtime_settings = RuntimeSettings(
            kind=RuntimeChoice.DOCKER,
            base_image=BASE_IMAGE,
            host_name=NAME,
            docker_host=self.engine.address,
            build_network="host",
        )
        self._settings = Settings(data_dir=stack.data_dir, runtime=self._runtime_settings)
        self._parts = _Parts(stack, _environment(self._settings))
        self._loaded = False

    def start(self) -> None:
        """Start engine and worker."""
        self.engine.start()
        if not self._loaded:
            self.engine.load()
            self._loaded = True
        self._parts.start("worker")

    def kill(self) -> None:
        """Kill worker and engine."""
        self._parts.end(signal.SIGKILL)
        self.engine.kill()

    def runtime(self) -> AbstractAsyncContextManager[Runtime]:
        """Look at the engine's containers."""
        return _runtime_of(self._settings)

    def remove(self) -> None:
        """End everything and leave nothing."""
        self._parts.end(signal.SIGTERM)
        self.engine.remove()


class HostWithFolder:
    """As on a machine of its own: folder, sockets and proxy are its own; others reach it by TCP."""

    def __init__(self, stack: RunningStack) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="ol-"))
        self._folder.chmod(0o755)
        # Installing everything a second time would show nothing.
        (self._folder / "tools").mkdir()
        stack.data_dir.mkdir(exist_ok=True, mode=0o711)
        stack.settings.paths.tools.symlink_to(self._folder / "tools")
        port = free_port()
        self._settings = Settings(
            data_dir=stack.data_dir,
            proxy=ProxySettings(port=port),
            runtime=RuntimeSettings(
                kind=RuntimeChoice.PROCESS,
                host_name=NAME,
                address=f"localhost:{port}",
                local_dir=self._folder,
            ),
        )
        self._parts = _Parts(stack, _environment(self._settings))

    def start(self) -> None:
        """Start proxy and worker."""
        self._parts.start("proxy", "worker")

    def kill(self) -> None:
        """Kill worker and proxy; processes of applications are left alone, as if cut off."""
        self._parts.end(signal.SIGKILL)

    def runtime(self) -> AbstractAsyncContextManager[Runtime]:
        """Look at its processes."""
        return _runtime_of(self._settings)

    def remove(self) -> None:
        """End everything and leave nothing."""
        self._parts.end(signal.SIGTERM)
        asyncio.run(self._stop_all())
        shutil.rmtree(self._folder, ignore_errors=True)

    async def _stop_all(self) -> None:
        async with self.runtime() as runtime:
            for instance in await runtime.instances():
                await runtime.stop(instance.name, 0)


@asynccontextmanager
async def _runtime_of(settings: Settings) -> AsyncIterator[Runtime]:
    runtime = await choose_runtime(settings, settings.paths)
    yield runtime
    if isinstance(runtime, DockerRuntime):
        await runtime.close()


def _environment(settings: Settings) -> dict[str, str]:
    """Return the variables that differ from those of the stack."""
    runtime, port = settings.runtime, settings.proxy.port
    given = {
        "RUNTIME__KIND": runtime.kind.value,
        "RUNTIME__HOST_NAME": runtime.host_name,
        "RUNTIME__DOCKER_HOST": runtime.docker_host,
        "RUNTIME__BUILD_NETWORK": runtime.build_network,
        "RUNTIME__ADDRESS": runtime.address,
        "RUNTIME__LOCAL_DIR": str(runtime.local_dir) if runtime.local_dir else None,
        "PROXY__PORT": str(port) if runtime.address else None,
    }
    return {f"ORCHESTRATOR_{name}": value for name, value in given.items() if value is not None}
