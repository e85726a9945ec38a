"""The gates as activities: export the commit, look at it, tell what was found, clean up."""

import asyncio
import hashlib
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import structlog
from temporalio import activity

from activities.containers.memory import MemoryMeter
from activities.containers.port import Owner, Runtime
from activities.journal import Journal
from activities.quality.analysers import AnalyserEnvironment, Analysers
from activities.quality.commands import MEGABYTE
from activities.quality.gates import rules as rule_files
from activities.quality.gates.application_tests import Common, run_tests
from activities.quality.gates.cache import CleanFiles, GateCache, PassedParts
from activities.quality.gates.encodings import find_odd_encodings
from activities.quality.gates.lint import lint
from activities.quality.gates.results import counted, gate_result
from activities.quality.gates.rules import RuleSet
from activities.quality.gates.secrets import find_secrets
from activities.quality.gates.security import scan, scannable
from activities.quality.gates.tree import SourceFile, SourceTree
from activities.quality.messages import GateInput, GateOutput
from activities.quality.report import problems_in_words
from activities.quality.workspace import workspace
from models.errors import StorageError
from models.jobs import LogLevel
from models.quality import GateName, GateResult, QualityFinding
from storage.problems import file_problems


class Sources(Protocol):
    """What gates need of the source store."""

    async def export(self, application_id: str, commit: str, target: Path) -> None:
        """Make ``target`` a folder of exactly the files of a commit."""
        ...


class Peaks(Protocol):
    """The part of :class:`storage.build_peaks.PeakRecords` that gates need."""

    async def note(self, job_id: str, part: str, builder: str, memory_mb: int) -> None:
        """Note what a part of a job took; the most of it counts."""
        ...


@dataclass(frozen=True)
class _Found:
    """Results, and whether the same tree would give them again."""

    results: tuple[GateResult, ...]
    final: bool = True
    memory_peak_bytes: int = 0


_Check = Callable[[SourceTree, Path], Awaitable[_Found]]


