"""Which lines of an application its tests ran, counted from the sources: no setting hides any."""

import ast
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from activities.quality.gates.for_types import conditions_for_types, written
from activities.quality.gates.tree import SourceFile, SourceTree
from models.errors import QualityError
from models.quality import QualityFinding, Severity

_TEST_FOLDERS = frozenset({"tests", "test"})
_NOT_MEASURED = frozenset({"conftest.py", "setup.py", "noxfile.py"})
_MOST_NAMED = 8
"""Lines that a finding names."""


@dataclass(frozen=True)
class Coverage:
    """How many statements there are, and which were not run, by file."""

    statements: int
    missing: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def percent(self) -> float:
        """Share of statements that were run, 0 to 100; 0 when there are none."""
        if self.statements == 0:
            return 0.0
        missed = sum(len(lines) for lines in self.missing.values())
        return 100.0 * (self.statements - missed) / self.statements


def is_measured(file: SourceFile) -> bool:
    """Return whether a file is part of the application: all Python except its tests."""
    folders = file.path.split("/")[:-1]
    name = file.path.rpartition("/")[2]
    if file.suffix != ".py" or name in _NOT_MEASURED or name.startswith("test_"):
        return False
    return not (folders and folders[0] in _TEST_FOLDERS)


def parse_executed(content: bytes) -> dict[str, frozenset[int]]:
    """Return the lines that ran, by path, from the sandbox's JSON (or coverage's own).

    Raises:
        QualityError: The file is no such JSON; it comes from a place where hostile code ran.
    """
    try:
        files = json.loads(content)["files"]
        return {
            str(path): frozenset(int(line) for line in entry["executed_lines"])
            for path, entry in files.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise QualityError("The coverage can't be read.", cause=repr(problem)) from problem


def measure(tree: SourceTree, executed: Mapping[str, frozenset[int]]) -> Coverage:
    """Compare the statements in the sources with the lines that ran."""
    statements = 0
    missing: dict[str, tuple[int, ...]] = {}
    for file in filter(is_measured, tree.files):
        ran = executed.get(file.path, frozenset())
        wanted = statement_lines(tree.text(file))
        statements += len(wanted)
        missed = tuple(sorted(min(lines) for lines in wanted if not lines & ran))
        if missed:
            missing[file.path] = missed
    return Coverage(statements, missing)


def statement_lines(source: str) -> list[frozenset[int]]:
    """Return the statements that leave a trace, each as the lines that count as having run it.

    A source that can't be parsed counts as one statement that never ran.
    """
    try:
        parsed = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return [frozenset({1})]
    return [_lines(each) for each in _statements(parsed)]


def _statements(module: ast.Module) -> Iterator[ast.stmt]:
    for_types = conditions_for_types(module)
    waiting = list(reversed(module.body))
    while waiting:
        each = waiting.pop()
        if _leaves_a_trace(each):
            yield each
        if isinstance(each, ast.If) and written(each.test) in for_types:
            waiting.extend(reversed(each.orelse))
        else:
            waiting.extend(reversed(list(_inner(each))))


def _inner(statement: ast.stmt) -> Iterator[ast.stmt]:
    for part in ("body", "orelse", "finalbody"):
        yield from getattr(statement, part, ())
    for handler in getattr(statement, "handlers", ()):
        yield from handler.body
    for case in getattr(statement, "cases", ()):
        yield from case.body


def _leaves_a_trace(statement: ast.stmt) -> bool:
    match statement:
        case ast.Expr(value=ast.Constant()):
            return False  # docstrings and "..."
        case ast.AnnAssign(value=None):
            return False  # a bare annotation is evaluated lazily, or never
        case ast.Global() | ast.Nonlocal() | ast.Pass() | ast.Continue() | ast.Break():
            return False  # optimised away, in one version or another
        case ast.While(test=ast.Constant()) | ast.If(test=ast.Constant()):
            return False
        case _:
            return True


def _lines(statement: ast.stmt) -> frozenset[int]:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        decorators = [each.lineno for each in statement.decorator_list]
        return frozenset({statement.lineno, *decorators})
    # A statement over several lines is traced on whichever of them its code begins.
    if isinstance(statement, ast.If | ast.For | ast.While | ast.With | ast.Try | ast.Match):
        first = getattr(statement, "test", None) or getattr(statement, "iter", None)
        return frozenset({statement.lineno, (first or statement).lineno})
    return frozenset(range(statement.lineno, (statement.end_lineno or statement.lineno) + 1))


def coverage_findings(coverage: Coverage, minimum: int) -> list[QualityFinding]:
    """Return what is missing: errors when the whole is below the minimum, notes otherwise."""
    enough = coverage.percent >= minimum
    worst = sorted(coverage.missing.items(), key=lambda item: -len(item[1]))
    return [
        QualityFinding(
            rule="coverage.not-run",
            severity=Severity.NOTE if enough else Severity.ERROR,
            message=f"No test runs {_named(lines)} of this file.",
            path=path,
            line=lines[0],
            remedy="Write a test that runs these lines, or remove what nothing needs.",
        )
        for path, lines in worst
    ]


def _named(lines: tuple[int, ...]) -> str:
    shown = ", ".join(str(line) for line in lines[:_MOST_NAMED])
    rest = len(lines) - _MOST_NAMED
    word = "line" if len(lines) == 1 else "lines"
    return f"{word} {shown} and {rest} more" if rest > 0 else f"{word} {shown}"
