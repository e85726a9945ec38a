"""Stops applications together with the stack that runs them; the next start brings them back."""

import asyncio
from contextlib import AsyncExitStack

import structlog

from activities.containers.docker_runtime import DockerRuntime
from activities.containers.engine import DockerEngine
from activities.containers.port import Runtime
from activities.containers.process_runtime import ProcessRuntime
from activities.serving.desired import all_applications
from models.applications import RuntimeName
from models.errors import OrchestrationError
from settings import Settings
from storage.metadata import MetadataStore

LONGEST_STOP_SECONDS = 30.0


async def stop_applications(settings: Settings) -> int:
    """Stop every application that no job works on, and return how many were stopped.

    What a job works on is left alone: the job goes on with it after the next start. Call this
    only while no worker runs, which would start the applications again. Problems are logged: they
    must not keep the rest of the stack from stopping.
    """
    log = structlog.get_logger("stack")
    try:
        async with asyncio.timeout(LONGEST_STOP_SECONDS), AsyncExitStack() as cleanup:
            store = await MetadataStore.open(settings.metadata_url)
            cleanup.push_async_callback(store.close)
            used, busy = await _what_runs(store)
            runtimes = [await open_runtime(name, settings, cleanup) for name in sorted(used)]
            return sum([await _stop_all(runtime, busy, settings) for runtime in runtimes])
    except (OrchestrationError, TimeoutError) as problem:
        await log.awarning("applications were not stopped", cause=repr(problem))
        return 0


async def _what_runs(store: MetadataStore) -> tuple[set[RuntimeName], set[str]]:
    """Return the runtimes that deployments are in, and the applications that jobs work on."""
    used: set[RuntimeName] = set()
    busy: set[str] = set()
    async for application in all_applications(store):
        if application.deployment is not None:
            used.add(application.deployment.runtime)
        if application.running_job_id is not None:
            busy.add(application.id)
    return used, busy


async def open_runtime(name: RuntimeName, settings: Settings, cleanup: AsyncExitStack) -> Runtime:
    """Open a runtime for what is there: unlike for running, nothing is pulled or swept for it."""
    if name is RuntimeName.PROCESS:
        return ProcessRuntime(settings.paths)
    engine = await DockerEngine.connect(settings.runtime.docker_host)
    cleanup.push_async_callback(engine.close)
    return DockerRuntime(engine, settings.paths, settings.runtime.base_image)


async def _stop_all(runtime: Runtime, busy: set[str], settings: Settings) -> int:
    idle = [i.name for i in await runtime.instances() if i.owner.application_id not in busy]
    grace = settings.deploy.drain_seconds
    await asyncio.gather(*(runtime.stop(name, grace) for name in idle))
    return len(idle)
