"""What an application puts in the place of its socket leads nobody to another one."""

import os
import socket
import stat
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from activities.containers import sockets
from activities.deployment.knocking import listens
from activities.health.probing import ask
from activities.serving.health import client_for, probe
from activities.serving.switch import switch_to
from activities.visitors.tunnel import connect
from models.applications import Endpoint
from models.errors import Unhealthy

SAID = "it put something else in the place of its socket"


@pytest.fixture
def of_the_host(tmp_path: Path) -> Iterator[socket.socket]:
    """A socket that no application may reach."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_NONBLOCK) as server:
        server.bind(str(tmp_path / "host.sock"))
        server.listen(8)
        yield server


@pytest.fixture
def replaced(tmp_path: Path, of_the_host: socket.socket) -> Endpoint:
    place = tmp_path / "v1" / sockets.NAME
    place.parent.mkdir()
    place.symlink_to(of_the_host.getsockname())
    return Endpoint(socket=str(place))


async def _by_probe(endpoint: Endpoint) -> str:
    async with client_for(endpoint) as client:
        return (await probe(client, "/healthz")).error


async def _by_upkeep(endpoint: Endpoint) -> str:
    return (await ask(endpoint, "/healthz", 1)).error


async def _by_doorkeeper(endpoint: Endpoint) -> str:
    with pytest.raises(Unhealthy) as caught:
        await connect(endpoint)
    return str(caught.value.context["reason"])


async def _by_knocking(endpoint: Endpoint) -> str:
    assert listens(endpoint) is None
    return SAID


@pytest.mark.parametrize("way", [_by_probe, _by_upkeep, _by_doorkeeper, _by_knocking])
async def test_nobody_follows_a_link_to_a_socket_of_the_host(
    way: Callable[[Endpoint], Awaitable[str]], replaced: Endpoint, of_the_host: socket.socket
) -> None:
    assert await way(replaced) == SAID
    with pytest.raises(BlockingIOError):
        of_the_host.accept()


def test_visitors_are_not_led_to_a_link(replaced: Endpoint, tmp_path: Path) -> None:
    with pytest.raises(Unhealthy, match="something else in the place of its socket"):
        switch_to(tmp_path, Path(str(replaced.socket)))
    assert not os.path.lexists(tmp_path / "current.sock")


def test_a_socket_is_connected_to_also_when_it_was_moved_after_the_look(
    tmp_path: Path, of_the_host: socket.socket
) -> None:
    path = of_the_host.getsockname()
    with sockets.checked(path) as place, socket.socket(socket.AF_UNIX) as client:
        Path(path).rename(tmp_path / "moved")
        Path(path).symlink_to("/nowhere")
        client.connect(place)
        of_the_host.accept()[0].close()


@pytest.mark.parametrize("left", ["link", "folder", "nothing"])
def test_the_folder_is_emptied_and_its_program_can_not_own_it(tmp_path: Path, left: str) -> None:
    folder = tmp_path / "v1"
    folder.mkdir(mode=0o711)
    place = folder / sockets.NAME
    if left == "link":
        place.symlink_to(tmp_path)
    elif left == "folder":
        (place / "deeper").mkdir(parents=True)
    sockets.prepare(folder)
    assert not os.path.lexists(place)
    assert tmp_path.exists(), "the link alone has gone"
    found = folder.stat()
    assert (stat.S_IMODE(found.st_mode), found.st_uid) == (0o1777, os.geteuid())


def test_folders_of_what_has_run_for_long_are_guarded_too(tmp_path: Path) -> None:
    old, other = tmp_path / "books" / "v1", tmp_path / "locks" / "none"
    for folder in (old, other):
        folder.mkdir(parents=True, mode=0o711)
    (old / sockets.NAME).touch()
    sockets.guard_all(tmp_path)
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (old, other)] == [0o1777, 0o711]


@pytest.mark.parametrize(("value", "warned"), [("0\n", True), ("1\n", False), (None, False)])
def test_a_kernel_that_follows_such_links_is_told(
    value: str | None, warned: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = tmp_path / "protected_symlinks"
    if value is not None:
        known.write_text(value)
    monkeypatch.setattr(sockets, "_PROTECTED", known)
    monkeypatch.setattr("sys.platform", "linux")
    assert ("fs.protected_symlinks=1" in sockets.warning()) is warned
