"""Judging a test run by what it left behind; nothing of it is believed but its shape. Pure."""

from collections.abc import Sequence

from activities.quality.gates.coverage import Coverage, coverage_findings, measure
from activities.quality.gates.ended import PassedPart, TestsEnded, read_reports
from activities.quality.gates.junit import Case, TestRun
from activities.quality.gates.results import counted, gate_result
from activities.quality.gates.tree import SourceTree, readable
from models.errors import QualityError
from models.quality import GateName, GateResult, QualityFinding, Severity
from models.specification import ResourceLimits

LIMITS = ResourceLimits(memory_mb=768, cpus=2.0, pids=128, disk_mb=512)
OUT_OF_TIME = 124
OUT_OF_MEMORY = 137
_TAIL_LINES = 12
_TOOLS = ("pytest", "coverage")


def judge(
    tree: SourceTree, ended: TestsEnded, minimum_coverage: int
) -> tuple[GateResult, GateResult]:
    """Return the results of the tests gate and the coverage gate.

    Args:
        tree: The sources that were tested.
        ended: How their tests ended.
        minimum_coverage: Percent of statements that must have been run.
    """
    seconds = ended.sandbox.duration_seconds
    early = _ended_early(ended)
    if early is not None or ended.result is None or ended.junit is None:
        return _unmeasured([early] if early else [], seconds)
    try:
        run, executed, code = read_reports(ended.result, ended.junit)
    except QualityError:
        finding = _error("unreadable", "The test run left a report that can't be read.", _AGAIN)
        return _unmeasured([finding], seconds)
    findings = _test_findings(tree, run, code or ended.sandbox.exit_code, ended.sandbox.output)
    return (
        _tests_result(run, findings, seconds),
        _coverage_result(measure(tree, executed), minimum_coverage, seconds),
    )


def judge_parts(
    tree: SourceTree, parts: Sequence[PassedPart], minimum_coverage: int
) -> tuple[GateResult, GateResult]:
    """Return the results of both gates where the tests of all parts of a tree passed."""
    run = TestRun(sum(p.tests for p in parts), (), sum(p.skipped for p in parts))
    executed: dict[str, frozenset[int]] = {}
    for part in parts:
        for path, lines in part.executed.items():
            executed[path] = executed.get(path, frozenset()) | lines
    seconds = max((part.seconds for part in parts if not part.earlier), default=0.0)
    tests = _tests_result(run, _test_findings(tree, run, 0, ""), seconds)
    earlier = float(sum(part.tests for part in parts if part.earlier))
    return (
        tests.model_copy(update={"metrics": {**tests.metrics, "earlier": earlier}}),
        _coverage_result(measure(tree, executed), minimum_coverage, seconds),
    )


def without_tests() -> tuple[GateResult, GateResult]:
    """Return the results of both gates for an application that has no tests."""
    finding = _error("none", "The application has no tests.", "Write tests in tests/.")
    return _unmeasured([finding], 0.0)


_AGAIN = "Make sure that nothing in the tests ends the process or writes over the report."


def _ended_early(tests: TestsEnded) -> QualityFinding | None:
    ended = tests.sandbox
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
    if tests.result is not None and tests.junit is not None:
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


def _error(rule: str, message: str, remedy: str) -> QualityFinding:
    return QualityFinding(
        rule=f"tests.{rule}",
        severity=Severity.ERROR,
        message=readable(message, 2000),
        remedy=remedy,
    )


def _tail(output: str) -> str:
    return readable("\n".join(output.splitlines()[-_TAIL_LINES:]), 1500)
