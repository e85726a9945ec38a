"""P17, R8 and R9: back to an earlier version, and what visitors notice while versions change."""

import asyncio
import itertools
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from typing import Any

from activities.deployment.messages import GoLiveInput, InstanceInput
from benchmarks.deployments import Host, host, runtimes
from benchmarks.figures import Figure, Sample, at_most
from benchmarks.http import Connection, first_answer
from benchmarks.load import BROKEN_HEADER
from benchmarks.processes import Stack, now, work_folder
from benchmarks.world import REQUEST, built, new_job, owner_of
from models.applications import Deployment
from models.errors import Unhealthy
from models.jobs import JobContext
from settings import RuntimeChoice

_SLUG = "bench"
_CHANGE = "Add a field called notes to each book"


async def rollback(quick: bool) -> list[Figure]:
    """Ask for an earlier version until visitors see it, back and forth."""
    return [await _rolled_back(kind, 4 if quick else 16) for kind in runtimes()]


async def _rolled_back(kind: str, times: int) -> Figure:
    taken = []
    with work_folder() as folder:
        settings = {"KIND": kind}
        environment = {f"ORCHESTRATOR_RUNTIME__{key}": value for key, value in settings.items()}
        environment["ORCHESTRATOR_DEPLOY__WATCH_SECONDS"] = "0.5"
        stack = Stack(folder / "data", environment)
        async with stack.running(), stack.client() as client:
            application, _, address = await stack.create(REQUEST)
            try:
                changed = await client.modify(application, _CHANGE, auto_approve=True)
                await client.wait(changed.job_id)
                versions = itertools.cycle((1, 2))
                for number, version in zip(range(times + 1), versions, strict=False):
                    began = now()
                    accepted = await client.roll_back(application, version)
                    await _until_version(stack, address, version)
                    if number:
                        taken.append(now() - began)
                    await client.wait(accepted.job_id)
            finally:
                removal = await client.delete(application)
                await client.wait(removal.job_id)
    return at_most(
        "P17", f"POST rollback to old version served, {kind}", "s", Sample(tuple(taken)), 1
    )


async def _until_version(stack: Stack, address: str, version: int) -> None:
    connection = Connection(port=stack.ports["proxy"])
    async with asyncio.timeout(60):
        while True:
            answer = await connection.ask("GET", "/healthz", {"Host": address})
            if answer.json()["version"] == version:
                connection.close()
                return
            await asyncio.sleep(0.02)


async def under_load(quick: bool) -> list[Figure]:
    """Switch versions, and try broken ones, while visitors read and write."""
    switches = 16 if quick else 40
    return [each for kind in runtimes() for each in await _switched(kind, switches)]


async def _switched(kind: RuntimeChoice, switches: int) -> list[Figure]:
    with work_folder() as folder:
        async with host(folder, kind) as place:
            job = new_job()
            try:
                images, broken = await _artefacts(place, job, folder)
                await asyncio.sleep(0.5)
                live = await _live(place, job, 1, images, None)
                port = place.settings.proxy.port
                address = f"{_SLUG}.localhost:{port}"
                await first_answer(port=port, host=address)
                with _visitors(port, address) as counts:
                    refused = await _play(place, job, images, broken, live, switches)
            finally:
                await place.clear(job)
    return _figures(kind, counts, switches, refused)


def _figures(kind: str, counts: dict[str, Any], switches: int, refused: int) -> list[Figure]:
    requests = counts["GET"] + counts["POST"]
    seen = {key: value for key, value in counts.items() if key.startswith("version")}
    notes = (
        f"{requests:,} requests ({counts['POST']:,} POST), {switches} switches, {refused} broken"
        f" versions refused, p99 {counts['p99_ms']:.0f} ms, {len(seen)} versions seen",
        *counts["problems"],
    )
    dropped, hits = counts.get("dropped", 0), counts.get("broken", 0)
    return [
        Figure(
            "R8",
            f"requests dropped, {kind}",
            "requests",
            Sample.of(dropped),
            None,
            None,
            "0",
            dropped == 0 and requests >= 10_000,
            notes,
        ),
        Figure(
            "R9",
            f"answers by broken versions, {kind}",
            "requests",
            Sample.of(hits),
            None,
            None,
            "0",
            hits == 0,
        ),
    ]


async def _play(
    place: Host, job: JobContext, images: list[str], broken: list[str], live: Deployment, times: int
) -> int:
    """Switch back and forth; every other time a broken version is tried first."""
    refused = 0
    for number in range(times):
        if number % 2:
            try:
                await place.candidate(job, 1000 + number, broken[(number // 2) % len(broken)], 1.5)
            except Unhealthy:
                refused += 1
        live = await _live(place, job, number + 2, images, live)
    return refused


async def _live(
    place: Host, job: JobContext, version: int, images: list[str], before: Deployment | None
) -> Deployment:
    candidate = await place.candidate(job, version, images[version % len(images)])
    request = GoLiveInput(job=job, slug=_SLUG, candidate=candidate)
    await place.deployment.go_live(request)
    if before is not None:
        await place.deployment.retire(InstanceInput(job=job, deployment=before))
    return candidate


async def _artefacts(place: Host, job: JobContext, folder: Path) -> tuple[list[str], list[str]]:
    """Package two good trees and those that must never be seen."""
    tree = await built(job, folder / "tree")
    good = [tree, _variant(tree, "other", "")]
    bad = [_variant(tree, name, code) for name, code in _BREAKS.items()]
    found = []
    for number, each in enumerate([*good, *bad], start=1):
        found.append((await place.runtime.package(each, owner_of(job, number))).image)
    return found[: len(good)], found[len(good) :]


_ANSWERING = """
from starlette.middleware.base import BaseHTTPMiddleware
from app import security

class Guard(security.Guard):
    async def __call__(self, scope, receive, send):
        async def marked(message):
            if message["type"] == "http.response.start":
                message["status"] = 500
                message["headers"] = [*message["headers"], (b"%s", b"1")]
            await send(message)
        await super().__call__(scope, receive, marked)
""".strip().replace("%s", BROKEN_HEADER)

_BREAKS = {
    "crashes": "raise SystemExit(3)",
    "hangs": "import time\ntime.sleep(600)",
    "fails": _ANSWERING,
}


def _variant(tree: Path, name: str, code: str) -> Path:
    """Return a copy of the tree with code in its main module, after the imports."""
    copy = tree.with_name(name)
    copytree(tree, copy)
    main = copy / "app" / "main.py"
    head, mark, rest = main.read_text().partition('log = logging.getLogger("app")\n')
    main.write_text(f"{head}{mark}\n# {name}\n{code}\n{rest}")
    return copy


@contextmanager
def _visitors(port: int, address: str) -> Iterator[dict[str, Any]]:
    """Run visitors in a process of their own; their counts are there after the block."""
    counts: dict[str, Any] = {}
    command = [sys.executable, "-m", "benchmarks.load", str(port), address, "8"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        yield counts
    finally:
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=60)
        counts.update(json.loads(output))
