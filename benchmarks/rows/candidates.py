"""P16: from a packaged version to its first answer, beside the same artefact started by hand."""

import json
import os
import subprocess
from contextlib import suppress
from pathlib import Path

from activities.containers.docker_runtime import DockerRuntime
from activities.containers.profile import USER
from benchmarks.deployments import Host, host, runtimes
from benchmarks.figures import Figure, Sample
from benchmarks.http import first_answer
from benchmarks.processes import child, now, work_folder
from benchmarks.world import built, new_job, owner_of
from models.jobs import JobContext
from settings import RuntimeChoice


async def first_request(quick: bool) -> list[Figure]:
    """Start candidates with the activity, and bare ones in turns."""
    return [await _measured(kind, 4 if quick else 12) for kind in runtimes()]


async def _measured(kind: RuntimeChoice, times: int) -> Figure:
    ours, bare = [], []
    with work_folder() as folder:
        async with host(folder, kind) as place:
            job = new_job()
            tree = await built(job, folder / "tree")
            image = (await place.runtime.package(tree, owner_of(job, 1))).image
            try:
                for number in range(times + 1):
                    one = await _ours(place, job, number + 1, image)
                    other = await _bare(place, folder, image, number)
                    if number:
                        ours.append(one)
                        bare.append(other)
            finally:
                await place.clear(job)
    return _figure(kind, Sample(tuple(ours)), Sample(tuple(bare)))


def _figure(kind: str, ours: Sample, bare: Sample) -> Figure:
    most = bare.median * 1.1 + 0.05
    what = f"artefact to first answer, {kind}"
    ratio = ours.median / bare.median
    goal = f"<= boot x 1.1 + 50 ms = {most:.2f} s"
    return Figure("P16", what, "s", ours, bare, ratio, goal, ours.median <= most)


async def _ours(place: Host, job: JobContext, version: int, image: str) -> float:
    began = now()
    deployment = await place.candidate(job, version, image)
    taken = now() - began
    await place.runtime.stop(deployment.instance, 5)
    return taken


async def _bare(place: Host, folder: Path, image: str, number: int) -> float:
    sockets = folder / f"bare-{number}"
    sockets.mkdir()
    if isinstance(place.runtime, DockerRuntime):
        return await _bare_container(image, sockets)
    return await _bare_process(Path(image), sockets)


async def _bare_container(image: str, sockets: Path) -> float:
    with suppress(PermissionError):
        os.chown(sockets, USER, USER)
    name = f"bench-{os.getpid()}-{sockets.name}"
    mounts = ["-v", f"{sockets}:/run/app", "-v", "/data", "--tmpfs", "/tmp"]
    places = ["-e", "SOCKET=/run/app/app.sock", "-e", "DATA_DIR=/data", "--network", "none"]
    began = now()
    run = ["docker", "run", "-d", "--name", name, *mounts, *places, image]
    subprocess.run(run, check=True, capture_output=True)
    try:
        await first_answer(socket=str(sockets / "app.sock"))
        return now() - began
    finally:
        subprocess.run(["docker", "rm", "-fv", name], check=False, capture_output=True)


async def _bare_process(artefact: Path, sockets: Path) -> float:
    """Run the program of the artefact with its own interpreter, unconfined."""
    path = str(sockets / "app.sock")
    environment = {"SOCKET": path, "DATA_DIR": str(sockets), "PYTHONDONTWRITEBYTECODE": "1"}
    environment["PYTHONPATH"] = str(artefact / "tree")
    made = json.loads((artefact / "artefact.json").read_text())
    python = str(Path(made["environment"]) / "bin" / "python")
    began = now()
    with child([python, "-m", "app"], sockets / "log", environment):
        await first_answer(socket=path)
        return now() - began
