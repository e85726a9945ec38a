"""Results of gates become one report, plain sentences, SARIF, and cache entries."""

from pathlib import Path

import pytest

from activities.quality.gates.cache import GateCache
from activities.quality.gates.results import MOST_FINDINGS, gate_result
from activities.quality.report import describe, merge, to_sarif
from models.quality import GateName, GateResult, QualityFinding, Severity


def _finding(
    severity: Severity = Severity.ERROR, path: str = "app/a.py", line: int = 3, rule: str = "r"
) -> QualityFinding:
    return QualityFinding(
        rule=rule, severity=severity, message="It is wrong.", path=path, line=line, remedy="Do so."
    )


def _passed(gate: GateName) -> GateResult:
    return GateResult(gate=gate, passed=True, summary="Fine.")


ALL = [_passed(gate) for gate in GateName]


def test_a_report_passes_only_when_every_gate_is_there_and_passed() -> None:
    assert merge("c", ALL).passed
    assert not merge("c", ALL[:-1]).passed
    assert not merge("c", []).passed
    bad = GateResult(gate=GateName.LINT, passed=False, summary="Bad.")
    assert not merge("c", [*ALL, bad]).passed
    assert not merge("c", [bad, *ALL]).passed


def test_gates_come_in_one_order() -> None:
    report = merge("c", reversed(ALL))
    assert [gate.gate for gate in report.gates] == list(GateName)


def test_only_errors_block() -> None:
    warned = gate_result(GateName.LINT, [_finding(Severity.WARNING)], clean="")
    assert warned.passed
    assert warned.summary == "Nothing that blocks; 1 warning."
    blocked = gate_result(GateName.LINT, [_finding(), _finding(Severity.NOTE)], clean="")
    assert not blocked.passed
    assert blocked.summary == "1 problem to correct."
    assert gate_result(GateName.LINT, [], clean="Clean.").summary == "Clean."


def test_findings_are_sorted_bounded_and_said_once() -> None:
    many = [_finding(Severity.WARNING, line=number) for number in range(100, 0, -1)]
    result = gate_result(GateName.LINT, [*many, _finding(), _finding()], clean="")
    assert len(result.findings) == MOST_FINDINGS
    assert result.finding_count == 101
    assert result.findings[0].severity is Severity.ERROR
    assert [each.line for each in result.findings[1:4]] == [1, 2, 3]


def test_a_report_is_told_in_sentences_with_what_to_do() -> None:
    blocked = gate_result(GateName.LINT, [_finding(line=n) for n in range(1, 15)], clean="")
    told = describe(merge("c", [blocked, *ALL[1:]]))
    assert told[0] == "This version can't go live yet: 1 check failed."
    assert "app/a.py, line 1: It is wrong. Do so." in told
    assert "… and 4 more problems." in told
    assert describe(merge("c", ALL))[0] == "Everything that was checked is in order."
    assert "Coverage did not run." in describe(merge("c", ALL[:-1]))


def test_sarif_has_the_structure_that_the_standard_asks_for() -> None:
    findings = [
        _finding(),
        _finding(Severity.WARNING, path="with space.py", line=0, rule="s"),
        _finding(Severity.NOTE, path="", line=0, rule="t"),
    ]
    log = to_sarif(merge("abc", [gate_result(GateName.LINT, findings, clean=""), *ALL[1:]]))
    assert log["version"] == "2.1.0"
    assert set(log) == {"$schema", "version", "runs"}
    assert len(log["runs"]) == 4
    for run in log["runs"]:
        driver = run["tool"]["driver"]
        assert driver["name"]
        for result in run["results"]:
            assert result["level"] in {"none", "note", "warning", "error"}
            assert result["message"]["text"]
            assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
            for place in result.get("locations", []):
                physical = place["physicalLocation"]
                assert not physical["artifactLocation"]["uri"].startswith("/")
                assert physical.get("region", {"startLine": 1})["startLine"] >= 1
    first = log["runs"][0]["results"]
    assert first[1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "with%20space.py"
    )
    assert "locations" not in first[2]


def test_the_cache_gives_back_what_was_saved(tmp_path: Path) -> None:
    cache = GateCache(tmp_path / "cache")
    assert cache.load("a", "b") is None
    cache.save(ALL, "a", "b")
    assert cache.load("a", "b") == tuple(ALL)
    assert cache.load("ab") is None
    assert cache.load("a", "c") is None


def test_a_damaged_entry_is_none(tmp_path: Path) -> None:
    cache = GateCache(tmp_path)
    cache.save(ALL, "a")
    (entry,) = tmp_path.iterdir()
    for content in (b"", b"[{", b'{"gate": 1}', b"\xff"):
        entry.write_bytes(content)
        assert cache.load("a") is None


def test_a_cache_that_can_not_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    GateCache(tmp_path / "file").save(ALL, "a")
    assert GateCache(tmp_path / "file").load("a") is None


@pytest.mark.parametrize("most", [0, 2])
def test_the_cache_is_pruned(tmp_path: Path, most: int) -> None:
    cache = GateCache(tmp_path)
    for number in range(5):
        cache.save(ALL, str(number))
    cache.prune(most)
    assert len(list(tmp_path.iterdir())) == most
