"""P20: a rebuild beside a build from nothing, and what images add to the bare runtime."""

import json
import os
import subprocess
import uuid
from dataclasses import dataclass
from pathlib import Path

from activities.containers.images import CHECKS_FILES, CHECKS_REPOSITORY
from activities.containers.trees import part_digest, read_tree
from benchmarks.deployments import Host, host, runtimes
from benchmarks.figures import Figure, Sample, against, at_most
from benchmarks.processes import now, work_folder
from benchmarks.world import built, new_job, owner_of, touched
from models.jobs import JobContext
from settings import RuntimeChoice

_OWN_LAYERS = 2
"""The sources, and what was compiled of them: all below is shared by whoever has the same lock."""
_BARE = """\
ARG BASE_IMAGE
FROM ${BASE_IMAGE}
COPY requirements.txt /tmp/requirements.txt
RUN python3 -m venv /opt/venv \\
 && /opt/venv/bin/pip install --quiet --no-cache-dir --require-hashes -r /tmp/requirements.txt
"""


@dataclass(frozen=True)
class _Image:
    layers: frozenset[str]
    size: float
    """In megabytes."""


async def rebuilt(quick: bool) -> list[Figure]:
    """Package with a lock that no layer knows, then again with changed sources."""
    if RuntimeChoice.DOCKER not in runtimes():
        return []
    cold: list[float] = []
    warm: list[float] = []
    with work_folder() as folder:
        async with host(folder, RuntimeChoice.DOCKER) as place:
            job = new_job()
            tree = await built(job, folder / "tree")
            try:
                for _ in range(1 if quick else 3):
                    cold.append(await _cold(place, job, tree))
                    first, *images = await _versions(place, job, tree, warm)
                added = max(len(image.layers - first.layers) for image in images)
                sizes = first.size, _bare_size(place, tree), _base_size(place)
            finally:
                await place.clear(job)
    return _figures(Sample(tuple(warm)), Sample(tuple(cold)), added, sizes)


def _figures(
    warm: Sample, cold: Sample, added: int, sizes: tuple[float, float, float]
) -> list[Figure]:
    ours, bare, base = (Sample.of(size) for size in sizes)
    note = f"the base image alone has {base.text} MB: {ours.median / base.median:.2f} x"
    return [
        against("P20", "warm rebuild / cold build", "s", warm, cold, 0.1),
        against("P20", "image / base with the locked packages", "MB", ours, bare, 1.15, note),
        at_most("P20", "layers of one version alone", "layers", Sample.of(added), _OWN_LAYERS),
    ]


async def _cold(place: Host, job: JobContext, tree: Path) -> float:
    """Package with a lock of which no layer is there, and forget what only that lock needs."""
    for name in ("requirements.txt", "requirements-test.txt"):
        path = tree / name
        path.write_text(f"{path.read_text()}# {uuid.uuid4()}\n")
    base = _docker("image", "inspect", "--format", "{{.Id}}", place.settings.runtime.base_image)
    began = now()
    await place.runtime.package(tree, owner_of(job, 1))
    taken = now() - began
    _docker(
        "rmi", f"{CHECKS_REPOSITORY}:{part_digest(read_tree(tree), CHECKS_FILES, salt=base)[:24]}"
    )
    return taken


async def _versions(place: Host, job: JobContext, tree: Path, warm: list[float]) -> list[_Image]:
    """Return images of several versions, and note what each took."""
    images = []
    for version in range(2, 5):
        touched(tree, uuid.uuid4().hex)
        began = now()
        image = (await place.runtime.package(tree, owner_of(job, version))).image
        warm.append(now() - began)
        found = _docker("inspect", "--format", "{{json .RootFS.Layers}}", image)
        images.append(_Image(frozenset(json.loads(found)), _size(image)))
    return images


def _size(image: str) -> float:
    return round(int(_docker("image", "inspect", "--format", "{{.Size}}", image)) / 1e6, 1)


def _base_size(place: Host) -> float:
    return _size(place.settings.runtime.base_image)


def _bare_size(place: Host, tree: Path) -> float:
    """Return the size of the base image with the same packages, installed the usual way."""
    name, bare = f"bench-{os.getpid()}-bare", tree.with_name("bare")
    bare.mkdir()
    (bare / "Dockerfile").write_text(_BARE)
    (bare / "requirements.txt").write_text((tree / "requirements.txt").read_text())
    base = f"BASE_IMAGE={place.settings.runtime.base_image}"
    _docker("build", "-q", "-t", name, "--build-arg", base, str(bare))
    try:
        return _size(name)
    finally:
        _docker("rmi", name)


def _docker(*arguments: str) -> str:
    environment = os.environ | {"DOCKER_BUILDKIT": "0"}
    done = subprocess.run(
        ["docker", *arguments], check=True, capture_output=True, text=True, env=environment
    )
    return done.stdout.strip()
