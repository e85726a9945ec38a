"""Choosing ports: the configured one, or a free one where something else has it."""

import socket


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Return whether a server could listen on that port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


class PortChooser:
    """Gives each service a port and never the same one twice."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self._host = host
        self._taken: set[int] = set()

    def choose(self, preferred: int) -> int:
        """Return the preferred port when it is free, else some free one."""
        port = preferred
        while port in self._taken or not is_free(port, self._host):
            port = self._any_free()
        self._taken.add(port)
        return port

    def _any_free(self) -> int:
        with socket.socket() as probe:
            probe.bind((self._host, 0))
            return int(probe.getsockname()[1])
