"""What a test run left behind, read as what hostile code may have written. Pure."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from activities.containers.port import SandboxResult
from activities.quality.gates.coverage import parse_executed
from activities.quality.gates.junit import TestRun, parse_junit
from models.base import Model
from models.errors import QualityError


@dataclass(frozen=True)
class TestsEnded:
    """How a test run ended: the JSON that our program wrote and pytest's JUnit file, if any."""

    __test__ = False  # pytest would take it for a test

    sandbox: SandboxResult
    result: bytes | None
    junit: bytes | None


class PassedPart(Model):
    """What the tests of a part of an application showed, all of which passed."""

    tests: int
    skipped: int
    executed: dict[str, frozenset[int]]
    """Lines that were run, by path."""
    seconds: float
    earlier: bool = False
    """Whether this was seen before and is not of tests that ran just now."""

    def within(self, paths: Iterable[str]) -> "PassedPart":
        """Return the same without what was run of other files."""
        known = frozenset(paths)
        kept = {path: lines for path, lines in self.executed.items() if path in known}
        return self.model_copy(update={"executed": kept})


def passed_part(ended: TestsEnded) -> PassedPart | None:
    """Return what the tests of a part showed; None when not all of them passed."""
    if ended.sandbox.exit_code or ended.result is None or ended.junit is None:
        return None
    try:
        run, executed, code = read_reports(ended.result, ended.junit)
    except QualityError:
        return None
    if code or run.failed or run.executed <= 0:
        return None
    return PassedPart(
        tests=run.tests,
        skipped=run.skipped,
        executed=executed,
        seconds=ended.sandbox.duration_seconds,
    )


def read_reports(result: bytes, junit: bytes) -> tuple[TestRun, dict[str, frozenset[int]], int]:
    """Return the tests, the lines that were run, and pytest's exit code.

    Raises:
        QualityError: One of the two can't be read.
    """
    try:
        return parse_junit(junit), parse_executed(result), int(json.loads(result)["exit_code"])
    except (ValueError, KeyError, TypeError) as problem:
        raise QualityError("The result can't be read.", cause=repr(problem)) from problem
