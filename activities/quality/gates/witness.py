"""Proof that the analyser saw a Python file as its rules do, and did not just say nothing.

What its first parser can't read goes to a second one, silently, and patterns with f-strings never
fit what that one makes of them: one ``match`` statement hides every SQL injection of a file. So
each file is given a last line that a rule must find, under a name that no tree can know.
"""

import ast
import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from activities.quality.gates.semgrep_answer import RULE_PREFIX
from activities.quality.gates.tree import SourceFile, SourceTree
from models.quality import QualityFinding, Severity

_RULE = """\
  - id: {rule}
    languages: [python]
    severity: ERROR
    message: "Seen. Fix: nothing."
    pattern: f"...{{{name}}}..."
"""
_NAMED_CHARACTER = re.compile(rb"\\N\{[A-Z0-9 -]+\}")
"""Should it be an expression after all, as in a raw string, spaces make no difference to it."""
_ANY_CAUSE = (
    "Leave out syntax that is newer than Python 3.9, ':=' inside of brackets, '*' alone in a lambda"
    " or in the list of a 'for', and '#' or 'yield' inside of the braces of an f-string."
)


@dataclass(frozen=True)
class Witness:
    """The line that one scan must find in every Python file."""

    name: str = field(default_factory=lambda: f"seen_{secrets.token_hex(8)}")

    @property
    def rule(self) -> str:
        """The rule that finds the line, to be added to a rule file."""
        return _RULE.format(rule=RULE_PREFIX + self.name, name=self.name)

    def added(self, content: bytes) -> bytes:
        """Return the content of a Python file, its lines where they were, with one more."""
        # The first parser takes the name of a character in an f-string for an expression.
        plain = _NAMED_CHARACTER.sub(lambda found: found[0].replace(b" ", b""), content)
        return plain + f'\nf"{{{self.name}}}"\n'.encode()

    def judged(
        self, tree: SourceTree, files: Iterable[SourceFile], findings: Sequence[QualityFinding]
    ) -> list[QualityFinding]:
        """Return the findings without the line, and an error for each file where it was missed."""
        mine = RULE_PREFIX + self.name
        known = {each.path for each in findings if each.rule == mine or _tells_of_trouble(each)}
        missed = [_missed(tree, file) for file in files if file.path not in known]
        return [*(each for each in findings if each.rule != mine), *missed]


def _tells_of_trouble(finding: QualityFinding) -> bool:
    return finding.rule.startswith("analysis.")


def _missed(tree: SourceTree, file: SourceFile) -> QualityFinding:
    line, remedy = _cause(tree.text(file))
    return QualityFinding(
        rule="analysis.half-read",
        severity=Severity.ERROR,
        message="The analyser can't follow this file, so flaws anywhere in it would not be found.",
        path=file.path,
        line=line,
        remedy=remedy,
    )


def _cause(source: str) -> tuple[int, str]:
    """Return the line of what is most likely to blame, 0 when there is none, and what to do."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return 0, _ANY_CAUSE
    for node in nodes:
        match node:
            case ast.Match():
                return node.lineno, "Write the match statement as if and elif."
            case ast.AugAssign(op=ast.MatMult()):
                return node.lineno, "Write 'a = a @ b' instead of 'a @= b'."
            case ast.Subscript(slice=ast.Tuple(elts=parts)) if _any_starred(parts):
                return node.lineno, "Leave out the '*' inside of the brackets."
    return 0, _ANY_CAUSE


def _any_starred(parts: Iterable[ast.expr]) -> bool:
    return any(isinstance(each, ast.Starred) for each in parts)
