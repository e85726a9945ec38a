"""The gates as activities, on real trees with the real analysers."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from activities.quality.analysers import Analysers
from activities.quality.gates.rules import RuleSet, provide
from activities.quality.gates.security import Way, scan
from activities.quality.gates.tree import SourceTree
from activities.quality.messages import GateInput
from activities.quality.report import describe, merge
from models.errors import QualityError
from models.quality import GateName, Severity
from tests.integration.quality.conftest import Bench
from tests.integration.quality.trees import clean_tree, flawed_tree, planted, write_tree

pytestmark = pytest.mark.integration
MakeBench = Callable[[], Bench]


async def _all(bench: Bench, request: GateInput) -> list[object]:
    gates = (bench.activities.lint, bench.activities.security, bench.activities.tests)
    outputs = await asyncio.gather(*(gate(request) for gate in gates))
    return [result for output in outputs for result in output.results]


async def test_a_clean_tree_passes_every_gate(bench: MakeBench) -> None:
    made = bench()
    request = made.commit("clean", clean_tree())
    outputs = await asyncio.gather(
        made.activities.lint(request),
        made.activities.security(request),
        made.activities.tests(request),
    )
    report = merge(request.commit, [each for output in outputs for each in output.results])
    assert report.passed, describe(report)
    by_gate = {gate.gate: gate for gate in report.gates}
    assert by_gate[GateName.TESTS].metrics["tests"] == 8
    assert by_gate[GateName.COVERAGE].metrics["coverage"] == 100.0
    assert list(made.workspaces.iterdir()) == []
    assert any("8 tests passed" in line for line in made.journal.lines)
    # Their sandbox here measures nothing; the analysers are really watched.
    assert "quality.tests" not in made.peaks.parts
    assert 20 < made.peaks.parts["quality.security"] < 4096


async def test_all_planted_flaws_are_found_whatever_the_tree_says(
    bench: MakeBench, analysers: Analysers, tmp_path: Path
) -> None:
    made = bench()
    files = flawed_tree()
    request = made.commit("flawed", files)
    (result,) = (await made.activities.security(request)).results
    assert not result.passed
    tree = SourceTree.read(made.sources.root / "flawed")
    found = await _scan(analysers, tmp_path, tree, Way.CORE)
    wanted = planted(files)
    assert len(wanted) >= 25
    assert wanted - found == set()
    assert result.finding_count >= len(wanted)


async def _scan(
    analysers: Analysers, folder: Path, tree: SourceTree, way: Way
) -> set[tuple[str, str, int]]:
    home = folder / f"home-{way}"
    home.mkdir()
    rules = provide(RuleSet.load(), folder)
    findings = await scan(analysers, rules, tree, home, (way,))
    return {(each.rule.removeprefix("orchestrator."), each.path, each.line) for each in findings}


@pytest.mark.slow
@pytest.mark.parametrize("way", [Way.EXPERIMENTAL, Way.STANDARD])
async def test_the_slow_ways_find_the_same(way: Way, analysers: Analysers, tmp_path: Path) -> None:
    tree = SourceTree.read(write_tree(tmp_path / "tree", flawed_tree()))
    fast = await _scan(analysers, tmp_path, tree, Way.CORE)
    assert await _scan(analysers, tmp_path, tree, way) == fast
    assert len(fast) >= 25


async def test_a_broken_core_falls_back(
    analysers: Analysers, merged_rules: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "core"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    patched = Analysers(analysers.semgrep, broken, analysers.ruff, "x")
    tree = SourceTree.read(write_tree(tmp_path / "tree", {"a.py": "import os\nos.system(x)\n"}))
    with pytest.raises(QualityError):
        await scan(patched, merged_rules, tree, tmp_path, (Way.CORE,))
    findings = await scan(patched, merged_rules, tree, tmp_path, (Way.CORE, Way.EXPERIMENTAL))
    assert [each.rule for each in findings] == ["orchestrator.command-os-system"]


async def test_a_broken_rule_is_an_error_and_no_result(
    analysers: Analysers, tmp_path: Path
) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text("rules:\n  - id: orchestrator.x\n    languages: [python]\n")
    tree = SourceTree.read(write_tree(tmp_path / "tree", {"a.py": "x = 1\n"}))
    with pytest.raises(QualityError):
        await scan(analysers, rules, tree, tmp_path, (Way.CORE,))


async def test_files_that_were_found_clean_hide_no_flaw(
    bench: MakeBench, analysers: Analysers
) -> None:
    made = bench()
    flaw = "import os\n\nos.system(input())\n"
    versions: list[dict[str, str]] = [
        {"app/a.py": "A = 1\n", "app/b.py": flaw},
        {"app/a.py": "A = 2\n", "app/b.py": flaw},  # the flaw was seen, and is not forgiven
        {"app/a.py": flaw, "app/b.py": "A = 1\n"},  # contents that are known, elsewhere
        {"app/a.py": "A = 1\n", "app/b.py": "A = 1\n"},
    ]
    found = []
    for number, files in enumerate(versions):
        request = made.commit(str(number), files)
        (result,) = (await made.activities.security(request)).results
        found.append([each.path for each in result.findings])
        assert result.metrics["files"] == 2
    assert found == [["app/b.py"], ["app/b.py"], ["app/a.py"], []]


async def test_lint_obeys_our_rules_alone(bench: MakeBench) -> None:
    made = bench()
    files = {
        "app/a.py": "# ruff: noqa\nprint(undefined_name)  # noqa\n",
        "build/b.py": "import subprocess\n\n\ndef f(x=[]):  # noqa: B006\n    return x\n",
        "ruff.toml": 'exclude = ["*"]\n',
        "pyproject.toml": "[tool.ruff.lint]\nselect = []\n",
        ".gitignore": "build/\napp/\n",
    }
    (result,) = (await made.activities.lint(made.commit("tricks", files))).results
    errors = {(e.rule, e.path) for e in result.findings if e.severity is Severity.ERROR}
    assert not result.passed
    assert errors == {("F821", "app/a.py"), ("B006", "build/b.py")}


async def test_a_syntax_error_blocks(bench: MakeBench) -> None:
    made = bench()
    request = made.commit("syntax", {**clean_tree(), "app/broken.py": "x = 1\n)(\n"})
    (lint,) = (await made.activities.lint(request)).results
    (security,) = (await made.activities.security(request)).results
    assert not lint.passed
    assert lint.findings[0].rule == "invalid-syntax"
    assert lint.findings[0].path == "app/broken.py"
    assert any(each.rule == "analysis.unreadable" for each in security.findings)


async def test_badly_formatted_code_only_warns(bench: MakeBench) -> None:
    made = bench()
    (result,) = (
        await made.activities.lint(made.commit("ugly", {"a.py": "x = {  'a':1 }\n"}))
    ).results
    assert result.passed
    assert [each.rule for each in result.findings] == ["unformatted"]


async def test_links_and_unreadable_files_block_and_are_not_followed(bench: MakeBench) -> None:
    made = bench()
    request = made.commit("links", clean_tree())
    root = made.sources.root / "links"
    (root / "app" / "outside.py").symlink_to("/etc/passwd")
    (root / "app" / "folder").symlink_to("/etc")
    (root / "app" / "native.so").write_bytes(b"\x7fELF")
    (root / "app" / "hidden.py").write_bytes(b"# coding: utf-7\nx = 1\n")
    (result,) = (await made.activities.security(request)).results
    found = {(each.rule, each.path) for each in result.findings}
    assert found == {
        ("tree.symbolic-link", "app/outside.py"),
        ("tree.symbolic-link", "app/folder"),
        ("tree.opaque-file", "app/native.so"),
        ("tree.odd-encoding", "app/hidden.py"),
    }


async def test_secrets_block_and_are_not_repeated(bench: MakeBench) -> None:
    made = bench()
    # Put together here, so that the file itself holds nothing that looks real.
    secret = "AKIA" + "ABCDEFGHIJKLMNOP"
    request = made.commit("secret", {**clean_tree(), "notes/todo.txt": f"key: {secret}\n"})
    (result,) = (await made.activities.security(request)).results
    assert [(each.rule, each.path, each.line) for each in result.findings] == [
        ("secrets.aws-key", "notes/todo.txt", 1)
    ]
    assert secret not in result.model_dump_json() + "".join(made.journal.lines)


async def test_an_unchanged_commit_is_answered_from_the_cache(bench: MakeBench) -> None:
    made = bench()
    request = made.commit("clean", clean_tree())
    await made.activities.security(request)
    started = time.perf_counter()
    first = await _all(made, request)
    first_seconds = time.perf_counter() - started
    exports = made.sources.exports
    started = time.perf_counter()
    again = await _all(made, request)
    again_seconds = time.perf_counter() - started
    assert again == first
    assert made.sources.exports == exports
    assert made.sandbox.runs == 1
    assert again_seconds < first_seconds * 0.1, "generous here; the benchmark measures"


async def test_equal_trees_of_other_commits_share_results_and_changed_ones_do_not(
    bench: MakeBench,
) -> None:
    made = bench()
    first = await made.activities.tests(made.commit("one", clean_tree()))
    same = await made.activities.tests(made.commit("two", clean_tree()))
    assert same == first
    assert made.sandbox.runs == 1
    changed = {**clean_tree(), "app/more.py": "VALUE = 1\n"}
    other = await made.activities.tests(made.commit("three", changed))
    assert made.sandbox.runs == 2
    assert other.results[1].metrics["statements"] == first.results[1].metrics["statements"] + 1


async def test_a_cancelled_gate_leaves_nothing_behind(bench: MakeBench) -> None:
    made = bench()
    forever = {
        **clean_tree(),
        "tests/test_loop.py": "def test_loop():\n    while True:\n        pass\n",
    }
    running = asyncio.create_task(made.activities.tests(made.commit("loop", forever)))
    await asyncio.sleep(1.5)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert list(made.workspaces.iterdir()) == []
