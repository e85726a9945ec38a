"""The kernel says whether a program listens, without anybody else being asked."""

import socket
from pathlib import Path

from activities.deployment.knocking import listens
from models.applications import Endpoint


def test_a_socket_is_known_to_be_listened_on_or_not(tmp_path: Path) -> None:
    path = tmp_path / "s"
    endpoint = Endpoint(socket=str(path))
    assert listens(endpoint) is None, "not there yet, or moved: that proves nothing"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        assert listens(endpoint) is False
        server.listen(1)
        assert [listens(endpoint) for _ in range(5)] == [True] * 5, "also when it is busy"
    assert listens(endpoint) is False
    assert listens(Endpoint(socket=str(tmp_path / ("s" * 200)))) is None
    assert listens(Endpoint(port=9)) is None
