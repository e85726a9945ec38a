"""A running stack per runtime, kept for all tests of a module."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.parts import BASE_IMAGE, require
from tests.running import RunningStack


@pytest.fixture(scope="module", params=["process", "docker"])
def stack(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningStack]:
    if request.param == "docker":
        require("docker")
    running = new_stack(tmp_path_factory.mktemp("stack"), request.param)
    running.start()
    yield running
    running.stop()


def new_stack(folder: Path, runtime: str, **environment: str) -> RunningStack:
    """Return a stack that is not started yet; its analysers are shared with other tests."""
    return RunningStack(
        folder / "data",
        {
            "ORCHESTRATOR_RUNTIME__KIND": runtime,
            "ORCHESTRATOR_RUNTIME__BASE_IMAGE": BASE_IMAGE,
            "ORCHESTRATOR_DEPLOY__WATCH_SECONDS": "1",
            **environment,
        },
    )
