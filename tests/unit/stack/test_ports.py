"""Which ports count as taken."""

import errno
import socket
from collections.abc import Iterator

import pytest

from stack.ports import PortChooser, is_free


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        opened.listen()
        yield opened


def refuse(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let no socket be bound any more."""

    class Refused(socket.socket):
        def bind(self, address: object) -> None:
            raise OSError(number, "refused")

    monkeypatch.setattr(socket, "socket", Refused)


def test_a_port_that_only_the_proxy_may_have_is_kept(
    listener: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = listener.getsockname()[1]
    listener.close()
    refuse(monkeypatch, errno.EACCES)
    assert is_free(port)
    assert PortChooser().choose(port) == port


def test_a_port_that_we_may_not_have_is_taken_when_something_answers(
    listener: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, errno.EACCES)
    assert not is_free(listener.getsockname()[1])
    assert not is_free(listener.getsockname()[1], "0.0.0.0")


def test_an_address_that_can_not_be_is_no_matter_of_ports(
    listener: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = listener.getsockname()[1]
    assert is_free(port, "192.0.2.7"), "it is not this machine's"
    assert is_free(port, "not..a.name")
    assert PortChooser().choose(port, "192.0.2.7") == port


def test_a_port_is_looked_at_where_it_is_wanted(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    assert not is_free(port, "0.0.0.0")
    assert not is_free(port, "localhost")
    assert PortChooser().choose(port, "0.0.0.0") != port
