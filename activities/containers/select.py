"""Choosing where applications run."""

import sys

from activities.containers.docker_runtime import DockerRuntime
from activities.containers.engine import DockerEngine
from activities.containers.process_runtime import ProcessRuntime
from models.errors import Unavailable
from settings import Paths, RuntimeChoice, Settings


async def choose_runtime(settings: Settings, paths: Paths) -> DockerRuntime | ProcessRuntime:
    """Return the runtime that the settings ask for; ``chosen_because`` says why in a sentence.

    ``auto`` takes Docker when an engine answers and the base image can be had, else processes.

    Raises:
        Unavailable: Docker was asked for by name and can't be used.
    """
    wanted = settings.runtime
    sockets = wanted.socket_transport is not False
    if wanted.kind is RuntimeChoice.PROCESS:
        return ProcessRuntime(paths, sockets=sockets, chosen_because="The settings ask for it.")
    try:
        return await _docker(settings, paths)
    except Unavailable as problem:
        if wanted.kind is RuntimeChoice.DOCKER:
            raise
        reason = f"{problem.message} Applications run as processes instead."
        return ProcessRuntime(paths, sockets=sockets, chosen_because=reason)


async def _docker(settings: Settings, paths: Paths) -> DockerRuntime:
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
    )
    try:
        await runtime.ensure_base()
        await runtime.sweep()
    except BaseException:
        await runtime.close()
        raise
    return runtime
