"""The switch is one step: at each moment the link leads to the old or to the new."""

import threading
from pathlib import Path

import pytest

from activities.serving.switch import clear, read_current, switch_to
from models.errors import DeploymentError


def test_it_says_whether_anything_changed(tmp_path: Path) -> None:
    one, two = tmp_path / "v1-a" / "app.sock", tmp_path / "v2-b" / "app.sock"
    assert read_current(tmp_path) is None
    assert switch_to(tmp_path, one)
    assert not switch_to(tmp_path, one)
    assert switch_to(tmp_path, two)
    assert read_current(tmp_path) == two
    assert (tmp_path / "current.sock").readlink() == Path("v2-b/app.sock"), "it can be moved"
    clear(tmp_path)
    clear(tmp_path)
    assert read_current(tmp_path) is None
    assert list(tmp_path.iterdir()) == [], "no draft is left"


def test_no_reader_ever_finds_nothing(tmp_path: Path) -> None:
    sockets = [tmp_path / name / "app.sock" for name in ("v1-a", "v2-b")]
    switch_to(tmp_path, sockets[0])
    stop = threading.Event()
    seen: set[Path | None] = set()

    def read() -> None:
        while not stop.is_set():
            seen.add(read_current(tmp_path))

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(500):
        switch_to(tmp_path, sockets[number % 2])
    stop.set()
    reader.join()
    assert seen <= set(sockets)


def test_sockets_elsewhere_and_paths_too_long_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DeploymentError):
        switch_to(tmp_path, Path("/var/run/docker.sock"))
    deep = tmp_path / ("x" * 100)
    deep.mkdir()
    with pytest.raises(DeploymentError, match="too long"):
        switch_to(deep, deep / "v1" / "app.sock")
