"""The application answers where the environment says, and can be asked whether it is well."""

from pathlib import Path

import pytest
from uvicorn import Server

from app.config import Settings
from app.probe import probe


def test_environment_is_read() -> None:
    settings = Settings.from_environment({"DATA_DIR": "/x", "PORT": "81", "APP_VERSION": "7"})
    assert (settings.database, settings.port, settings.version) == (Path("/x/app.db"), 81, 7)
    assert Settings.from_environment({}).version >= 1


def test_probe_finds_the_application(
    folder: Path, running: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    # On a busy machine it may have to ask more than once, as whoever watches does.
    assert any(probe({"SOCKET": "s"}) for _ in range(10))
    assert not probe({"SOCKET": "nowhere"})
    assert not probe({"PORT": "1"})
    running.should_exit = True
