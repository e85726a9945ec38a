"""This very application, started once for all tests of it."""

from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from threading import Thread

import pytest
from uvicorn import Server

from app.__main__ import server
from app.config import Settings
from tests.conftest import Direct, Visitor, browser


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the application's data."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def program(folder: Path) -> Server:
    """Give the application with its server."""
    # A relative path: a socket's whole path must stay under 108 characters.
    return server(Settings(data_dir=folder, socket="s", version=3))


@pytest.fixture(scope="session")
def running(folder: Path, program: Server) -> Iterator[Server]:
    """Give the server after it started; it is left to itself to end during other tests."""
    thread = Thread(target=program.run)
    with chdir(folder):
        thread.start()
        while thread.is_alive() and not program.started:
            thread.join(0.002)
    yield program
    program.should_exit = True
    thread.join()


@pytest.fixture(scope="session")
def visitor(program: Server) -> Iterator[Visitor]:
    """Give a visitor of the application; its data is shared by the tests."""
    with browser(Direct(program.config.app)) as client:
        member = Visitor(client, program.config.app.state.site)
        member.enter()
        yield member
