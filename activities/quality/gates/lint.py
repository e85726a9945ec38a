"""The lint gate: ruff with our rules; nothing in the tree can weaken it."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any

from activities.containers.memory import MemoryMeter
from activities.quality.analysers import Analysers
from activities.quality.commands import Ended, minimal_environment, run
from activities.quality.gates.tree import SourceTree, readable
from models.errors import QualityError
from models.quality import QualityFinding, Severity

CONFIGURATION = Path(__file__).parent / "lint-rules.toml"
BLOCKING = ("E9", "F5", "F6", "F7", "F82", "B", "S", "ASYNC", "PLE", "T10", "invalid-syntax")
"""Prefixes of codes that are errors; the rest are warnings."""
_HARMLESS = frozenset(
    {"B007", "B904", "B905", "S105", "S106", "S107", "S110", "S112", "S311", "S404", "S603", "S607"}
)
"""Codes that guess; where it matters, the security gate has a rule that knows."""
_TIMEOUT_SECONDS = 60.0
_MEMORY_MB = 2048


async def lint(
    analysers: Analysers, tree: SourceTree, home: Path, meter: MemoryMeter | None = None
) -> list[QualityFinding]:
    """Run ``ruff check`` and ``ruff format --check`` on the tree at the same time.

    Args:
        analysers: Where ruff is.
        tree: The tree; links in it must have been removed.
        home: An empty folder that the analyser may use.
        meter: Watches what that takes.

    Raises:
        QualityError: ruff broke.
    """
    if not any(file.suffix in (".py", ".pyi") for file in tree.files):
        return []
    shared = ["--config", str(CONFIGURATION), "--no-cache", "--output-format", "json"]
    program = str(analysers.ruff)
    checked, formatted = await asyncio.gather(
        _run([program, "check", "--ignore-noqa", *shared, "."], tree.root, home, meter),
        _run([program, "format", "--check", *shared, "."], tree.root, home, meter),
    )
    return [
        *parse_ruff(checked.output, tree.root),
        *(each for each in parse_ruff(formatted.output, tree.root) if each.rule == "unformatted"),
    ]


async def _run(command: list[str], root: Path, home: Path, meter: MemoryMeter | None) -> Ended:
    ended = await run(
        command,
        folder=root,
        environment=minimal_environment(home, {"NO_COLOR": "1"}),
        timeout_seconds=_TIMEOUT_SECONDS,
        memory_mb=_MEMORY_MB,
        meter=meter,
    )
    # The formatter ends with 2 when a file can't be parsed, which the checker tells better.
    accepted = (0, 1, 2) if "format" in command else (0, 1)
    if ended.exit_code not in accepted:
        raise QualityError("ruff broke.", log=ended.complaints[-2000:], exit_code=ended.exit_code)
    return ended


def parse_ruff(output: bytes, root: Path) -> list[QualityFinding]:
    """Return the findings in ruff's JSON answer, with paths relative to the tree.

    Raises:
        QualityError: The answer is not what ruff documents.
    """
    try:
        entries = json.loads(output or b"[]")
        return [_finding(entry, root) for entry in entries]
    except (ValueError, KeyError, TypeError) as problem:
        raise QualityError("ruff's answer can't be read.", cause=repr(problem)) from problem


def _finding(entry: dict[str, Any], root: Path) -> QualityFinding:
    code = entry["code"] or "invalid-syntax"
    if code == "unformatted":
        return QualityFinding(
            rule=code,
            severity=Severity.WARNING,
            message="The file is not formatted.",
            path=_relative(entry["filename"], root),
            remedy="Run 'ruff format'.",
        )
    return QualityFinding(
        rule=code,
        severity=_severity(code),
        message=readable(entry["message"]),
        path=_relative(entry["filename"], root),
        line=int((entry.get("location") or {}).get("row") or 0),
        remedy=_remedy(entry),
    )


def _severity(code: str) -> Severity:
    blocks = code.startswith(BLOCKING) and code not in _HARMLESS
    return Severity.ERROR if blocks else Severity.WARNING


def _remedy(entry: dict[str, Any]) -> str:
    fix = entry.get("fix") or {}
    if fix.get("message"):
        return readable(fix["message"])
    return f"See {entry['url']}" if entry.get("url") else "Correct the line."


def _relative(filename: str, root: Path) -> str:
    return readable(os.path.relpath(os.path.realpath(filename), os.path.realpath(root)), 200)
