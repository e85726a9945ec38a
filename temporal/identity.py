"""Names of processes for the Temporal server, by which those of the same machine are found again.

The server knows a worker by its last poll alone, and a poll takes a minute: whoever asks on the
same machine can see at once that the process has ended.
"""

import contextlib
import os
import socket
from pathlib import Path

_NAMESPACE = Path("/proc/self/ns/pid")


def own_identity() -> str:
    """Return this process's number, its host, and where its number counts."""
    return f"{os.getpid()}@{_place()}"


def has_ended(identity: str) -> bool:
    """Tell whether a process with that identity ran here and is no more.

    Of processes elsewhere (another machine, another container) nothing is known: they have not.
    """
    number, _, place = identity.partition("@")
    if not number.isdecimal() or place != _place():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        pass
    return False


def _place() -> str:
    """Return the host and its space of process numbers: containers may share the host's name."""
    space = ""
    with contextlib.suppress(OSError):  # there is none on other systems than Linux
        space = f"/{_NAMESPACE.stat().st_ino}"
    return f"{socket.gethostname()}{space}"
