"""From an approved specification to a live address, and what a creation leaves in its history."""

import os
import shutil
import subprocess
from contextlib import suppress
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from google.protobuf.message import Message
from temporalio.api.common.v1 import Payload
from temporalio.client import Client

from activities.containers.profile import USER
from benchmarks.deployments import runtimes
from benchmarks.figures import Figure, Sample, against, at_most
from benchmarks.http import first_answer
from benchmarks.processes import Stack, now, work_folder
from benchmarks.world import REQUEST, touched
from models.jobs import EventKind
from settings import RuntimeChoice, TemporalSettings
from storage.sources import SourceStore
from temporal.client import connect
from workflows.ids import workflow_id

MOST_EVENTS, MOST_BYTES = 150, 65_536


async def history(_quick: bool) -> list[Figure]:
    """Count the events and bytes of a creation's history."""
    with work_folder() as folder:
        stack = Stack(folder / "data", {"ORCHESTRATOR_RUNTIME__KIND": "process"})
        async with stack.running():
            application, _, _ = await stack.create(REQUEST)
            client = await connect(TemporalSettings(address=stack.temporal_address))
            events, size, largest = await _counted(client, workflow_id(application))
    return [
        at_most("P9", "events of a creation", "events", Sample.of(events), MOST_EVENTS - 1),
        at_most("P9", "history of a creation", "bytes", Sample.of(size), 150 * 1024),
        at_most("P9", "its largest payload", "bytes", Sample.of(largest), MOST_BYTES),
    ]


async def _counted(client: Client, workflow: str) -> tuple[int, int, int]:
    found = await client.get_workflow_handle(workflow).fetch_history()
    sizes = [event.ByteSize() for event in found.events]
    largest = max(size for event in found.events for size in _payloads(event))
    return len(sizes), sum(sizes), largest


def _payloads(message: Message) -> list[int]:
    """Return the sizes of all payloads in a message."""
    if isinstance(message, Payload):
        return [message.ByteSize()]
    sizes = []
    for kind, value in message.ListFields():
        if kind.message_type is None:
            continue
        for part in _messages(value):
            sizes += _payloads(part)
    return sizes


def _messages(value: Any) -> list[Message]:
    if isinstance(value, Message):
        return [value]
    values = value.values() if hasattr(value, "values") else value
    return [part for part in values if isinstance(part, Message)]


async def approved_to_live(quick: bool) -> list[Figure]:
    """Create applications, each with a build of the same sources by hand after it."""
    if RuntimeChoice.DOCKER not in runtimes():
        return []
    ours, bare = [], []
    stages: dict[str, list[float]] = {}
    with work_folder() as folder:
        stack = Stack(
            folder / "data",
            {
                "ORCHESTRATOR_RUNTIME__KIND": "docker",
                "ORCHESTRATOR_DEPLOY__WATCH_SECONDS": "0.5",
            },
        )
        async with stack.running():
            for number in range((2 if quick else 5) + 1):
                words = REQUEST.replace("A reading list", f"A reading list {number}")
                application, job, _ = await stack.create(words)
                times = await _milestones(stack, job)
                by_hand = await _by_hand(stack, application, folder / f"tree-{number}")
                await _remove(stack, application)
                if number == 0:
                    continue
                bare.append(by_hand)
                ours.append(times["live"] - times["approved"])
                for one, other in pairwise(_STAGES):
                    stages.setdefault(f"{one} to {other}", []).append(times[other] - times[one])
    where = ", ".join(f"{name} {Sample(tuple(v)).median:.2f}" for name, v in stages.items())
    what = "approved to live / docker build, run, healthy"
    return [
        against("creation", what, "s", Sample(tuple(ours)), Sample(tuple(bare)), 1.5, f"{where} s")
    ]


_STAGES = ("approved", "built", "packaged", "checked", "started", "live")


async def _milestones(stack: Stack, job: str) -> dict[str, float]:
    times: dict[str, float] = {}
    async with stack.client() as client:
        async for event in client.events(job):
            if event.kind is EventKind.MILESTONE:
                at: datetime = event.at
                times[str(event.data.get("milestone"))] = at.timestamp()
    return times


async def _by_hand(stack: Stack, application: str, tree: Path) -> float:
    """Build and run the application's sources, changed a little, as one would by hand."""
    await SourceStore(stack.settings.paths.sources).checkout(application, tree)
    touched(tree, tree.name)
    name = f"bench-{os.getpid()}-{tree.name}"
    sockets = tree.with_suffix(".run")
    sockets.mkdir()
    with suppress(PermissionError):
        os.chown(sockets, USER, USER)
    base = f"BASE_IMAGE={stack.settings.runtime.base_image}"
    build = ["docker", "build", "-q", "-t", name, "--build-arg", base, str(tree)]
    mounts = ["-v", f"{sockets}:/run/app", "-v", "/data", "--tmpfs", "/tmp"]
    places = ["-e", "SOCKET=/run/app/app.sock", "--network", "none"]
    began = now()
    try:
        subprocess.run(build, check=True, capture_output=True)
        run = ["docker", "run", "-d", "--name", name, *mounts, *places, name]
        subprocess.run(run, check=True, capture_output=True)
        await first_answer(socket=str(sockets / "app.sock"))
        return now() - began
    finally:
        subprocess.run(["docker", "rm", "-fv", name], check=False, capture_output=True)
        subprocess.run(["docker", "rmi", name], check=False, capture_output=True)
        shutil.rmtree(tree, ignore_errors=True)


async def _remove(stack: Stack, application: str) -> None:
    async with stack.client() as client:
        deletion = await client.delete(application)
        await client.wait(deletion.job_id)
