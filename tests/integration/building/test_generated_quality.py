"""Whatever valid specification comes, the sources are clean and pass their own tests."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from models.specification import ApplicationSpecification
from tests.integration.building.gates import SourceGates
from tests.integration.building.running import build, command, coverage_of, environment
from tests.strategies import specifications
from tests.unit.activities.building.examples import budget, pictured, reading_list

pytestmark = pytest.mark.integration

EXAMPLES = int(os.environ.get("ORCHESTRATOR_TEST_EXAMPLES", "4"))
"""How many random applications run their own tests; set it higher for a longer look."""


def assert_clean(tree: Path) -> None:
    for arguments in (["check"], ["format", "--check", "--diff"]):
        linted = subprocess.run(
            [sys.executable, "-m", "ruff", *arguments, "--no-cache", "."],
            cwd=tree,
            capture_output=True,
            text=True,
            check=False,
        )
        assert linted.returncode == 0, linted.stdout + linted.stderr


def assert_tested(tree: Path) -> None:
    tested = command(tree, "-m", "coverage", "run", "-m", "pytest", "-q")
    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert coverage_of(command(tree, "-m", "coverage", "report").stdout) >= 85


@pytest.fixture(scope="module")
def gates(tmp_path_factory: pytest.TempPathFactory) -> SourceGates:
    return SourceGates(tmp_path_factory.mktemp("gates"))


@pytest.mark.parametrize(
    "specification", [reading_list(), budget(), pictured()], ids=["books", "budget", "pictures"]
)
def test_examples_are_clean_and_tested(
    specification: ApplicationSpecification, tmp_path: Path
) -> None:
    tree = build(specification, tmp_path)
    assert_clean(tree)
    assert_tested(tree)


def _any_specification(examples: int, check: Callable[[Path], None], folder: Path) -> None:
    numbers = iter(range(10**6))

    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
        database=None,
    )
    @given(specifications())
    def run(specification: Any) -> None:
        check(build(specification, folder / str(next(numbers))))

    run()


def test_any_specification_gives_clean_sources(tmp_path: Path) -> None:
    _any_specification(10, assert_clean, tmp_path)


def test_any_specification_passes_the_lint_and_security_gates(
    gates: SourceGates, tmp_path: Path
) -> None:
    def assert_safe(tree: Path) -> None:
        assert gates.findings(tree) == []

    _any_specification(6, assert_safe, tmp_path)


def test_any_specification_gives_passing_tests(tmp_path: Path) -> None:
    _any_specification(2, assert_tested, tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(60 + 60 * EXAMPLES)
def test_many_specifications_give_passing_tests(tmp_path: Path) -> None:
    _any_specification(EXAMPLES, assert_tested, tmp_path)


@pytest.mark.slow
def test_sources_are_fully_typed(tmp_path: Path) -> None:
    tree = build(budget(), tmp_path)
    typed = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--python-executable",
            str(environment()),
            "app",
        ],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    )
    assert typed.returncode == 0, typed.stdout
