"""Choosing where applications run."""

import asyncio
import sys
from collections.abc import Collection

from activities.containers.docker_runtime import DockerRuntime
from activities.containers.engine import DockerEngine
from activities.containers.process_runtime import ProcessRuntime
from activities.containers.sockets import guard_all
from models.applications import RuntimeName
from models.errors import Conflict, Unavailable
from settings import Paths, RuntimeChoice, Settings

_WHERE = {RuntimeName.DOCKER: "in containers", RuntimeName.PROCESS: "as processes"}


async def choose_runtime(
    settings: Settings, paths: Paths, used: Collection[RuntimeName] = ()
) -> DockerRuntime | ProcessRuntime:
    """Return the runtime that the settings ask for; ``chosen_because`` says why in a sentence.

    ``auto`` stays with what the applications run in that there are already: in another runtime
    they have neither their image nor their data. Without applications it takes Docker when an
    engine answers and the base image can be had, else processes.

    Args:
        settings: Of the worker.
        paths: Of the data directory.
        used: The runtimes of the applications of this host.

    Raises:
        Conflict: The settings ask by name for another runtime than the applications are in.
        Unavailable: Docker is needed, or was asked for by name, and can't be used.
    """
    wanted, bound = settings.runtime, used_alone(used)
    if bound is not None and wanted.kind.value not in {bound.value, RuntimeChoice.AUTO.value}:
        raise Conflict(
            f"The applications made earlier run {_WHERE[bound]}, not with the runtime "
            f"'{wanted.kind}': set it to '{bound}' or 'auto', or use another data directory."
        )
    if wanted.kind is RuntimeChoice.AUTO and bound is RuntimeName.PROCESS:
        return _processes(settings, paths, "The applications made earlier run as processes.")
    if wanted.kind is RuntimeChoice.PROCESS:
        return _processes(settings, paths, "The settings ask for it.")
    try:
        return await _docker(settings, paths, must_build=RuntimeName.DOCKER not in used)
    except Unavailable as problem:
        if wanted.kind is RuntimeChoice.DOCKER:
            raise
        if bound is RuntimeName.DOCKER:
            raise Unavailable(
                f"{problem.message} The applications made earlier run in containers, "
                "so they wait for it.",
                remedy="Start Docker; what runs there comes back by itself.",
            ) from problem
        reason = f"{problem.message} Applications run as processes instead."
        return _processes(settings, paths, reason)


def used_alone(used: Collection[RuntimeName]) -> RuntimeName | None:
    """Return the one runtime that is in use; None when there is none, or more than one."""
    only = set(used)
    return only.pop() if len(only) == 1 else None


def _processes(settings: Settings, paths: Paths, reason: str) -> ProcessRuntime:
    guard_all(paths.run)
    wanted = settings.runtime
    return ProcessRuntime(
        paths,
        sockets=wanted.socket_transport is not False,
        chosen_because=reason,
        time_zone=wanted.zone,
    )


async def _docker(settings: Settings, paths: Paths, *, must_build: bool) -> DockerRuntime:
    wanted = settings.runtime
    engine = await DockerEngine.connect(wanted.docker_host)
    shared = wanted.socket_transport
    local = wanted.docker_host is None or wanted.docker_host.startswith("unix://")
    asked = wanted.kind is RuntimeChoice.DOCKER
    runtime = DockerRuntime(
        engine,
        paths,
        wanted.base_image,
        sockets=(sys.platform == "linux" and local) if shared is None else shared,
        chosen_because="The settings ask for it." if asked else "A container engine answers.",
        build_network=wanted.build_network,
        time_zone=wanted.zone,
    )
    try:
        if must_build:
            # What runs already needs no base image; a build that does need it says so itself.
            await runtime.ensure_base()
        await runtime.sweep()
        await asyncio.to_thread(guard_all, paths.run)
    except BaseException:
        await runtime.close()
        raise
    return runtime
