"""Putting the gates' results into one report, and telling it in plain sentences; pure."""

from collections.abc import Iterable, Iterator

from activities.quality.gates.results import counted
from activities.quality.sarif import to_sarif
from models.quality import GateName, GateResult, QualityFinding, QualityReport, Severity

__all__ = ["describe", "merge", "problems_in_words", "to_sarif"]

_ORDER = {gate: number for number, gate in enumerate(GateName)}
_TITLES = {
    GateName.LINT: "Code",
    GateName.SECURITY: "Security",
    GateName.TESTS: "Tests",
    GateName.COVERAGE: "Coverage",
}
_SHOWN = 10


def merge(commit: str, results: Iterable[GateResult], minimum_coverage: int = 85) -> QualityReport:
    """Return the report; it passes when every gate is there and passed.

    A gate that comes twice counts as failed if either does.
    """
    by_gate: dict[GateName, GateResult] = {}
    for result in results:
        known = by_gate.get(result.gate)
        if known is None or known.passed:
            by_gate[result.gate] = result
    gates = tuple(sorted(by_gate.values(), key=lambda each: _ORDER[each.gate]))
    complete = len(gates) == len(GateName)
    return QualityReport(
        passed=complete and all(gate.passed for gate in gates),
        commit=commit,
        gates=gates,
        minimum_coverage=minimum_coverage,
    )


def describe(report: QualityReport) -> list[str]:
    """Return the report in sentences: a line per gate, then what to do about each problem."""
    sentences = [_opening(report)]
    for gate in report.gates:
        mark = "passed" if gate.passed else "FAILED"
        sentences.append(f"{_TITLES[gate.gate]} {mark}: {gate.summary}")
        if not gate.passed:
            sentences.extend(problems_in_words(gate))
    missing = [gate for gate in GateName if gate not in {each.gate for each in report.gates}]
    sentences.extend(f"{_TITLES[gate]} did not run." for gate in missing)
    return sentences


def _opening(report: QualityReport) -> str:
    if report.passed:
        return "Everything that was checked is in order."
    failed = len(report.failed_gates)
    if failed == 0:
        return "Not everything was checked, so this version can't go live."
    return f"This version can't go live yet: {counted(failed, 'check')} failed."


def problems_in_words(gate: GateResult) -> Iterator[str]:
    """Return what blocks, a sentence each with what to do about it; at most ten and a count."""
    errors = [each for each in gate.findings if each.severity is Severity.ERROR]
    for finding in errors[:_SHOWN]:
        yield f"{_place(finding)}{finding.message} {finding.remedy}".rstrip()
    hidden = int(gate.metrics.get("errors", len(errors))) - len(errors[:_SHOWN])
    if hidden > 0:
        yield f"… and {counted(hidden, 'more problem')}."


def _place(finding: QualityFinding) -> str:
    if not finding.path:
        return ""
    return f"{finding.path}, line {finding.line}: " if finding.line else f"{finding.path}: "
