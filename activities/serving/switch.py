"""Which instance is live: a link that is replaced in one step, so that no request falls between."""

import os
import secrets
from pathlib import Path

from activities.containers import sockets
from models.errors import DeploymentError

LONGEST_SOCKET_PATH = 103
"""Characters: the least of what the systems we run on accept."""
LINK = "current.sock"


def read_current(folder: Path) -> Path | None:
    """Return the socket that is live in an application's folder; None when none is."""
    try:
        return folder / os.readlink(folder / LINK)
    except OSError:
        return None


def switch_to(folder: Path, socket: Path) -> bool:
    """Make the socket, somewhere below the folder, the live one; say whether it was not yet.

    Raises:
        DeploymentError: The socket is elsewhere, or its path is longer than systems accept.
        Unhealthy: The instance has put a link in its place.
    """
    if not socket.is_relative_to(folder):
        raise DeploymentError("The instance's socket is not in its application's folder.")
    if sockets.leads_elsewhere(str(socket)):
        raise sockets.replaced()
    return _link(folder, socket.relative_to(folder))


def rest_at(folder: Path, doorkeeper: Path) -> bool:
    """Lead visitors to the doorkeeper's socket instead; say whether they were not yet.

    Raises:
        DeploymentError: The folder's path is longer than systems accept.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o711)
    return _link(folder, doorkeeper)


def _link(folder: Path, target: Path) -> bool:
    if len(os.fsencode(folder / LINK)) > LONGEST_SOCKET_PATH:
        raise DeploymentError(
            "The path of the data directory is too long for sockets.",
            remedy="Use a data directory with a shorter path.",
        )
    if read_current(folder) == folder / target:
        return False
    draft = folder / f".{secrets.token_hex(6)}"
    draft.symlink_to(target)
    try:
        draft.rename(folder / LINK)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return True


def clear(folder: Path) -> None:
    """Make no instance live."""
    (folder / LINK).unlink(missing_ok=True)
