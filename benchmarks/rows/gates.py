"""Gates: each alone, all together, and on trees of which little or nothing changed."""

import asyncio
from pathlib import Path

from activities.quality.activities import QualityActivities
from activities.quality.analysers import AnalyserEnvironment
from activities.quality.messages import GateInput
from benchmarks.deployments import Host, host, runtimes
from benchmarks.figures import Figure, Sample, against, at_most
from benchmarks.processes import now, work_folder
from benchmarks.world import QuietJournal, built, differed, new_job, renewed, touched
from models.jobs import JobContext
from settings import RuntimeChoice
from storage.sources import SourceStore

_GATES = ("lint", "security", "tests")


async def stage(quick: bool) -> list[Figure]:
    """Check trees of which no cache knows a file, with all tools installed already."""
    return [each for kind in runtimes() for each in await _measured(kind, 3 if quick else 6)]


async def _measured(kind: RuntimeChoice, times: int) -> list[Figure]:
    alone: dict[str, list[float]] = {name: [] for name in _GATES}
    together, nearly, again, other = [], [], [], []
    with work_folder() as folder:
        async with host(folder, kind) as place:
            bench = _Bench(place, folder, new_job())
            await bench.prepare()
            for number in range(times + 1):
                found = {name: await bench.alone(name, f"{number}-{name}") for name in _GATES}
                both, repeated = await bench.together(f"{number}-all")
                touched(bench.tree, f"{number}-one")
                similar, _ = await bench.together()
                differed(bench.tree, f"{number}-other")
                another, _ = await bench.together()
                if number == 0:  # the first one installs tools and fills caches of the disk
                    continue
                for name, seconds in found.items():
                    alone[name].append(seconds)
                together.append(both)
                nearly.append(similar)
                again.append(repeated)
                other.append(another)
    samples = {name: Sample(tuple(values)) for name, values in alone.items()}
    slowest = max(samples.values(), key=lambda sample: sample.median)
    stage_of = Sample(tuple(together))
    return [
        *(Figure("gates", f"{name}, {kind}", "s", sample) for name, sample in samples.items()),
        against("gates", f"stage / slowest gate, {kind}", "s", stage_of, slowest, 1.15),
        at_most("gates", f"stage, {kind}", "s", _typical(together), 2.0),
        Figure("gates", f"stage, one file in common changed, {kind}", "s", Sample(tuple(nearly))),
        at_most("gates", f"stage, another application, {kind}", "s", _typical(other), 2.0),
        against(
            "gates", f"unchanged tree / stage, {kind}", "s", Sample(tuple(again)), stage_of, 0.02
        ),
    ]


def _typical(seconds: list[float]) -> Sample:
    """Return the middle alone: others on the machine count for the rest."""
    return Sample.of(Sample(tuple(seconds)).median)


class _Bench:
    def __init__(self, place: Host, folder: Path, job: JobContext) -> None:
        self._job = job
        self._folder = folder
        self.tree = folder / "tree"
        self._sources = SourceStore(place.settings.paths.sources)
        paths = place.settings.paths
        self._gates = QualityActivities(
            self._sources,
            AnalyserEnvironment(paths.tools),
            place.runtime,
            QuietJournal(),
            paths.workspaces,
            paths.root / "cache",
        )

    async def prepare(self) -> None:
        await built(self._job, self.tree)

    async def _commit(self, mark: str | None) -> GateInput:
        if mark:
            renewed(self.tree, mark)
        commit = await self._sources.commit(
            self._job.application_id,
            self.tree,
            message=mark or "one file changed",
            version=1,
            job_id=self._job.job_id,
        )
        return GateInput(job=self._job, version=1, commit=commit)

    async def alone(self, name: str, mark: str) -> float:
        request = await self._commit(mark)
        began = now()
        output = await getattr(self._gates, name)(request)
        taken = now() - began
        failed = [result.summary for result in output.results if not result.passed]
        if failed:
            raise RuntimeError(f"the {name} gate failed: {failed}")
        return taken

    async def together(self, mark: str | None = None) -> tuple[float, float]:
        """Return the time of all gates at once, and of the same again; a mark renews the tree."""
        request = await self._commit(mark)
        times = []
        for _ in range(2):
            began = now()
            await asyncio.gather(*(getattr(self._gates, name)(request) for name in _GATES))
            times.append(now() - began)
        return times[0], times[1]
