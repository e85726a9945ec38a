"""The tests gate: the application's own tests, in the runtime's sandbox, judged by us."""

import asyncio
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from activities.containers.port import Owner, Runtime, SandboxResult
from activities.quality.gates.coverage import (
    Coverage,
    coverage_findings,
    measure,
    parse_executed,
)
from activities.quality.gates.junit import Case, TestRun, parse_junit
from activities.quality.gates.results import counted, gate_result
from activities.quality.gates.tree import SourceTree, readable
from models.errors import QualityError
from models.quality import GateName, GateResult, QualityFinding, Severity
from models.specification import ResourceLimits

TIMEOUT_SECONDS = 120.0
LIMITS = ResourceLimits(memory_mb=768, cpus=2.0, pids=128, disk_mb=512)
OUT_OF_TIME = 124
OUT_OF_MEMORY = 137
_PROGRAM = (Path(__file__).parent / "sandbox_program.py").read_text("utf-8")
_TAIL_LINES = 12
_TOOLS = ("pytest", "coverage")


@dataclass(frozen=True)
class Outcome:
    """Results of both gates; ``final`` when the same tree would give them again."""

    results: tuple[GateResult, GateResult]
    final: bool
    memory_peak_bytes: int = 0


async def run_tests(
    runtime: Runtime,
    tree: SourceTree,
    owner: Owner,
    minimum_coverage: int,
    timeout_seconds: float = TIMEOUT_SECONDS,
) -> Outcome:
    """Run the tree's tests and measure what they ran.

    Raises:
        RuntimeFailure: The sandbox broke.
    """
    if not any(_is_test(file.path) for file in tree.files):
        finding = _error("none", "The application has no tests.", "Write tests in tests/.")
        return Outcome(_unmeasured([finding], 0.0), final=True)
    # Names that the tree can't know, so that no file in it can pass for the answer.
    nonce = secrets.token_hex(8)
    result, junit = f".gate-{nonce}.json", f".gate-{nonce}.xml"
    ended = await runtime.run_sandboxed(
        tree.root,
        ["python", "-I", "-B", "-c", _PROGRAM, result, junit],
        owner=owner,
        limits=LIMITS,
        timeout_seconds=timeout_seconds,
        collect=[result, junit],
        environment={"PYTHONHASHSEED": "0"},
    )
    found = (ended.files.get(result), ended.files.get(junit))
    outcome = await asyncio.to_thread(judge, tree, ended, *found, minimum_coverage)
    final = all(each.passed for each in outcome)
    return Outcome(outcome, final=final, memory_peak_bytes=ended.memory_peak_bytes)


def judge(
    tree: SourceTree,
    ended: SandboxResult,
    result: bytes | None,
    junit: bytes | None,
    minimum_coverage: int,
) -> tuple[GateResult, GateResult]:
    """Return the results of the tests gate and the coverage gate; pure.

    Args:
        tree: The sources that were tested.
        ended: How the sandbox ended.
        result: The JSON that our program wrote, if it came so far.
        junit: The JUnit file, if it came so far.
        minimum_coverage: Percent of statements that must have been run.
    """
    seconds = ended.duration_seconds
    early = _ended_early(ended, result, junit)
    if early is not None or result is None or junit is None:
        return _unmeasured([early] if early else [], seconds)
    try:
        run = parse_junit(junit)
        coverage = measure(tree, parse_executed(result))
        code = int(json.loads(result)["exit_code"])
    except (QualityError, ValueError, KeyError, TypeError):
        finding = _error("unreadable", "The test run left a report that can't be read.", _AGAIN)
        return _unmeasured([finding], seconds)
    findings = _test_findings(tree, run, code or ended.exit_code, ended.output)
    return (
        _tests_result(run, findings, seconds),
        _coverage_result(coverage, minimum_coverage, seconds),
    )


_AGAIN = "Make sure that nothing in the tests ends the process or writes over the report."


