"""P6, P7 and P8: from a change of a job to everybody who watches it."""

import asyncio
import json
import re
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import psutil
import websockets
from temporalio.client import WorkflowHandle

from benchmarks.figures import Figure, Sample
from benchmarks.http import Connection, first_answer
from benchmarks.processes import child, free_ports, now, temporal_server, work_folder
from models.jobs import EventDraft, EventKind, JobPhase
from settings import Settings
from storage.metadata import MetadataStore
from temporal.client import connect
from terminal.connection import local_token
from workflows.ids import SignalName, workflow_id
from workflows.messages import AnswerSignal

_APPLICATIONS = "/api/v1/applications"
_MESSAGE = "The application is written, checked and packaged; it starts beside what is live."


@dataclass
class Watched:
    """An API process, and a job that nobody works on: its events are published here."""

    port: int
    token: str
    store: MetadataStore
    job: str
    handle: WorkflowHandle[object, object]
    process: int
    metrics_port: int

    async def publish(self, events: int) -> None:
        """Publish events of the job, as its workflow does."""
        drafts = [_draft(uuid.uuid4().hex) for _ in range(events)]
        await self.store.publish(self.job, None, drafts)

    @property
    def address(self) -> str:
        return f"ws://127.0.0.1:{self.port}/api/v1/ws"

    def memory(self) -> int:
        return int(psutil.Process(self.process).memory_info().rss)


def _draft(key: str) -> EventDraft:
    return EventDraft(
        key=key, kind=EventKind.LOG, phase=JobPhase.BUILDING, percentage=30, message=_MESSAGE
    )


async def to_viewers(quick: bool) -> list[Figure]:
    """Publish changes while somebody, and while a thousand, watch."""
    viewers, frames, changes = (200, 20, 40) if quick else (1000, 40, 200)
    async with _watched() as watched:
        ours, floor = await _one_viewer(watched, changes)
        fan_out = await _many_viewers(watched, viewers, frames)
    return [_p6(ours, floor), *fan_out]


@asynccontextmanager
async def _watched() -> AsyncIterator[Watched]:
    with work_folder() as folder:
        port, metrics = free_ports(2)
        settings = Settings(data_dir=folder / "data")
        settings.data_dir.mkdir()
        async with temporal_server(folder, "--metrics-port", str(metrics)) as address:
            environment = {
                "ORCHESTRATOR_API__PORT": str(port),
                "ORCHESTRATOR_TEMPORAL__ADDRESS": address,
                "ORCHESTRATOR_API__REQUESTS_PER_MINUTE": "1000000",
            }
            command = [sys.executable, "-m", "cli", "api", "--data-dir", str(settings.data_dir)]
            with child(command, folder / "api.log", environment) as process:
                await first_answer("/healthz", port=port)
                token = local_token(settings)
                application, job = await _accepted(port, token)
                store = await MetadataStore.open(settings.metadata_url)
                client = await connect(settings.temporal.model_copy(update={"address": address}))
                handle = client.get_workflow_handle(workflow_id(application))
                yield Watched(port, token, store, job, handle, process.pid, metrics)
                await store.close()


async def _accepted(port: int, token: str) -> tuple[str, str]:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    body = json.dumps({"request": "Something for our chores"}).encode()
    api = Connection(port=port)
    async with asyncio.timeout(30):
        # The API answers before it has found Temporal.
        while (answer := await api.ask("POST", _APPLICATIONS, headers, body)).status != 202:
            await asyncio.sleep(0.2)
    told = answer.json()
    return told["application_id"], told["job_id"]


async def _one_viewer(watched: Watched, changes: int) -> tuple[Sample, Sample]:
    """Return milliseconds from a change to its frame, and from a signal to a long-poll's notice."""
    ours, floor = [], []
    async with websockets.connect(watched.address, compression=None) as socket:
        await socket.send(json.dumps({"type": "authenticate", "token": watched.token}))
        topic = f"job:{watched.job}"
        await socket.send(json.dumps({"type": "subscribe", "topic": topic, "after": 0}))
        while json.loads(await socket.recv())["type"] != "subscribed":
            pass
        notices = _notices(watched.handle)
        await anext(notices)
        for _ in range(changes):
            began = now()
            await watched.publish(1)
            while json.loads(await socket.recv())["type"] != "event":
                pass
            ours.append((now() - began) * 1000)
            began = now()
            await watched.handle.signal(SignalName.ANSWER, AnswerSignal(answers={}))
            floor.append((await anext(notices) - began) * 1000)
            await asyncio.sleep(0.013)  # no multiple of the poll's interval
    return Sample(tuple(ours)), Sample(tuple(floor))


