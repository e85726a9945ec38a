"""Whether anybody listens, by the kernel's word alone.

A container engine holds its answers back while it clears up after a program that has just ended;
the kernel refuses connections to its socket from the very moment.
"""

import errno
import socket

from activities.containers import sockets
from models.applications import Endpoint
from models.errors import Unhealthy

_LISTENS = frozenset({0, errno.EAGAIN})
"""Connected, or so many want to connect that one has to wait."""


def listens(endpoint: Endpoint) -> bool | None:
    """Return whether a program listens on the socket; None where the kernel doesn't tell.

    Of ports nothing is known: whoever listens there may be the engine itself.
    """
    if endpoint.socket is None:
        return None
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_NONBLOCK) as knocking:
        try:
            with sockets.checked(endpoint.socket) as place:
                code = knocking.connect_ex(place)
        except (OSError, Unhealthy):  # nothing is there, or no socket
            return None
    if code in _LISTENS:
        return True
    return False if code == errno.ECONNREFUSED else None
