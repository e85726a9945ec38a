"""Starts, supervises and ends the whole stack on this machine."""

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException

from models.errors import Unavailable
from settings import ApiSettings, ProxySettings, Settings, TemporalSettings
from stack.addresses import reached_at
from stack.checks import check_programs, check_runtime
from stack.log_rotation import LogRotation
from stack.ports import PortChooser
from stack.processes import ProcessMark, end_leftovers
from stack.service import Service
from stack.state import (
    MEGABYTE,
    StackState,
    environment_of,
    forget_runtime,
    prepare_data_dir,
    read_state,
    without_model_key,
    write_state,
)
from temporal.server import server_arguments, temporal_binary

READY_SECONDS = 60.0
BETWEEN_LOOKS_SECONDS = 0.05
"""Looking more often would take the time that the parts need."""
DEATHS_TO_GIVE_UP = 3
"""A part that dies this often while the stack starts is not started once more."""


class EmbeddedStack:
    """Temporal server, reverse proxy, worker and API, each a process that is kept running.

    Order does not matter at the start: worker and API wait for Temporal. At the end the API goes
    first, so that nothing new comes in, then the worker, then what they need.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = _with_free_ports(settings)
        self._services: dict[str, Service] = {}
        self._rotating: asyncio.Task[None] | None = None

    @property
    def state(self) -> StackState:
        """Addresses and processes as they are now."""
        settings = self.settings
        marks = {name: service.mark for name, service in self._services.items()}
        return StackState(
            api_port=settings.api.port,
            proxy_port=settings.proxy.port,
            temporal_port=settings.temporal.port,
            ui_port=settings.temporal.ui_port,
            api_host=settings.api.host,
            ui_host=_temporal_host(settings.temporal),
            supervisor=ProcessMark.of(os.getpid()),
            services={name: mark for name, mark in marks.items() if mark is not None},
        )

    async def launch(self) -> None:
        """Start every part; :meth:`stop` ends them, also when this fails.

        Raises:
            Unavailable: A part is not installed.
            StorageError: The data directory can't be used.
        """
        check_programs()
        prepare_data_dir(self.settings)
        _end_earlier(self.settings)
        forget_runtime(self.settings)
        self._services = {service.name: service for service in _services(self.settings)}
        self._rotating = asyncio.create_task(_rotation(self.settings).run())
        await asyncio.gather(*(s.start(self._remember) for s in self._services.values()))

    async def until_ready(self) -> None:
        """Return once jobs can be started.

        Raises:
            Unavailable: A part did not come up in time; its log is named.
        """
        await asyncio.gather(self._wait_until_ready(), check_runtime(self.settings))

    async def stop(self) -> None:
        """End everything, the applications too, in the order in which nothing is lost."""
        for name in ("api", "worker", "proxy"):
            await self._end(name)
        if self._services:
            from stack.applications import (
                stop_applications,
            )  # loads much that a start can't wait for

            await stop_applications(self.settings)
        await self._end("temporal")
        if self._rotating is not None:
            self._rotating.cancel()
            await asyncio.gather(self._rotating, return_exceptions=True)
        self.settings.paths.stack_state.unlink(missing_ok=True)

    async def _end(self, name: str) -> None:
        if name in self._services:
            await self._services[name].stop()

    def _remember(self) -> None:
        write_state(self.settings.paths.stack_state, self.state)

    async def _wait_until_ready(self) -> None:
        seen = "it did not answer"
        deadline = asyncio.get_running_loop().time() + READY_SECONDS
        while asyncio.get_running_loop().time() < deadline:
            with contextlib.suppress(OSError, HTTPException):
                status, seen = await asyncio.to_thread(_readiness, self.settings.api)
                if status == 200:
                    return
            for trouble in self.troubles():
                raise trouble
            await asyncio.sleep(BETWEEN_LOOKS_SECONDS)
        raise Unavailable(
            f"The stack did not become ready within {READY_SECONDS:.0f} seconds ({seen}).",
            remedy=f"Look into the logs in {self.settings.paths.logs / 'stack'}.",
        )

    def troubles(self) -> list[Unavailable]:
        """Return a sentence about each part that died again and again."""
        return [
            Unavailable(
                f"A part of the stack, {service.name}, does not stay up. "
                f"It said last: {service.last_words()}",
                remedy=f"Look into {service.log}.",
            )
            for service in self._services.values()
            if service.deaths >= DEATHS_TO_GIVE_UP
        ]


def _readiness(api: ApiSettings) -> tuple[int, str]:
    """Return the status and the text of the API's answer."""
    connection = HTTPConnection(reached_at(api.host), api.port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    finally:
        connection.close()


def _with_free_ports(settings: Settings) -> Settings:
    choose = PortChooser().choose
    api, proxy, temporal = settings.api, settings.proxy, settings.temporal
    return settings.model_copy(
        update={
            "temporal": temporal.model_copy(update=_temporal_ports(temporal, choose)),
            "api": api.model_copy(update={"port": choose(api.port, api.host)}),
            "proxy": proxy.model_copy(update=_proxy_ports(proxy, choose)),
        }
    )


def _temporal_ports(
    temporal: TemporalSettings, choose: Callable[[int, str], int]
) -> dict[str, int | str]:
    host, written = _temporal_host(temporal), temporal.address.rpartition(":")[0]
    return {
        "address": f"{written}:{choose(temporal.port, host)}",
        "ui_port": choose(temporal.ui_port, host),
    }


def _temporal_host(temporal: TemporalSettings) -> str:
    """Return where the server listens, without the brackets of an IPv6 address before a port."""
    return temporal.address.rpartition(":")[0].strip("[]")


def _proxy_ports(proxy: ProxySettings, choose: Callable[[int, str], int]) -> dict[str, int]:
    chosen = {"port": choose(proxy.port, proxy.host)}
    if not proxy.encrypted:
        return chosen
    return chosen | {"https_port": choose(proxy.https_port, proxy.host)}


def _rotation(settings: Settings) -> LogRotation:
    kept = settings.retention
    largest = kept.stack_log_megabytes * MEGABYTE
    return LogRotation(settings.paths.logs / "stack", largest, kept.stack_log_files)


def _services(settings: Settings) -> list[Service]:
    whole = environment_of(settings, os.environ)
    others = environment_of(without_model_key(settings), os.environ)
    logs = settings.paths.logs / "stack"

    def service(name: str, *command: str, prepare: Callable[[], object] | None = None) -> Service:
        log = logs / f"{name}.log"
        environment = whole if name == "worker" else others
        return Service(name, command, environment=environment, log=log, prepare=prepare)

    return [
        service("temporal", str(temporal_binary()), *_temporal_arguments(settings)),
        service("proxy", sys.executable, "-m", "stack.part", "proxy"),
        service("worker", sys.executable, "-m", "stack.part", "worker"),
        service("api", sys.executable, "-m", "stack.part", "api"),
    ]


def _temporal_arguments(settings: Settings) -> list[str]:
    return server_arguments(
        port=settings.temporal.port,
        ui_port=settings.temporal.ui_port,
        database=settings.paths.temporal_database,
        ip=_temporal_host(settings.temporal),
        namespace=settings.temporal.namespace,
        tuned=settings.temporal.tuned,
    )


def _end_earlier(settings: Settings) -> None:
    """End what an earlier stack left running when it was killed; we hold the data directory."""
    earlier = read_state(settings.paths.stack_state)
    if earlier is not None:
        end_leftovers(earlier.services.values())