async def _notices(handle: WorkflowHandle[object, object]) -> AsyncIterator[float]:
    """Say when a history long-poll brings each new event."""
    events = handle.fetch_history_events(wait_new_event=True)
    async for event in events:
        if event.HasField("workflow_execution_signaled_event_attributes") or event.event_id == 1:
            yield now()


def _p6(ours: Sample, floor: Sample) -> Figure:
    slowest, bare = ours.at(99), floor.at(99)
    ratio = slowest.median / bare.median
    reached = ratio <= 1.5 and slowest.median <= 40
    note = f"p50 {ours.median:.1f} ms / {floor.median:.1f} ms"
    what = "change to frame / to long-poll notice, p99"
    return Figure("P6", what, "ms", slowest, bare, ratio, "<= 1.5 x, <= 40 ms", reached, (note,))


async def _many_viewers(watched: Watched, viewers: int, frames: int) -> list[Figure]:
    latest = (await watched.store.latest_sequences([watched.job]))[watched.job]
    before, asked = watched.memory(), await _queries(watched)
    arguments = [
        watched.address,
        str(viewers),
        str(frames),
        watched.token,
        watched.job,
        str(latest),
    ]
    async with _viewers(arguments) as counted:
        await asyncio.sleep(1)
        each = (watched.memory() - before) / viewers / 1024
        began = time.perf_counter()
        await watched.publish(frames)
        told = await counted()
        spent = time.perf_counter() - began
    queries = (await _queries(watched)) - asked
    bare = await _bare(viewers, frames)
    rate, floor = Sample.of(viewers * frames / spent), Sample.of(bare)
    ratio = rate.median / floor.median
    kept = Figure(
        "P8", "memory of a viewer", "KB", Sample.of(each), None, None, "<= 40 KB", each <= 40
    )
    return [
        Figure(
            "P7",
            f"queries, {viewers} viewers, {frames} changes",
            "queries",
            Sample.of(queries),
            None,
            None,
            "<= 1 each",
            queries <= frames,
        ),
        Figure(
            "P8",
            f"frames to {viewers} viewers / bare broadcast",
            "1/s",
            rate,
            floor,
            ratio,
            ">= 0.9 x",
            ratio >= 0.9 and not told["gaps"],
            (f"{told['gaps']:.0f} gaps",),
        ),
        kept,
    ]


Counted = Callable[[], Awaitable[dict[str, float]]]
"""Waits until all viewers have seen everything, and says how that went."""


@asynccontextmanager
async def _viewers(arguments: list[str]) -> AsyncIterator[Counted]:
    command = [sys.executable, "-m", "benchmarks.viewers", *arguments]
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
    output = process.stdout
    if output is None or (await output.readline()).strip() != b"ready":
        raise RuntimeError("the viewers did not connect")

    async def counted() -> dict[str, float]:
        found: dict[str, float] = json.loads(await output.readline())
        return found

    try:
        yield counted
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _bare(viewers: int, frames: int) -> float:
    """Return the frames per second of a broadcast with nothing else."""
    (port,) = free_ports(1)
    text = json.dumps({"sequence": 0, "text": "x" * 380}, separators=(",", ":"))
    command = [sys.executable, "-m", "benchmarks.broadcast", str(port), str(frames), text]
    with work_folder() as folder, child(command, folder / "bare.log"):
        await asyncio.sleep(1.5)
        async with _viewers([f"ws://127.0.0.1:{port}/", str(viewers), str(frames)]) as counted:
            began = time.perf_counter()
            await Connection(port=port).ask("GET", "/")
            await counted()
            return viewers * frames / (time.perf_counter() - began)


async def _queries(watched: Watched) -> int:
    """Return how many workflow queries the Temporal server has been sent."""
    answer = await Connection(port=watched.metrics_port).ask("GET", "/metrics")
    counted = re.findall(
        r'^service_requests\{.*operation="QueryWorkflow".*service_name="frontend".*\} (\d+)',
        answer.body.decode(),
        re.MULTILINE,
    )
    return sum(map(int, counted))
