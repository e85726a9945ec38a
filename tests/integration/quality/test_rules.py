"""Every rule finds each marked line of its bad example, and nothing in its good one."""

from collections import defaultdict
from pathlib import Path

import pytest

from activities.quality.analysers import Analysers
from activities.quality.gates.rules import RuleSet
from activities.quality.gates.security import Way, scan
from activities.quality.gates.tree import SourceTree
from models.quality import QualityFinding

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


def test_every_example_can_be_read_by_the_analyser(found: _Lines) -> None:
    assert not [place for place in found if place[0].startswith("analysis.")]
