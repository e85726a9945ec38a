"""Putting findings together into the result of a gate."""

from collections.abc import Iterable

from models.quality import GateName, GateResult, QualityFinding, Severity

MOST_FINDINGS = 50
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def ordered(findings: Iterable[QualityFinding]) -> list[QualityFinding]:
    """Return the findings without repetitions, the worst first, then by place."""
    unique = {(*_place(each), each.message): each for each in findings}
    return sorted(unique.values(), key=_place)


def _place(finding: QualityFinding) -> tuple[int, str, int, str]:
    return _ORDER[finding.severity], finding.path, finding.line, finding.rule


def gate_result(
    gate: GateName,
    findings: Iterable[QualityFinding],
    *,
    clean: str,
    seconds: float = 0.0,
    metrics: dict[str, float] | None = None,
) -> GateResult:
    """Return the result of a gate that passes unless a finding is an error.

    Args:
        gate: Which gate it is.
        findings: Everything that was found, in any order.
        clean: The summary when nothing was found.
        seconds: How long the gate ran.
        metrics: Numbers of the gate; ``errors`` and ``warnings`` are added.
    """
    found = ordered(findings)
    errors = sum(each.severity is Severity.ERROR for each in found)
    warnings = sum(each.severity is Severity.WARNING for each in found)
    return GateResult(
        gate=gate,
        passed=errors == 0,
        summary=_summary(errors, warnings, clean),
        findings=tuple(found[:MOST_FINDINGS]),
        finding_count=len(found),
        duration_seconds=round(seconds, 3),
        metrics={**(metrics or {}), "errors": float(errors), "warnings": float(warnings)},
    )


def _summary(errors: int, warnings: int, clean: str) -> str:
    if errors:
        rest = f" and {counted(warnings, 'warning')}" if warnings else ""
        return f"{counted(errors, 'problem')} to correct{rest}."
    if warnings:
        return f"Nothing that blocks; {counted(warnings, 'warning')}."
    return clean


def counted(number: int, word: str) -> str:
    """Return like ``1 test`` or ``2 tests``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
