"""What failed gates ask of an agent."""

from models.quality import GateName, GateResult, QualityFinding, QualityReport, Severity
from workflows.repair import MOST_FINDINGS, failure_of, packaging_failure


def finding(message: str = "Undefined name", **changes: object) -> QualityFinding:
    found = QualityFinding(rule="F821", severity=Severity.ERROR, message=message, path="a.py")
    return found.model_copy(update=changes)


def report(*findings: QualityFinding, summary: str = "bad") -> QualityReport:
    gate = GateResult(gate=GateName.LINT, passed=False, summary=summary, findings=findings)
    fine = GateResult(gate=GateName.TESTS, passed=True, summary="fine")
    return QualityReport(passed=False, commit="c", gates=(gate, fine))


def test_the_same_failure_has_the_same_fingerprint_wherever_it_moved() -> None:
    one = failure_of(report(finding("line 3 is too long (120)", line=3), finding("other")))
    moved = failure_of(report(finding("other"), finding("line 9 is too long (130)", line=9)))
    another = failure_of(report(finding("line 3 is too long (120)", path="b.py")))

    assert one.fingerprint == moved.fingerprint != another.fingerprint


def test_only_what_blocks_is_asked_for_and_not_too_much() -> None:
    many = [finding(f"no. {at} {'x' * 900}") for at in range(40)]
    failure = failure_of(report(finding(severity=Severity.WARNING), *many))

    assert len(failure.findings) == MOST_FINDINGS
    assert all(len(found.message) <= 400 for found in failure.findings)
    assert failure.told == "Lint: bad"


def test_a_gate_without_findings_is_told_by_its_summary() -> None:
    (found,) = failure_of(report(summary="61 % of 85 %")).findings
    assert (found.rule, found.message) == ("lint", "61 % of 85 %")


def test_packaging_is_a_failure_like_others() -> None:
    failure = packaging_failure("No such package: boks 1.2")
    assert failure.findings[0].rule == "packaging"
    assert failure.fingerprint == packaging_failure("No such package: boks 1.3").fingerprint