class QualityActivities:
    """Each gate is one activity; all may run at the same time, on the same commit or others.

    Args:
        sources: Where commits are exported from.
        analysers: Environment of semgrep and ruff.
        runtime: Whose sandbox the application's own tests run in.
        journal: Where people read what was found.
        workspaces: Folder of work trees; each call makes one of its own and removes it.
        cache: Folder of results by content.
        peaks: Where it is noted how much memory a gate took; None: nowhere.
    """

    def __init__(
        self,
        sources: Sources,
        analysers: AnalyserEnvironment,
        runtime: Runtime,
        journal: Journal,
        workspaces: Path,
        cache: Path,
        peaks: Peaks | None = None,
    ) -> None:
        self._sources = sources
        self._analysers = analysers
        self._runtime = runtime
        self._journal = journal
        self._workspaces = workspaces
        self._cache_folder = cache
        self._cache = GateCache(cache)
        self._peaks = peaks

    def activities(self) -> list[Callable[..., Any]]:
        """Return the activities, to be given to a worker."""
        return [self.lint, self.security, self.tests]

    @activity.defn(name="quality.lint")
    async def lint(self, request: GateInput) -> GateOutput:
        """Check that the code is sound and well-formed.

        Raises:
            QualityError: The analyser broke.
            Unavailable: The analyser can't be installed right now.
        """
        analysers = await self._analysers.ready()
        return await self._gate(
            request,
            "quality.lint",
            (analysers.version,),
            lambda tree, home: _lint(analysers, tree, home),
        )

    @activity.defn(name="quality.security")
    async def security(self, request: GateInput) -> GateOutput:
        """Look for flaws, secrets, and files that nobody can check.

        Raises:
            QualityError: The analyser broke in every way that it can be run.
            Unavailable: The analyser can't be installed right now.
        """
        analysers = await self._analysers.ready()
        return await self._gate(
            request,
            "quality.security",
            (analysers.version,),
            lambda tree, home: self._security(analysers, tree, home),
        )

    @activity.defn(name="quality.tests")
    async def tests(self, request: GateInput) -> GateOutput:
        """Run the application's own tests in the sandbox and measure what they run.

        Raises:
            RuntimeFailure: The sandbox broke.
        """
        owner = Owner(
            application_id=request.job.application_id,
            version=request.version,
            job_id=request.job.job_id,
        )

        async def check(tree: SourceTree, home: Path) -> _Found:
            known = PassedParts(self._cache_folder / "parts", self._fingerprint)
            outcome = await run_tests(
                self._runtime,
                tree,
                owner,
                request.minimum_coverage,
                common=Common(known, home),
            )
            return _Found(outcome.results, outcome.final, outcome.memory_peak_bytes)

        settings = (str(self._runtime.name), str(request.minimum_coverage))
        return await self._gate(request, "quality.tests", settings, check)

    async def _gate(
        self, request: GateInput, step: str, settings: tuple[str, ...], check: _Check
    ) -> GateOutput:
        key = (step, self._fingerprint, *settings)
        known = self._cache.load(*key, "commit", request.commit)
        if known is None:
            known = await self._look(request, step, key, check)
        else:
            await self._tell(request, step, known, "unchanged since it was checked before")
        return GateOutput(results=known)

    async def _look(
        self, request: GateInput, step: str, key: tuple[str, ...], check: _Check
    ) -> tuple[GateResult, ...]:
        async with self._workspace(step) as (root, home):
            await self._sources.export(request.job.application_id, request.commit, root)
            tree = await asyncio.to_thread(_readable_tree, root)
            digest = await asyncio.to_thread(lambda: tree.digest)
            known = self._cache.load(*key, "tree", digest)
            found = _Found(known) if known is not None else await check(tree, home)
        if found.final:
            self._cache.save(found.results, *key, "tree", digest)
            self._cache.save(found.results, *key, "commit", request.commit)
            self._cache.prune()
        await self._note_memory(request, step, found.memory_peak_bytes)
        await self._tell(request, step, found.results, "")
        return found.results

    async def _note_memory(self, request: GateInput, step: str, peak_bytes: int) -> None:
        """Note what the next job of this builder will probably take; the gate's result stands."""
        if self._peaks is None or not peak_bytes or not request.builder:
            return
        megabytes = math.ceil(peak_bytes / MEGABYTE)
        try:
            await self._peaks.note(request.job.job_id, step, request.builder, megabytes)
        except StorageError as problem:
            log = structlog.get_logger("activities.quality")
            await log.awarning("memory_not_noted", step=step, error=problem.message)

    async def _security(self, analysers: Analysers, tree: SourceTree, home: Path) -> _Found:
        started = time.monotonic()
        files, meter = scannable(tree), MemoryMeter()
        scanned, quick = await asyncio.gather(
            self._scanned(analysers, tree, files, home, meter),
            asyncio.to_thread(_quick_checks, tree),
        )
        result = gate_result(
            GateName.SECURITY,
            [*quick, *scanned],
            clean=f"No flaw found by {self._rules.count} rules in {counted(len(files), 'file')}.",
            seconds=time.monotonic() - started,
            metrics={"rules": float(self._rules.count), "files": float(len(files))},
        )
        return _Found((result,), memory_peak_bytes=meter.peak_bytes)

    async def _scanned(
        self,
        analysers: Analysers,
        tree: SourceTree,
        files: list[SourceFile],
        home: Path,
        meter: MemoryMeter,
    ) -> list[QualityFinding]:
        """Scan the files that were not found clean before."""
        salt = f"{self._fingerprint} {analysers.version}"
        clean = CleanFiles(self._cache_folder / "clean", salt)
        fresh = await asyncio.to_thread(clean.unknown, tree, files)
        rules = rule_files.provide(self._rules, self._cache_folder / "rules")
        findings = await scan(analysers, rules, tree, home, files=fresh, meter=meter)
        await asyncio.to_thread(clean.remember, tree, fresh, findings)
        return findings

    @asynccontextmanager
    async def _workspace(self, step: str) -> AsyncIterator[tuple[Path, Path]]:
        prefix = f"{step.replace('.', '-')}-"
        with file_problems(self._workspaces):
            async with workspace(self._workspaces, prefix) as folders:
                yield folders

    async def _tell(
        self, request: GateInput, step: str, results: tuple[GateResult, ...], note: str
    ) -> None:
        for result in results:
            level = LogLevel.INFO if result.passed else LogLevel.WARNING
            addition = f" ({note})" if note else ""
            lines = [f"{result.gate}: {result.summary}{addition}", *problems_in_words(result)]
            await self._journal.write(request.job, step, *lines, level=level)

    @cached_property
    def _rules(self) -> RuleSet:
        return RuleSet.load()

    @cached_property
    def _fingerprint(self) -> str:
        """Changes with every rule and with the code of the gates: no version to forget."""
        digest = hashlib.sha256(self._rules.digest.encode())
        folder = Path(rule_files.__file__).parent
        for path in sorted([*folder.glob("*.py"), *folder.glob("*.toml")]):
            digest.update(path.read_bytes())
        return digest.hexdigest()[:16]


async def _lint(analysers: Analysers, tree: SourceTree, home: Path) -> _Found:
    started = time.monotonic()
    meter = MemoryMeter()
    findings = await lint(analysers, tree, home, meter)
    files = sum(file.suffix in (".py", ".pyi") for file in tree.files)
    result = gate_result(
        GateName.LINT,
        findings,
        clean=f"Nothing to correct in {counted(files, 'file')}.",
        seconds=time.monotonic() - started,
        metrics={"files": float(files)},
    )
    return _Found((result,), memory_peak_bytes=meter.peak_bytes)


def _quick_checks(tree: SourceTree) -> list[QualityFinding]:
    return [*tree.problems, *find_odd_encodings(tree), *find_secrets(tree)]


def _readable_tree(root: Path) -> SourceTree:
    tree = SourceTree.read(root)
    # Analysers and tests must not follow a link out of the tree; the finding stays.
    for problem in tree.problems:
        path = root / problem.path
        if problem.path and path.is_symlink():
            path.unlink()
    return tree
