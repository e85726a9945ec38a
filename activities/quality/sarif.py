"""A quality report as SARIF 2.1.0, which editors and code hosts show; pure."""

from typing import Any
from urllib.parse import quote

from models.quality import GateResult, QualityFinding, QualityReport

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_NAME = "orchestrator"


def to_sarif(report: QualityReport) -> dict[str, Any]:
    """Return the report as a SARIF log: one run per gate."""
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [_run(gate, report.commit) for gate in report.gates],
    }


def _run(gate: GateResult, commit: str) -> dict[str, Any]:
    rules = sorted({finding.rule for finding in gate.findings})
    numbers = {rule: number for number, rule in enumerate(rules)}
    first = {finding.rule: finding for finding in reversed(gate.findings)}
    return {
        "tool": {
            "driver": {
                "name": f"{_NAME}-{gate.gate}",
                "rules": [_rule(first[rule]) for rule in rules],
            }
        },
        "automationDetails": {"id": f"{_NAME}/{gate.gate}/{commit}"},
        "invocations": [{"executionSuccessful": True}],
        "properties": {"passed": gate.passed, "summary": gate.summary, "metrics": gate.metrics},
        "results": [_result(finding, numbers[finding.rule]) for finding in gate.findings],
    }


def _rule(finding: QualityFinding) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": finding.rule}
    if finding.remedy:
        rule["help"] = {"text": finding.remedy}
    return rule


def _result(finding: QualityFinding, number: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": str(finding.severity),
        "message": {"text": f"{finding.message} {finding.remedy}".strip()},
    }
    if finding.path:
        place: dict[str, Any] = {
            "artifactLocation": {"uri": quote(finding.path), "uriBaseId": "%SRCROOT%"}
        }
        if finding.line > 0:
            place["region"] = {"startLine": finding.line}
        result["locations"] = [{"physicalLocation": place}]
    return result
