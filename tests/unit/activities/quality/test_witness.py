"""A Python file counts as scanned only when the analyser found what was put into it."""

from pathlib import Path

import pytest

from activities.quality.gates.tree import SourceTree
from activities.quality.gates.witness import Witness
from models.quality import QualityFinding, Severity


def _tree(folder: Path, **sources: str) -> SourceTree:
    for name, source in sources.items():
        (folder / f"{name}.py").write_text(source)
    return SourceTree.read(folder)


def _finding(rule: str, path: str) -> QualityFinding:
    return QualityFinding(rule=rule, severity=Severity.ERROR, message="m", path=path)


def test_each_scan_has_a_line_of_its_own() -> None:
    one, other = Witness(), Witness()
    assert one.name != other.name
    assert one.name in one.rule
    assert one.added(b"x = 1").splitlines() == [b"x = 1", f'f"{{{one.name}}}"'.encode()]


def test_names_of_characters_are_no_expressions_and_lines_stay() -> None:
    source = b'a = f"\\N{LEFT DOUBLE QUOTATION MARK}{b}"\nc = rf"\\N{a if b else c}"\n'
    added = Witness().added(source).splitlines()
    assert added[0] == b'a = f"\\N{LEFTDOUBLEQUOTATIONMARK}{b}"'
    assert added[1] == source.splitlines()[1], "this one is an expression"


def test_what_was_seen_is_no_finding_and_what_was_not_is_one(tmp_path: Path) -> None:
    tree = _tree(tmp_path, seen="x = 1\n", missed="x = 1\n", told=")(\n")
    witness = Witness()
    seen = _finding(f"orchestrator.{witness.name}", "seen.py")
    flaw, told = _finding("orchestrator.fork", "missed.py"), _finding("analysis.gave-up", "told.py")
    judged = witness.judged(tree, tree.files, [seen, flaw, told])
    assert judged[:2] == [flaw, told]
    (missed,) = judged[2:]
    assert (missed.rule, missed.path) == ("analysis.half-read", "missed.py")
    assert missed.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("source", "line", "remedy"),
    [
        ("x = 1\nmatch x:\n    case 1:\n        pass\n", 2, "if and elif"),
        ("a @= b\n", 1, "a = a @ b"),
        ("x = 1\ny = tuple[*z]\n", 2, "inside of the brackets"),
        ("x = 1\n", 0, "newer than Python 3.9"),
        ("def f(:\n", 0, "newer than Python 3.9"),
    ],
)
def test_it_is_told_what_is_to_blame(tmp_path: Path, source: str, line: int, remedy: str) -> None:
    tree = _tree(tmp_path, a=source)
    (finding,) = Witness().judged(tree, tree.files, [])
    assert finding.line == line
    assert remedy in finding.remedy
