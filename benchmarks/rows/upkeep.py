"""What looking after a hundred applications costs while nobody uses them."""

import asyncio
import json
from pathlib import Path

from activities.containers.port import Owner
from activities.containers.process_runtime import ProcessRuntime
from activities.serving.switch import switch_to
from benchmarks.figures import Figure, Sample, at_most
from benchmarks.machine import cpu_seconds
from benchmarks.processes import Stack, now, work_folder
from models.applications import Application, ApplicationStatus, Deployment
from models.base import new_id, utc_now
from models.specification import ResourceLimits
from settings import Paths
from storage.metadata import MetadataStore

APPLICATIONS = 100
SETTLED_SECONDS = 25.0
"""After this long the stack has started, and done what it owes once."""
_SETTINGS = {"ORCHESTRATOR_RUNTIME__KIND": "process"}
_HOST = "local"
_LIMITS = ResourceLimits(memory_mb=128, pids=16, disk_mb=64)
_SERVER = """\
import os, socketserver
class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        while self.rfile.readline().strip():
            pass
        self.wfile.write(b"HTTP/1.1 204 No Content\\r\\nConnection: close\\r\\n\\r\\n")
server = socketserver.UnixStreamServer(os.environ["SOCKET"], Handler)
os.chmod(os.environ["SOCKET"], 0o666)
server.serve_forever(3600)
"""


async def idle(quick: bool) -> list[Figure]:
    """Start a stack with a hundred small applications as processes, and leave it alone."""
    seconds = 20.0 if quick else 60.0
    with work_folder() as folder:
        stack = Stack(folder / "data", _SETTINGS)
        stack.settings.data_dir.mkdir(mode=0o711)
        async with stack.running():
            await asyncio.sleep(SETTLED_SECONDS)
            alone = await _share(stack, seconds)
        await _populate(stack, folder / "tree")
        async with stack.running():
            await asyncio.sleep(SETTLED_SECONDS)
            await _until_well(stack)
            share = await _share(stack, seconds)
            looks = _looks(stack)
    what = f"with {APPLICATIONS} applications"
    return [
        at_most("upkeep", f"a look at a host {what}", "s", Sample(tuple(looks)), 1.0),
        Figure(
            "upkeep",
            f"the idle orchestrator {what}: Temporal, worker, API, proxy",
            "% of a core",
            Sample.of(share),
            floor=Sample.of(alone),
            goal="<= 3 % of a core",
            reached=share <= 3.0,
            notes=(f"over {seconds:g} s; the floor is the same stack without applications",),
        ),
    ]


async def _share(stack: Stack, seconds: float) -> float:
    """Return how much of a core the orchestrator's own processes use, in percent."""
    state = stack.state
    pids = [state.supervisor.pid, *(mark.pid for mark in state.services.values())]
    before, began = cpu_seconds(pids), now()
    await asyncio.sleep(seconds)
    return 100 * (cpu_seconds(pids) - before) / (now() - began)


async def _until_well(stack: Stack) -> None:
    """Wait until upkeep has put everything right that it has found after the start."""
    store = await MetadataStore.open(stack.settings.metadata_url)
    try:
        async with asyncio.timeout(120):
            while any(found.present for found in await store.alerts.open_on(_HOST)):
                await asyncio.sleep(1)
    finally:
        await store.close()


def _looks(stack: Stack) -> list[float]:
    """Return how long the worker's last looks took, by its own log."""
    log = stack.settings.paths.logs / "stack" / "worker.log"
    lines = [json.loads(line) for line in log.read_text().splitlines() if "health.look" in line]
    return [line["seconds"] for line in lines if line["event"] == "activity done"][-5:]


async def _populate(stack: Stack, tree: Path) -> None:
    (tree / "app").mkdir(parents=True)
    (tree / "app" / "__init__.py").touch()
    (tree / "app" / "__main__.py").write_text(_SERVER)
    (tree / "requirements.txt").touch()
    store = await MetadataStore.open(stack.settings.metadata_url)
    try:
        for number in range(APPLICATIONS):
            await _add(store, stack.settings.paths, tree, number)
    finally:
        await store.close()


async def _add(store: MetadataStore, paths: Paths, tree: Path, number: int) -> None:
    """Record an application as a job leaves it; the stack starts it by itself."""
    runtime = ProcessRuntime(paths)
    application_id, moment = new_id(), utc_now()
    owner = Owner(application_id=application_id, version=1, job_id=new_id())
    image = (await runtime.package(tree, owner)).image
    state = await runtime.start(image, owner, _LIMITS)
    await store.add_application(
        Application(
            id=application_id,
            owner="bench",
            title=f"Idle {number}",
            status=ApplicationStatus.RUNNING,
            deployment=Deployment(
                version=1,
                runtime=runtime.name,
                host=_HOST,
                instance=state.name,
                image=image,
                endpoint=state.endpoint,
                limits=_LIMITS,
                deployed_at=moment,
            ),
            created_at=moment,
            updated_at=moment,
        )
    )
    await store.reserve_slug(application_id, f"idle-{number}")
    switch_to(paths.application_run(application_id), Path(state.endpoint.socket or ""))
