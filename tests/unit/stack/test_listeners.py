"""Whose programs listen on a port."""

import os
import socket
from pathlib import Path

import pytest

from stack import listeners
from stack.listeners import TABLES, belongs_to, listener_owners

HEADING = "sl local_address rem_address st tx_queue rx_queue tr tm->when retrnsmt uid timeout inode"
LISTENS, TALKS = "0A", "01"


def row(address: str, state: str, user: int) -> str:
    return f"0: {address} 00000000:0000 {state} 00000000:00000000 00:00000000 00000000 {user} 0 9"


def written(folder: Path, name: str, *rows: str) -> None:
    (folder / name).write_text("\n".join([HEADING, *rows, ""]))


def test_everybody_who_listens_on_the_port_is_told_and_nobody_else(tmp_path: Path) -> None:
    written(
        tmp_path,
        "tcp",
        row("0100007F:21FC", LISTENS, 1001),
        row("0100007F:21FC", TALKS, 1002),
        row("0100007F:21FD", LISTENS, 1003),
    )
    written(tmp_path, "tcp6", row(f"{'0' * 32}:21FC", LISTENS, 1004))
    assert listener_owners(8700, tmp_path) == {1001, 1004}
    assert listener_owners(8702, tmp_path) == set()


def test_a_machine_without_ipv6_tells_too(tmp_path: Path) -> None:
    written(tmp_path, "tcp", row("00000000:21FC", LISTENS, 1001))
    assert listener_owners(8700, tmp_path) == {1001}


def test_where_the_system_does_not_tell_nobody_is_named(tmp_path: Path) -> None:
    assert listener_owners(8700, tmp_path) is None


@pytest.mark.skipif(not (TABLES / "tcp").exists(), reason="the system does not tell")
def test_what_this_process_opened_is_its_user_s() -> None:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        opened.listen()
        assert listener_owners(opened.getsockname()[1]) == {os.geteuid()}


@pytest.mark.parametrize(
    ("owners", "host", "ours"),
    [
        ({7}, "127.0.0.1", True),
        ({0, 7}, "0.0.0.0", True),
        ({7, 8}, "127.0.0.1", False),
        (set(), "127.0.0.1", False),
        ({7}, "192.0.2.7", False),
        (None, "127.0.0.1", True),
    ],
)
def test_a_port_is_ours_when_no_stranger_has_it(
    owners: set[int] | None, host: str, ours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listeners, "listener_owners", lambda port: owners)
    assert belongs_to({0, 7}, host, 8700) is ours
