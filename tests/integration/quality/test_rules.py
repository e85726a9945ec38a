"""Every rule finds each marked line of its bad example, and nothing in its good one."""

from collections import defaultdict
from pathlib import Path

import pytest

from activities.quality.analysers import Analysers
from activities.quality.gates.rules import RuleSet
from activities.quality.gates.security import Way, scan
from activities.quality.gates.tree import SourceTree
from models.quality import QualityFinding, Severity
from tests.integration.quality.trees import write_tree

pytestmark = pytest.mark.integration
EXAMPLES = Path(__file__).parents[2] / "fixtures" / "semgrep"
RULES = [
    line.removeprefix("  - id: orchestrator.")
    for line in RuleSet.load().text.splitlines()
    if line.startswith("  - id: ")
]
_Lines = dict[tuple[str, str], set[int]]


@pytest.fixture(scope="session")
def already_found() -> dict[str, _Lines]:
    return {}


@pytest.fixture
async def found(
    already_found: dict[str, _Lines], analysers: Analysers, merged_rules: Path, tmp_path: Path
) -> _Lines:
    """One scan of all examples, shared by all tests: lines by rule and file."""
    if "lines" not in already_found:
        tree = SourceTree.read(EXAMPLES)
        findings = await scan(analysers, merged_rules, tree, tmp_path, (Way.CORE,))
        already_found["lines"] = _by_place(findings)
    return already_found["lines"]


def _by_place(findings: list[QualityFinding]) -> _Lines:
    lines: _Lines = defaultdict(set)
    for finding in findings:
        lines[finding.rule.removeprefix("orchestrator."), finding.path].add(finding.line)
    return lines


def test_there_are_enough_rules() -> None:
    assert len(RULES) >= 30


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_each_bad_line_and_no_good_one(found: _Lines, rule: str) -> None:
    (bad,) = EXAMPLES.glob(f"{rule}.bad.*")
    (good,) = EXAMPLES.glob(f"{rule}.good.*")
    numbered = enumerate(bad.read_text("utf-8").splitlines(), start=1)
    expected = {number + 1 for number, line in numbered if "bad-next-line" in line}
    assert expected
    assert found.get((rule, bad.name), set()) == expected
    assert found.get((rule, good.name), set()) == set()


_MATCHED = "\n\ndef matched(a):\n    match a:\n        case {}:\n            return a\n"


@pytest.mark.parametrize(
    ("case", "rule"),
    [("1", "analysis.half-read"), ("{'b': 1, **c}", "analysis.unreadable")],
    ids=["a match", "a match with the rest of a mapping"],
)
async def test_a_match_statement_hides_no_flaw(
    case: str, rule: str, analysers: Analysers, merged_rules: Path, tmp_path: Path
) -> None:
    more = _MATCHED.replace("{}", case)
    files = {bad.name: bad.read_text("utf-8") + more for bad in EXAMPLES.glob("*.bad.py")}
    tree = SourceTree.read(write_tree(tmp_path / "tree", files))
    findings = await scan(analysers, merged_rules, tree, tmp_path, (Way.CORE,))
    errors = {(each.rule, each.path) for each in findings if each.severity is Severity.ERROR}
    assert {(rule, path) for path in files} <= errors


@pytest.mark.parametrize(
    "hiding", ["a @= b", "a = tuple[*b]", "a[b := 1]", "f'{a:#x}'", "for a in *b, *c:\n    pass"]
)
async def test_nothing_else_makes_the_analyser_blind(
    hiding: str, analysers: Analysers, merged_rules: Path, tmp_path: Path
) -> None:
    flaw = 'def find(database, name):\n    database.execute(f"SELECT {name}")\n'
    named = 'MARK = 1\nTEXT = f"\\N{LEFT DOUBLE QUOTATION MARK}{MARK}"\n'
    files = {"seen.py": flaw + named, "hidden.py": f"{flaw}\n\n{hiding}\n"}
    tree = SourceTree.read(write_tree(tmp_path / "tree", files))
    findings = await scan(analysers, merged_rules, tree, tmp_path, (Way.CORE,))
    assert {(each.rule, each.path) for each in findings} == {
        ("orchestrator.sql-injection-fstring", "seen.py"),
        ("analysis.half-read", "hidden.py"),
    }


def test_every_example_can_be_read_by_the_analyser(found: _Lines) -> None:
    assert not [place for place in found if place[0].startswith("analysis.")]
