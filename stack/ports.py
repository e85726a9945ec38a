"""Choosing ports: the configured one, or a free one where something else has it."""

import errno
import socket

from stack.addresses import LOOPBACK, bind_errors, reached_at

ANSWER_SECONDS = 1.0


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Return whether nothing else has that port of that host.

    A port that we may not listen on can be free: the proxy may be allowed what we are not. What
    else is wrong with the address, the part that listens there says better.
    """
    errors = bind_errors(host, port)
    if errno.EADDRINUSE in errors:
        return False
    return errno.EACCES not in errors or not _answers(port, host)


def _answers(port: int, host: str) -> bool:
    try:
        with socket.create_connection((reached_at(host), port), timeout=ANSWER_SECONDS):
            return True
    except OSError:
        return False


class PortChooser:
    """Gives each service a port and never the same one twice."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def choose(self, preferred: int, host: str = LOOPBACK) -> int:
        """Return the preferred port when it is free at the address, else some free one."""
        port = preferred
        while port in self._taken or not is_free(port, host):
            port = _any_free()
        self._taken.add(port)
        return port


def _any_free() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
