"""Folders for agents."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from activities.building.agents.port import SessionRequest
from tests.integration.agents.scripted import Heard


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def place() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="orchestrator-agents-"))
    (folder / "tree").mkdir()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def request_for(place: Path) -> Callable[..., SessionRequest]:
    def make(**more: Any) -> SessionRequest:
        return SessionRequest(tree=place / "tree", state=place / "state", **more)

    return make
