"""Asks the running application whether it is well: ``python -m app.probe``."""

import http
import http.client
import os
import socket
import sys
from collections.abc import Mapping

_SECONDS = 2.0


class _SocketConnection(http.client.HTTPConnection):
    """HTTP over a unix socket."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=_SECONDS)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(_SECONDS)
        self.sock.connect(self._path)


def probe(environment: Mapping[str, str]) -> bool:
    """Return whether the instance that this environment describes answers well."""
    if path := environment.get("SOCKET"):
        connection: http.client.HTTPConnection = _SocketConnection(path)
    else:
        port = int(environment.get("PORT") or 8000)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_SECONDS)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if probe(os.environ) else 1)
