"""Where what listens at an address of the settings is reached, and whether one can listen there."""

import errno
import socket
from ipaddress import ip_address

LOOPBACK = "127.0.0.1"


def reached_at(host: str) -> str:
    """Return where this machine reaches what listens at ``host``: loopback, if that is anywhere."""
    try:
        address = ip_address(host)
    except ValueError:
        return host or LOOPBACK
    if not address.is_unspecified:
        return host
    return LOOPBACK if address.version == 4 else "::1"


def url_of(host: str, port: int) -> str:
    """Return the address for this machine's clients of what listens there."""
    there = reached_at(host)
    return f"http://[{there}]:{port}" if ":" in there else f"http://{there}:{port}"


def bind_errors(host: str, port: int) -> set[int]:
    """Return the ``errno`` of listening at each address of that host now; 0 where one can."""
    try:
        found = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except (OSError, UnicodeError):  # the name is unknown, or can't be one
        return {errno.EADDRNOTAVAIL}
    return {_bind_error(family, address) for family, _, _, _, address in found}


def _bind_error(family: int, address: tuple[object, ...]) -> int:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as problem:
        return problem.errno or errno.EINVAL
    return 0


def is_of_this_machine(host: str) -> bool:
    """Return whether one of that host's addresses is this machine's."""
    return 0 in bind_errors(host, 0)
