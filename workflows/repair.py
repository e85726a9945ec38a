"""What failed gates ask of an agent, and how to tell that it is the same as before; pure."""

import hashlib
import re
from dataclasses import dataclass

from models.quality import GateResult, QualityFinding, QualityReport, Severity

MOST_FINDINGS = 20
LONGEST = 400
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True)
class Failure:
    """Why a version can't go live as it is."""

    findings: tuple[QualityFinding, ...]
    fingerprint: str
    """The same for the same failure, wherever in a file it moved to."""
    told: str
    """The same in a sentence."""


def failure_of(report: QualityReport) -> Failure:
    """Return what a report that has not passed asks for."""
    findings = tuple(found for gate in report.failed_gates for found in _blocking(gate))
    told = " ".join(
        f"{gate.gate.value.capitalize()}: {gate.summary}" for gate in report.failed_gates
    )
    return _failure(findings, told)


def packaging_failure(message: str) -> Failure:
    """Return what sources that can't be packaged ask for."""
    finding = QualityFinding(
        rule="packaging", severity=Severity.ERROR, message=message[:LONGEST], path=""
    )
    return _failure((finding,), message[:LONGEST])


def _failure(findings: tuple[QualityFinding, ...], told: str) -> Failure:
    marks = sorted({f"{f.rule}\0{f.path}\0{_NUMBERS.sub('#', f.message)}" for f in findings})
    digest = hashlib.sha256("\n".join(marks).encode()).hexdigest()
    return Failure(findings[:MOST_FINDINGS], digest, told)


def _blocking(gate: GateResult) -> list[QualityFinding]:
    errors = [found for found in gate.findings if found.severity is Severity.ERROR]
    if not errors:
        return [QualityFinding(rule=gate.gate.value, severity=Severity.ERROR, message=gate.summary)]
    return [
        found.model_copy(
            update={"message": found.message[:LONGEST], "remedy": found.remedy[:LONGEST]}
        )
        for found in errors
    ]
