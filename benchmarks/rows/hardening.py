"""S5: the CIS lines that a deployed container keeps, beside a bare one of the same image."""

import os
import subprocess

from benchmarks.cis.container import Seen, look
from benchmarks.cis.lines import LINES, broken
from benchmarks.deployments import host, runtimes
from benchmarks.figures import Figure, Sample
from benchmarks.processes import work_folder
from benchmarks.world import built, new_job, owner_of
from settings import RuntimeChoice

_BOUNDS = ("--memory", "1g", "--pids-limit", "600")
"""So that the probe's tries harm nobody; what they stop counts for the bare container."""


async def kept(_quick: bool) -> list[Figure]:
    """Deploy a real application, and hold each line against it."""
    if RuntimeChoice.DOCKER not in runtimes():
        return []
    seen, others = await deployed(bare=True)
    return [_figure(broken(seen), others)]


def _figure(ours: list[str], bare: int) -> Figure:
    total = len(LINES)
    what, goal = f"CIS lines kept of {total}", f"{total} of {total}"
    notes = tuple(f"not kept: {name}" for name in ours)
    good, floor = Sample.of(total - len(ours)), Sample.of(bare)
    return Figure("S5", what, "lines", good, floor, None, goal, not ours, notes)


async def deployed(*, bare: bool = False) -> tuple[Seen, int]:
    """Return what is seen of a deployed application, and how many lines a bare container keeps."""
    with work_folder() as folder:
        async with host(folder, RuntimeChoice.DOCKER) as place:
            job = new_job()
            tree = await built(job, folder / "tree")
            image = (await place.runtime.package(tree, owner_of(job, 1))).image
            try:
                ours = look((await place.candidate(job, 1, image)).instance)
                return ours, _kept_by_bare(image) if bare else 0
            finally:
                await place.clear(job)


def _kept_by_bare(image: str) -> int:
    name = f"bench-{os.getpid()}-bare"
    run = ["docker", "run", "-d", *_BOUNDS, "-u", "0", "--name", name, image]
    try:
        subprocess.run(run, check=True, capture_output=True)
        return len(LINES) - len(broken(look(name)))
    finally:
        subprocess.run(["docker", "rm", "-fv", name], check=False, capture_output=True)
