"""A running stack on confined processes: what is shown here does not depend on the runtime."""

from collections.abc import Iterator

import pytest

from tests.e2e.conftest import new_stack
from tests.running import RunningStack


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    running = new_stack(tmp_path_factory.mktemp("chaos"), "process")
    running.start()
    yield running
    running.stop()