def _ended_early(
    ended: SandboxResult, result: bytes | None, junit: bytes | None
) -> QualityFinding | None:
    if ended.exit_code == OUT_OF_TIME:
        return _error(
            "out-of-time",
            f"The tests did not end within {ended.duration_seconds:.0f} s.",
            "Look for a loop that never ends, or a wait without a timeout.",
        )
    if ended.exit_code == OUT_OF_MEMORY:
        return _error(
            "out-of-memory",
            f"The tests needed more than {LIMITS.memory_mb} MB of memory.",
            "Test with less data.",
        )
    if result is not None and junit is not None:
        return None
    missing = next((tool for tool in _TOOLS if f"No module named '{tool}'" in ended.output), "")
    if missing:
        remedy = f"Add {missing} to requirements-test.txt."
        return _error("no-tools", f"{missing} is missing.", remedy)
    message = f"The test run ended before it was through.\n{_tail(ended.output)}"
    return _error("ended-early", message, _AGAIN)


def _test_findings(
    tree: SourceTree, run: TestRun, exit_code: int, output: str
) -> list[QualityFinding]:
    findings = [_failure(tree, case) for case in run.failed]
    if run.executed <= 0:
        findings.append(_error("none", "No test was run.", "Write tests that are not skipped."))
    elif exit_code != 0 and not findings:
        message = f"The test run ended with code {exit_code}.\n{_tail(output)}"
        findings.append(_error("ended-badly", message, _AGAIN))
    if run.skipped:
        findings.append(
            QualityFinding(
                rule="tests.skipped",
                severity=Severity.WARNING,
                message=f"{counted(run.skipped, 'test')} skipped.",
                remedy="Make the tests run, or remove them.",
            )
        )
    return findings


def _tests_result(run: TestRun, findings: Sequence[QualityFinding], seconds: float) -> GateResult:
    result = gate_result(
        GateName.TESTS,
        findings,
        clean="",
        seconds=seconds,
        metrics={
            "tests": float(run.tests),
            "failed": float(len(run.failed)),
            "skipped": float(run.skipped),
        },
    )
    if result.passed:
        summary = f"{counted(run.executed, 'test')} passed."
    elif run.failed:
        summary = f"{len(run.failed)} of {counted(run.tests, 'test')} failed."
    else:
        summary = findings[0].message.splitlines()[0]
    return result.model_copy(update={"summary": summary})


def _coverage_result(coverage: Coverage, minimum: int, seconds: float) -> GateResult:
    result = gate_result(
        GateName.COVERAGE,
        coverage_findings(coverage, minimum),
        clean="",
        seconds=seconds,
        metrics={
            "coverage": round(coverage.percent, 1),
            "statements": float(coverage.statements),
        },
    )
    passed = coverage.percent >= minimum
    summary = f"{coverage.percent:.0f} % of the program is run by its tests"
    rest = "." if passed else f"; {minimum} % are needed."
    return result.model_copy(update={"passed": passed, "summary": summary + rest})


def _unmeasured(
    findings: Sequence[QualityFinding], seconds: float
) -> tuple[GateResult, GateResult]:
    tests = gate_result(GateName.TESTS, findings, clean="", seconds=seconds, metrics={"tests": 0.0})
    why = findings[0].message.splitlines()[0] if findings else "The tests gave no answer."
    coverage = GateResult(
        gate=GateName.COVERAGE,
        passed=False,
        summary="Coverage could not be measured, because the tests did not get through.",
        duration_seconds=round(seconds, 3),
        metrics={"coverage": 0.0},
    )
    return tests.model_copy(update={"passed": False, "summary": why}), coverage


def _failure(tree: SourceTree, case: Case) -> QualityFinding:
    return QualityFinding(
        rule="tests.failed",
        severity=Severity.ERROR,
        message=f"{case.name}: {case.message}",
        path=_path_of(tree, case),
        remedy="Correct the program, or the test if it asks for the wrong thing.",
    )


def _path_of(tree: SourceTree, case: Case) -> str:
    known = {file.path for file in tree.files}
    parts = (case.place or case.name).split(".")
    while parts:
        path = "/".join(parts) + ".py"
        if path in known:
            return path
        parts.pop()
    return ""


def _is_test(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.endswith(".py") and (name.startswith("test_") or name.endswith("_test.py"))


def _error(rule: str, message: str, remedy: str) -> QualityFinding:
    return QualityFinding(
        rule=f"tests.{rule}",
        severity=Severity.ERROR,
        message=readable(message, 2000),
        remedy=remedy,
    )


def _tail(output: str) -> str:
    return readable("\n".join(output.splitlines()[-_TAIL_LINES:]), 1500)
