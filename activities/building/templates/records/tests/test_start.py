"""The application starts where the environment says, and can be asked whether it is well."""

import threading
from pathlib import Path

import pytest

from app.__main__ import server
from app.config import Settings
from app.probe import probe


def test_environment_is_read() -> None:
    settings = Settings.from_environment({"DATA_DIR": "/x", "PORT": "81", "APP_VERSION": "7"})
    assert (settings.database, settings.port, settings.version) == (Path("/x/app.db"), 81, 7)
    assert Settings.from_environment({}).version >= 1


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("s")


def test_probe_finds_the_application(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A relative path: a socket's whole path must stay under 108 characters.
    monkeypatch.chdir(folder)
    path = "s"
    assert not probe({"SOCKET": path})
    assert not probe({"PORT": "1"})
    program = server(Settings(data_dir=folder, socket=path))
    thread = threading.Thread(target=program.run)
    thread.start()
    try:
        while thread.is_alive() and not program.started:
            thread.join(0.005)
        assert probe({"SOCKET": path})
    finally:
        program.should_exit = True
        thread.join()
