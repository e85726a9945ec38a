"""The tests gate: the application's own tests, in the runtime's sandbox, judged by us."""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from activities.containers.port import Owner, Runtime
from activities.quality.gates.cache import PassedParts
from activities.quality.gates.ended import PassedPart, TestsEnded, passed_part
from activities.quality.gates.judgement import LIMITS, judge, judge_parts, without_tests
from activities.quality.gates.parts import Parts, copied, is_test, parts_of
from activities.quality.gates.tree import SourceTree
from models.quality import GateResult

TIMEOUT_SECONDS = 120.0
_PROGRAM = (Path(__file__).parent / "sandbox_program.py").read_text("utf-8")


@dataclass(frozen=True)
class Outcome:
    """Results of both gates; ``final`` when the same tree would give them again."""

    results: tuple[GateResult, GateResult]
    final: bool
    memory_peak_bytes: int = 0


@dataclass(frozen=True)
class Common:
    """What testing the files that applications have in common needs: memory, an empty folder."""

    known: PassedParts
    home: Path


async def run_tests(
    runtime: Runtime,
    tree: SourceTree,
    owner: Owner,
    minimum_coverage: int,
    timeout_seconds: float = TIMEOUT_SECONDS,
    *,
    common: Common | None = None,
) -> Outcome:
    """Run the tree's tests and measure what they ran.

    Where the tree has a part that other applications have too, that is tested by itself, unless it
    passed before. If anything is wrong in this, the tests of the whole tree are the answer.

    Raises:
        RuntimeFailure: The sandbox broke.
    """
    if not any(is_test(file.path) for file in tree.files):
        return Outcome(without_tests(), final=True)
    run = _Tests(runtime, owner, timeout_seconds)
    passed = await _in_parts(run, tree, common) if common else None
    peak = sum(run.peaks)  # both parts run at the same time
    if passed is not None:
        outcome = await asyncio.to_thread(judge_parts, tree, passed, minimum_coverage)
    else:
        ended = await run.all_of(tree)
        peak = max(peak, run.peaks[-1])
        outcome = await asyncio.to_thread(judge, tree, ended, minimum_coverage)
    return Outcome(outcome, final=all(each.passed for each in outcome), memory_peak_bytes=peak)


@dataclass(frozen=True)
class _Tests:
    """Runs tests of trees for one version."""

    runtime: Runtime
    owner: Owner
    timeout_seconds: float
    peaks: list[int] = field(default_factory=list)
    """The most memory that each run took, in bytes."""

    async def all_of(self, tree: SourceTree, only: Sequence[str] = ()) -> TestsEnded:
        """Run the tests of the tree, or those of some modules."""
        # Names that the tree can't know, so that no file in it can pass for the answer.
        nonce = secrets.token_hex(8)
        result, junit = f".gate-{nonce}.json", f".gate-{nonce}.xml"
        ended = await self.runtime.run_sandboxed(
            tree.root,
            ["python", "-I", "-B", "-c", _PROGRAM, result, junit, *only],
            owner=self.owner,
            limits=LIMITS,
            timeout_seconds=self.timeout_seconds,
            collect=[result, junit],
            environment={"PYTHONHASHSEED": "0"},
        )
        self.peaks.append(ended.memory_peak_bytes)
        return TestsEnded(ended, ended.files.get(result), ended.files.get(junit))


async def _in_parts(
    run: _Tests, tree: SourceTree, common: Common
) -> tuple[PassedPart, PassedPart] | None:
    """Return what the tests of both parts showed; None when not all of them passed."""
    parts = parts_of(tree)
    if parts is None:
        return None
    of_common, of_own = await asyncio.gather(
        _common(run, tree, parts, common), run.all_of(tree, parts.own_tests)
    )
    own = passed_part(of_own)
    return None if of_common is None or own is None else (of_common, own)


async def _common(run: _Tests, tree: SourceTree, parts: Parts, common: Common) -> PassedPart | None:
    part = SourceTree(tree.root, parts.common, ())
    environment = await run.runtime.checks_environment(tree.root)
    key = (environment, await asyncio.to_thread(lambda: part.digest))
    known = common.known.load(*key)
    if known is not None:
        return known.model_copy(update={"earlier": True})
    alone = await asyncio.to_thread(copied, part, common.home / "common")
    passed = passed_part(await run.all_of(alone))
    if passed is not None:
        # Of files that weren't there, nothing can have been run.
        passed = passed.within(file.path for file in parts.common)
        common.known.save(passed, *key)
    return passed
