"""Reading semgrep's JSON answer; the core and both command lines speak nearly the same one."""

import json
from typing import Any

from activities.quality.gates.tree import readable
from models.errors import QualityError
from models.quality import QualityFinding, Severity

RULE_PREFIX = "orchestrator."
FIX = " Fix: "
"""Splits a rule's message into what is wrong and what to do."""
_SEVERITIES = {
    "ERROR": Severity.ERROR,
    "CRITICAL": Severity.ERROR,
    "HIGH": Severity.ERROR,
    "WARNING": Severity.WARNING,
    "MEDIUM": Severity.WARNING,
    "INFO": Severity.NOTE,
    "LOW": Severity.NOTE,
}
_UNREADABLE = ("syntax", "partialparsing", "lexical", "parse", "ast builder")
_GAVE_UP = ("timeout", "outofmemory", "out of memory", "stackoverflow", "toomanymatches")


def parse_semgrep(output: bytes) -> list[QualityFinding]:
    """Return the findings in an answer, those that inline comments tried to silence included.

    Raises:
        QualityError: It is no answer, or tells of an error that has nothing to do with one file.
    """
    try:
        answer = json.loads(output)
        found = [_finding(entry) for entry in answer["results"]]
        troubles = [_trouble(entry) for entry in answer.get("errors", ())]
    except (ValueError, KeyError, TypeError) as problem:
        raise QualityError("semgrep's answer can't be read.", cause=repr(problem)) from problem
    return found + troubles


def _finding(entry: dict[str, Any]) -> QualityFinding:
    extra = entry["extra"]
    message, _, remedy = " ".join(extra["message"].split()).partition(FIX)
    return QualityFinding(
        rule=RULE_PREFIX + entry["check_id"].rsplit(RULE_PREFIX, 1)[-1],
        severity=_SEVERITIES.get(str(extra.get("severity")), Severity.ERROR),
        message=readable(message),
        path=_path(entry["path"]),
        line=int(entry["start"]["line"]),
        remedy=readable(remedy[:1].upper() + remedy[1:]),
    )


def _trouble(entry: dict[str, Any]) -> QualityFinding:
    kind = _kind(entry)
    location = entry.get("location") or {}
    path = location.get("path") or entry.get("path") or ""
    line = int((location.get("start") or {}).get("line") or 0)
    if "rule" in kind:
        raise QualityError("One of our rules is broken.", cause=str(entry.get("message"))[:500])
    if any(word in kind for word in _UNREADABLE) and path:
        return QualityFinding(
            rule="analysis.unreadable",
            severity=Severity.ERROR,
            message="The analyser can't read the file from here on, so it was not checked.",
            path=_path(path),
            line=line,
            remedy="Correct the syntax if it is wrong; otherwise write it more simply, for example"
            " a match statement as if and elif.",
        )
    if any(word in kind for word in _GAVE_UP):
        return QualityFinding(
            rule="analysis.gave-up",
            severity=Severity.ERROR,
            message="The file is too complicated to be checked in the time there is.",
            path=_path(path),
            remedy="Split the file, and long expressions in it.",
        )
    raise QualityError("semgrep reported an error.", cause=str(entry.get("message"))[:500])


def _kind(entry: dict[str, Any]) -> str:
    kind = entry.get("error_type", entry.get("type", ""))
    name = kind[0] if isinstance(kind, list) and kind else kind
    return str(name).lower()


def _path(path: str) -> str:
    # Whole, since what is told of a file is looked up by it; a tree's paths are never longer.
    return readable(path.removeprefix("./"))
