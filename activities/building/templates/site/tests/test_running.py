"""The site runs as a program."""

from contextlib import chdir
from pathlib import Path
from threading import Thread

import pytest

from app import __main__, probe
from app.config import Settings


def test_it_answers_at_a_socket_until_it_is_told_to_stop(tmp_path: Path) -> None:
    # A relative path: a socket's whole path must stay under 108 characters.
    program = __main__.server(Settings(socket="s"))
    thread = Thread(target=program.run)
    with chdir(tmp_path):
        thread.start()
        while thread.is_alive() and not program.started:
            thread.join(0.002)
        assert probe.probe({"SOCKET": "s"})
    program.should_exit = True
    thread.join()


def test_nobody_there_is_not_well() -> None:
    assert not probe.probe({"PORT": "9"})


def test_main_serves_what_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[Settings] = []

    class Served:
        def __init__(self, settings: Settings) -> None:
            served.append(settings)

        def run(self) -> None:
            """Do nothing."""

    monkeypatch.setattr(__main__, "server", Served)
    monkeypatch.setattr(__main__.signal, "signal", lambda *_: None)
    monkeypatch.setenv("SOCKET", str(tmp_path / "s"))
    monkeypatch.setenv("APP_VERSION", "7")
    __main__.main()
    assert (served[0].socket, served[0].version) == (str(tmp_path / "s"), 7)
    with pytest.raises(SystemExit):
        __main__._leave(15, None)
