"""Give up every right that an application does not need; called between fork and exec.

On Linux as root: an own user, an own network without any interface, a view of the file system in
which private folders are empty but for what was granted, no capabilities. On Linux otherwise:
the same as far as the kernel lets an ordinary user. Elsewhere: resource limits alone.
"""

import ctypes
import fcntl
import os
import resource
import signal
import socket
import struct
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

_NEW_NAMESPACE, _NEW_USER, _NEW_NETWORK = 0x00020000, 0x10000000, 0x40000000
_BIND, _RECURSIVE, _PRIVATE, _NOSUID_NODEV = 0x1000, 0x4000, 0x40000, 0x2 | 0x4
_PARENT_DEATH, _DROP_BOUNDING, _NO_NEW_PRIVILEGES = 1, 24, 38
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_READ_AND_EXECUTE = 0b1101
_FIRST_RIGHTS, _WITH_MOVES = (1 << 13) - 1, (1 << 14) - 1
SYSTEM_FOLDERS = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/etc", "/proc", "/dev")
"""What any program needs to read."""


class Confinement(NamedTuple):
    """What stays allowed; a tuple, because a dataclass costs a starting program 7 ms."""

    user: int | None = None
    """The user to become; None: stay who we are."""
    network: bool = False
    readable: Sequence[str] = ()
    writable: Sequence[str] = ()
    limits: Mapping[str, int] = MappingProxyType({})
    """Resource limits by name, like ``RLIMIT_NOFILE``."""


def confine(wanted: Confinement) -> None:
    """Confine the calling process and all that it will start."""
    os.umask(0o022)
    linux = sys.platform == "linux"
    privileged = linux and os.geteuid() == 0
    if linux and not wanted.network:
        _leave_network(privileged)
    if privileged and wanted.user is not None:
        _grant_paths([*wanted.readable, *wanted.writable])
    for name, value in wanted.limits.items():
        _limit(getattr(resource, name), value)
    if privileged:
        _drop_capabilities()
    if wanted.user is not None:
        os.setgroups([])
        os.setgid(wanted.user)
        os.setuid(wanted.user)
    if linux:
        _prctl(_NO_NEW_PRIVILEGES, 1)
        _prctl(_PARENT_DEATH, signal.SIGKILL)
        _restrict_files(wanted)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, value: int) -> int:
    return int(_libc().prctl(option, value, 0, 0, 0))


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(kind, (allowed, allowed))


def _leave_network(privileged: bool) -> None:
    user, group = os.geteuid(), os.getegid()
    libc = _libc()
    if libc.unshare(_NEW_NETWORK if privileged else _NEW_NETWORK | _NEW_USER) != 0:
        return
    if not privileged:
        with suppress(OSError):
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    with suppress(OSError), socket.socket() as loopback:
        request = struct.pack("16sh", b"lo", 0x1)
        fcntl.ioctl(loopback, 0x8914, request)


def _drop_capabilities() -> None:
    for capability in range(64):
        if _prctl(_DROP_BOUNDING, capability) != 0:
            break


def _grant_paths(paths: list[str]) -> None:
    """Make the paths reachable for another user although a folder above them is private.

    Each private folder is covered by an empty one, in a view of our own, and the granted paths are
    put back into it; whatever else is in there is gone for the application.
    """
    private = _private_folders(paths)
    if not private:
        return
    libc = _libc()
    if libc.unshare(_NEW_NAMESPACE) != 0:
        raise OSError(ctypes.get_errno(), "no view of the file system of its own")
    _mount(libc, b"none", b"/", None, _RECURSIVE | _PRIVATE, None)
    handles = {path: os.open(path, os.O_PATH) for path in paths if os.path.exists(path)}
    for folder in private:
        _mount(libc, b"tmpfs", os.fsencode(folder), b"tmpfs", _NOSUID_NODEV, b"mode=755,size=1m")
    for path, handle in sorted(handles.items()):
        if any(Path(path).is_relative_to(folder) for folder in private):
            os.makedirs(path, mode=0o755, exist_ok=True)
            source = f"/proc/self/fd/{handle}".encode()
            _mount(libc, source, os.fsencode(path), None, _BIND | _RECURSIVE, None)
        os.close(handle)


def _private_folders(paths: list[str]) -> list[str]:
    found: list[str] = []
    for path in sorted(paths):
        for folder in reversed(Path(path).parents):
            if any(folder.is_relative_to(known) for known in found):
                break
            if folder.exists() and not folder.stat().st_mode & 0o001:
                found.append(str(folder))
                break
    return found


def _mount(
    libc: ctypes.CDLL,
    source: bytes,
    target: bytes,
    kind: bytes | None,
    flags: int,
    data: bytes | None,
) -> None:
    if libc.mount(source, target, kind, ctypes.c_ulong(flags), data) != 0:
        raise OSError(ctypes.get_errno(), f"mount of {os.fsdecode(target)} failed")


def _restrict_files(wanted: Confinement) -> None:
    """Let the kernel refuse every path that was not granted (Landlock, where there is one)."""
    libc = _libc()
    known = libc.syscall(_LANDLOCK_CREATE, None, 0, 1)
    everything = _WITH_MOVES if known >= 2 else _FIRST_RIGHTS
    handled = struct.pack("Q", everything)
    ruleset = libc.syscall(_LANDLOCK_CREATE, handled, len(handled), 0)
    if ruleset < 0:
        return
    for path in (*SYSTEM_FOLDERS, *wanted.readable):
        _allow(libc, ruleset, path, _READ_AND_EXECUTE)
    for path in ("/dev/null", *wanted.writable):
        _allow(libc, ruleset, path, everything)
    libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0)
    os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, access: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    if not os.path.isdir(path):
        access &= 0b111  # execute, write and read are all that a file can be granted
    libc.syscall(_LANDLOCK_ADD, ruleset, 1, struct.pack("=Qi", access, handle), 0)
    os.close(handle)
