"""The sockets of instances: they lie where a program that nobody trusts can put anything else.

Whoever connects to a path follows the links in it, and the proxy and the worker may reach sockets
that no application may: the container engine's above all.
"""

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from models.errors import Unhealthy

NAME = "app.sock"
GUARDED = 0o1777
"""Sticky and open to all: in such a folder a kernel follows no link that somebody else has made."""
_PROTECTED = Path("/proc/sys/fs/protected_symlinks")
_WARNING = (
    "This kernel follows links that an application could put in the place of its socket"
    " (fs.protected_symlinks is 0); such an application is found and stopped within a look of"
    " upkeep, but not before. Set it with: sysctl -w fs.protected_symlinks=1"
)


def prepare(folder: Path) -> None:
    """Make the folder of an instance's socket: open to its program, guarded, without a socket."""
    folder.mkdir(parents=True, exist_ok=True)
    clear(folder)
    guard(folder)


def clear(folder: Path) -> None:
    """Remove what is in the socket's place, whatever it is."""
    place = folder / NAME
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def guard(folder: Path) -> None:
    """Take the folder from its program, which can still make its own files in it."""
    if os.geteuid() == 0:
        os.chown(folder, 0, 0)
    folder.chmod(GUARDED)


def guard_all(run: Path) -> None:
    """Guard the folders of all instances, also of those that have run since before it was done."""
    for folder in run.glob("*/*"):
        if os.path.lexists(folder / NAME) and not folder.is_symlink():
            with suppress(OSError):  # it belongs to another account, which is its guard then
                guard(folder)


@contextmanager
def checked(path: str) -> Iterator[str]:
    """Yield where to connect to an instance's socket: to the very file that was looked at.

    Raises:
        Unhealthy: There is something else in its place.
        OSError: There is nothing, or it can't be reached.
    """
    if not hasattr(os, "O_PATH"):
        _check(os.lstat(path))
        yield path
        return
    handle = os.open(path, os.O_PATH | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        _check(os.fstat(handle))
        yield f"/proc/self/fd/{handle}"
    finally:
        os.close(handle)


def leads_elsewhere(path: str | None) -> bool:
    """Say whether there is a link in the place of an instance's socket."""
    return path is not None and os.path.islink(path)


def replaced() -> Unhealthy:
    """Return the error for what is in the place of a socket and is none."""
    reason = "it put something else in the place of its socket"
    return Unhealthy(
        f"The application does not answer: {reason}, which could lead to other programs of this "
        "machine, so nothing was connected to it.",
        remedy="Look for what in its program does that, and have it changed.",
        reason=reason,
    )


def warning() -> str:
    """Return what an operator should know of this kernel; nothing when it is well set."""
    if sys.platform != "linux":
        return ""
    try:
        return _WARNING if _PROTECTED.read_text().strip() == "0" else ""
    except OSError:
        return ""


def _check(found: os.stat_result) -> None:
    if not stat.S_ISSOCK(found.st_mode):
        raise replaced()
