"""What the gates found in a source tree."""

from enum import StrEnum

from pydantic import Field

from models.base import Model, Text


class Severity(StrEnum):
    """How bad a finding is; an ``error`` blocks."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class QualityFinding(Model):
    """One thing that a gate found."""

    rule: str
    severity: Severity
    message: Text
    path: str = ""
    """Relative to the source tree; empty when it concerns the whole."""
    line: int = 0
    """1-based; 0 when it concerns the whole file."""
    remedy: Text = ""


class GateName(StrEnum):
    """The checks that can block."""

    LINT = "lint"
    SECURITY = "security"
    TESTS = "tests"
    COVERAGE = "coverage"


class GateResult(Model):
    """What one gate says of one source tree."""

    gate: GateName
    passed: bool
    summary: Text
    """One sentence for people, like ``14 tests passed``."""
    findings: tuple[QualityFinding, ...] = ()
    """At most 50; ``finding_count`` has the full number."""
    finding_count: int = 0
    duration_seconds: float = 0.0
    metrics: dict[str, float] = Field(default_factory=dict)
    """Numbers of the gate: ``tests``, ``failed``, ``coverage`` (percent), ``rules``, ``files`` …"""


class QualityReport(Model):
    """All gates together, for one source tree."""

    passed: bool
    commit: str
    gates: tuple[GateResult, ...]
    minimum_coverage: int = Field(default=85, ge=0, le=100)

    @property
    def failed_gates(self) -> tuple[GateResult, ...]:
        """The gates that block."""
        return tuple(gate for gate in self.gates if not gate.passed)
