"""Each line of the CIS Docker Benchmark on a container that was really deployed."""

import asyncio

import pytest

from benchmarks.cis.container import Seen
from benchmarks.cis.lines import LINES, Line
from benchmarks.rows.hardening import deployed
from tests.parts import require

pytestmark = [pytest.mark.docker, pytest.mark.integration]


@pytest.fixture(scope="module")
def seen() -> Seen:
    """One application of the embedded builder, as the deployment starts it; looked at once."""
    require("docker")
    ours, _ = asyncio.run(deployed())
    return ours


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name.replace(" ", "-"))
def test_a_deployed_container_keeps(line: Line, seen: Seen) -> None:
    assert line.kept(seen)
