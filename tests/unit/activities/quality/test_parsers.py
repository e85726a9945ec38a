"""The pure parsers: what analysers and test runs say becomes findings, and nonsense an error."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.quality.gates.coverage import measure, parse_executed, statement_lines
from activities.quality.gates.junit import parse_junit
from activities.quality.gates.lint import parse_ruff
from activities.quality.gates.rules import RuleSet, merge, provide
from activities.quality.gates.security import targets
from activities.quality.gates.semgrep_answer import parse_semgrep
from activities.quality.gates.tree import SourceFile, SourceTree
from models.errors import QualityError
from models.quality import Severity


def _ruff(code: str | None, **more: object) -> dict[str, object]:
    entry = {"code": code, "filename": "/t/app/a.py", "message": "m", "location": {"row": 3}}
    return {**entry, **more}


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        ("F821", Severity.ERROR),
        ("B006", Severity.ERROR),
        ("S307", Severity.ERROR),
        ("invalid-syntax", Severity.ERROR),
        (None, Severity.ERROR),
        ("F401", Severity.WARNING),
        ("E711", Severity.WARNING),
        ("S105", Severity.WARNING),
        ("unformatted", Severity.WARNING),
    ],
)
def test_ruff_findings_block_by_code(code: str | None, severity: Severity) -> None:
    (finding,) = parse_ruff(json.dumps([_ruff(code)]).encode(), Path("/t"))
    assert finding.severity is severity
    assert finding.path == "app/a.py"


def test_ruff_tells_its_fix_as_the_remedy() -> None:
    entry = _ruff("F401", fix={"message": "Remove import"}, url="https://x")
    assert parse_ruff(json.dumps([entry]).encode(), Path("/t"))[0].remedy == "Remove import"


@pytest.mark.parametrize("answer", [b"no json", b"{}x", b'[{"code": "E1"}]', b"[1]", b"3"])
def test_an_answer_of_ruff_that_is_none_is_an_error(answer: bytes) -> None:
    with pytest.raises(QualityError):
        parse_ruff(answer, Path("/t"))


def _semgrep(**extra: object) -> dict[str, object]:
    return {
        "check_id": "a.b.orchestrator.eval-exec",
        "path": "./app/a.py",
        "start": {"line": 7},
        "extra": {"message": "It is wrong.\n Fix: do it so.", "severity": "ERROR", **extra},
    }


def test_a_semgrep_finding_is_split_and_its_rule_is_ours() -> None:
    answer = {"results": [_semgrep(is_ignored=True)], "errors": []}
    (finding,) = parse_semgrep(json.dumps(answer).encode())
    assert finding.rule == "orchestrator.eval-exec"
    assert (finding.message, finding.remedy) == ("It is wrong.", "Do it so.")
    assert (finding.path, finding.line, finding.severity) == ("app/a.py", 7, Severity.ERROR)


@pytest.mark.parametrize(
    ("error", "rule", "remedy"),
    [
        (["PartialParsing", []], "analysis.unreadable", "if and elif"),
        ("Syntax error", "analysis.unreadable", "Correct the syntax"),
        ("AST builder error", "analysis.unreadable", "if and elif"),
        ("Timeout", "analysis.gave-up", "Split the file"),
        ("OutOfMemory", "analysis.gave-up", "Split the file"),
    ],
)
def test_what_semgrep_could_not_check_blocks(error: object, rule: str, remedy: str) -> None:
    trouble = {"error_type": error, "message": "m", "location": {"path": "a.py"}}
    answer = {"results": [], "errors": [trouble]}
    (finding,) = parse_semgrep(json.dumps(answer).encode())
    assert (finding.rule, finding.severity) == (rule, Severity.ERROR)
    assert remedy in finding.remedy


@pytest.mark.parametrize("error", ["Rule parse error", "Fatal error", "Other"])
def test_an_error_of_semgrep_itself_is_no_result(error: str) -> None:
    trouble = {"error_type": error, "message": "m", "location": {"path": "r.yaml"}}
    with pytest.raises(QualityError):
        parse_semgrep(json.dumps({"results": [], "errors": [trouble]}).encode())


@given(st.binary(max_size=200))
def test_noise_is_never_a_result(noise: bytes) -> None:
    for parse in (parse_semgrep, parse_junit, parse_executed):
        with pytest.raises(QualityError):
            parse(noise)


def test_targets_name_only_what_rules_are_about() -> None:
    files = [SourceFile(path, 1) for path in ("a.py", "b.html", "c.txt", "x/Dockerfile", "d.js")]
    kind, listed = json.loads(targets(files))
    assert kind == "Targets"
    chosen = {each[1]["path"]["fpath"]: each[1]["analyzer"] for each in listed}
    assert chosen == {
        "a.py": "python",
        "b.html": "generic",
        "x/Dockerfile": "generic",
        "d.js": "javascript",
    }


JUNIT = b"""<testsuites><testsuite tests="99" failures="0">
<testcase classname="tests.test_a" name="test_one"/>
<testcase classname="tests.test_a" name="test_two"><failure message="1 == 2">x</failure></testcase>
<testcase classname="tests.test_a" name="test_three"><skipped/></testcase>
<testcase classname="" name="tests.test_b"><error>collection\nfailed</error></testcase>
</testsuite></testsuites>"""


def test_junit_counts_cases_and_not_its_totals() -> None:
    run = parse_junit(JUNIT)
    assert (run.tests, run.skipped, run.executed) == (4, 1, 3)
    assert [case.name for case in run.failed] == ["test_two", "tests.test_b"]


def test_junit_with_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]><testsuites>&a;</testsuites>'
    with pytest.raises(QualityError):
        parse_junit(bomb)


def test_statements_without_a_trace_are_not_counted() -> None:
    source = '"""Doc."""\nx: int\nclass A:\n    """Doc."""\n    def f(self):\n        ...\n'
    assert statement_lines(source) == [frozenset({3}), frozenset({5})]


@pytest.mark.parametrize(
    ("head", "condition"),
    [
        ("from typing import TYPE_CHECKING", "TYPE_CHECKING"),
        ("from typing import Any, TYPE_CHECKING as T", "T"),
        ("import typing", "typing.TYPE_CHECKING"),
        ("import typing as t", "t.TYPE_CHECKING"),
    ],
)
def test_code_for_types_alone_is_not_counted(head: str, condition: str) -> None:
    source = f"{head}\nif {condition}:\n    import a\n    import b\nelse:\n    y = 1\nx = 1\n"
    assert [min(lines) for lines in statement_lines(source)] == [1, 2, 6, 7]


@pytest.mark.parametrize(
    ("head", "condition"),
    [
        ("", "TYPE_CHECKING"),
        ("TYPE_CHECKING = True", "TYPE_CHECKING"),
        ("from app.typing import TYPE_CHECKING", "TYPE_CHECKING"),
        ("from .typing import TYPE_CHECKING", "TYPE_CHECKING"),
        ("from typing import TYPE_CHECKING; TYPE_CHECKING = 1", "TYPE_CHECKING"),
        ("from typing import TYPE_CHECKING; from app import *", "TYPE_CHECKING"),
        ("from typing import TYPE_CHECKING; lambda TYPE_CHECKING: 1", "TYPE_CHECKING"),
        ("from typing import TYPE_CHECKING, Any as TYPE_CHECKING", "TYPE_CHECKING"),
        ("import typing; import app as typing", "typing.TYPE_CHECKING"),
        ("from typing import TYPE_CHECKING", "settings.TYPE_CHECKING"),
        ("from typing import TYPE_CHECKING", "not TYPE_CHECKING"),
        ("import typing", f"typing{'.typing' * 400}.TYPE_CHECKING"),
    ],
)
def test_code_that_only_looks_as_if_it_were_for_types_is_counted(head: str, condition: str) -> None:
    source = f"{head}\nif {condition}:\n    y = 1\n"
    assert frozenset({3}) in statement_lines(source)


def test_statements_inside_of_every_block_are_counted() -> None:
    source = (
        "try:\n    a = 1\nexcept E:\n    b = 1\nelse:\n    c = 1\nfinally:\n    d = 1\n"
        "match a:\n    case 1:\n        e = 1\nwith x:\n    f = 1\nfor i in y:\n    g = 1\n"
    )
    counted = {min(lines) for lines in statement_lines(source)}
    assert counted == {1, 2, 4, 6, 8, 9, 11, 12, 13, 14, 15}


def test_what_can_not_be_parsed_counts_as_not_run() -> None:
    assert statement_lines("def f(:") == [frozenset({1})]
    assert statement_lines("x = '\0'") == [frozenset({1})]


def test_coverage_is_measured_over_all_sources_but_tests(tmp_path: Path) -> None:
    for path in ("app/a.py", "app/b.py", "tests/test_a.py", "conftest.py"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("x = 1\ny = 2\n")
    coverage = measure(SourceTree.read(tmp_path), {"app/a.py": frozenset({1, 2})})
    assert coverage.statements == 4
    assert coverage.percent == 50.0
    assert coverage.missing == {"app/b.py": (1, 2)}


@pytest.mark.parametrize("answer", [b"[]", b'{"files": 1}', b'{"files": {"a": {}}}', b"\xff"])
def test_coverage_that_is_none_is_an_error(answer: bytes) -> None:
    with pytest.raises(QualityError):
        parse_executed(answer)


def test_rules_are_merged_and_written_once(tmp_path: Path) -> None:
    rules = merge(["rules:\n  - id: a\n    message: x\n", "rules:\n  - id: b\n"])
    assert rules.text == "rules:\n  - id: a\n    message: x\n  - id: b\n"
    assert rules.count == 2
    path = provide(rules, tmp_path)
    written = path.stat().st_mtime_ns
    assert provide(rules, tmp_path).stat().st_mtime_ns == written
    path.write_text("half")
    assert provide(rules, tmp_path).read_text() == rules.text


@pytest.mark.parametrize(
    "texts", [["- id: a\n"], [], ["rules:\n"], ["rules:\n  - id: a\n", "rules:\n  - id: a\n"]]
)
def test_rule_files_of_another_shape_are_refused(texts: list[str]) -> None:
    with pytest.raises(QualityError):
        merge(texts)


def test_every_rule_says_what_is_wrong_and_what_to_do() -> None:
    import yaml

    rules = RuleSet.load()
    loaded = yaml.safe_load(rules.text)["rules"]
    assert len(loaded) == rules.count >= 30
    for rule in loaded:
        assert rule["id"].startswith("orchestrator."), rule
        assert isinstance(rule["message"], str), rule["id"]
        wrong, _, fix = rule["message"].partition(" Fix: ")
        assert wrong.endswith("."), rule["id"]
        assert fix.endswith("."), rule["id"]
        assert rule["severity"] in ("ERROR", "WARNING"), rule["id"]
        assert rule["metadata"]["cwe"].startswith("CWE-"), rule["id"]
        assert rule["metadata"]["owasp"], rule["id"]
