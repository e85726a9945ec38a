"""Give up every right that an application does not need; called between fork and exec.

On Linux as root: an own user, an own network without any interface, a view of the file system in
which private folders, and those with sockets of other programs, are empty but for what was granted,
no capabilities. On Linux otherwise: the same as far as the kernel lets an ordinary user; what it
refuses is told by ``kernel_allows``. Elsewhere: resource limits alone.
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
_FIRST_RIGHTS = (1 << 13) - 1
_MAKE_LINKS, _MOVE, _TRUNCATE, _IOCTL = 1 << 12, 1 << 13, 1 << 14, 1 << 15
_LATER_RIGHTS = ((2, _MOVE), (3, _TRUNCATE), (5, _IOCTL))
"""Rights that later versions of Landlock know, by the version."""
_OF_FILES = 0b111 | _TRUNCATE | _IOCTL
"""What a file can be granted; execute, write and read are the first of it."""
_SCOPES_SINCE, _OWN_SOCKETS_AND_SIGNALS = 6, 0b11
SYSTEM_FOLDERS = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/etc", "/proc", "/dev")
"""What any program needs to read."""


class Confinement(NamedTuple):
    """What stays allowed; a tuple, because a dataclass costs a starting program 7 ms."""

    user: int | None = None
    """The user to become; None: stay who we are."""
    network: bool = False
    readable: Sequence[str] = ()
    writable: Sequence[str] = ()
    sockets: Sequence[str] = ()
    """Folders to write in as well, but for links: others follow what is in there."""
    hidden: Sequence[str] = ()
    """Folders to be empty but for what is granted in them: a connection to a socket is no access to
    a file, so that Landlock alone does not hold it back."""
    limits: Mapping[str, int] = MappingProxyType({})
    """Resource limits by name, like ``RLIMIT_NOFILE``."""


def confine(wanted: Confinement) -> None:
    """Confine the calling process and all that it will start."""
    os.umask(0o022)
    linux = sys.platform == "linux"
    privileged = linux and os.geteuid() == 0
    if linux:
        _take_own_view(wanted, privileged)
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


def _take_own_view(wanted: Confinement, privileged: bool) -> None:
    left = not wanted.network and leave_network(privileged)
    paths = [*wanted.readable, *wanted.writable, *wanted.sockets]
    if privileged and wanted.user is not None:
        _grant_paths(paths, _private_folders(paths), wanted.hidden)
    elif left and not privileged:
        _grant_paths(paths, [], wanted.hidden)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, value: int) -> int:
    return int(_libc().prctl(option, value, 0, 0, 0))


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(kind, (allowed, allowed))


def leave_network(privileged: bool) -> bool:
    """Take a network without any interface; False when the kernel refuses it."""
    user, group = os.geteuid(), os.getegid()
    libc = _libc()
    if libc.unshare(_NEW_NETWORK if privileged else _NEW_NETWORK | _NEW_USER) != 0:
        return False
    if not privileged:
        with suppress(OSError):
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    with suppress(OSError), socket.socket() as loopback:
        request = struct.pack("16sh", b"lo", 0x1)
        fcntl.ioctl(loopback, 0x8914, request)
    return True


def _drop_capabilities() -> None:
    for capability in range(64):
        if _prctl(_DROP_BOUNDING, capability) != 0:
            break


def _grant_paths(paths: list[str], private: list[str], hidden: Sequence[str]) -> None:
    """Cover folders by empty ones, in a view of our own, and put the granted paths back into them.

    Another user reaches the paths although a folder above them is private; whatever else is in
    there, or in hidden folders, is gone for the application.
    """
    covered = _outermost([*private, *_coverable(hidden, paths)])
    if not covered:
        return
    if not take_view():
        if private:
            raise OSError(ctypes.get_errno(), "no view of the file system of its own")
        return
    libc = _libc()
    handles = {path: os.open(path, os.O_PATH) for path in paths if os.path.exists(path)}
    places = {path: _covered_place(path, covered) for path in handles}
    for folder in covered:
        _mount(libc, b"tmpfs", os.fsencode(folder), b"tmpfs", _NOSUID_NODEV, b"mode=755,size=1m")
    for path, handle in sorted(handles.items()):
        place = places[path]
        if place is not None:
            os.makedirs(place, mode=0o755, exist_ok=True)
            source = f"/proc/self/fd/{handle}".encode()
            _mount(libc, source, os.fsencode(place), None, _BIND | _RECURSIVE, None)
        os.close(handle)


def take_view() -> bool:
    """Take a view of the file system that nobody else has; False when the kernel refuses it."""
    libc = _libc()
    if libc.unshare(_NEW_NAMESPACE) != 0:
        return False
    flags = ctypes.c_ulong(_RECURSIVE | _PRIVATE)
    return bool(libc.mount(b"none", b"/", None, flags, None) == 0)


def _coverable(hidden: Sequence[str], granted: Sequence[str]) -> list[str]:
    """Return the folders that can be empty without taking what every program needs."""
    real = [os.path.realpath(folder) for folder in hidden if os.path.isdir(folder)]
    kept = [os.path.realpath(path) for path in granted]
    return [
        folder
        for folder in real
        if not any(Path(needed).is_relative_to(folder) for needed in SYSTEM_FOLDERS)
        and not any(Path(folder).is_relative_to(path) for path in (*kept, *SYSTEM_FOLDERS))
    ]


def _outermost(folders: list[str]) -> list[str]:
    found: list[str] = []
    for folder in sorted(set(folders)):
        if not any(Path(folder).is_relative_to(known) for known in found):
            found.append(folder)
    return found


def _covered_place(path: str, covered: list[str]) -> str | None:
    """Return where to put a granted path back; None where nothing covers it."""
    for place in (path, os.path.realpath(path)):
        if any(Path(place).is_relative_to(folder) for folder in covered):
            return place
    return None


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
    libc, version = _libc(), landlock_version()
    if version < 1:
        return
    everything, handled = rules_of(version)
    ruleset = libc.syscall(_LANDLOCK_CREATE, handled, len(handled), 0)
    if ruleset < 0:
        raise OSError(ctypes.get_errno(), "Landlock refused its rules")
    for path in (*SYSTEM_FOLDERS, *wanted.readable):
        _allow(libc, ruleset, path, _READ_AND_EXECUTE)
    for path in ("/dev/null", *wanted.writable):
        _allow(libc, ruleset, path, everything)
    for path in wanted.sockets:
        # A link that is moved in would be as good as one that is made there.
        _allow(libc, ruleset, path, everything & ~(_MAKE_LINKS | _MOVE))
    if libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0) != 0:
        raise OSError(ctypes.get_errno(), "Landlock refused to be applied")
    os.close(ruleset)


def landlock_version() -> int:
    """Return which Landlock the kernel has; 0 when it has none."""
    return max(0, int(_libc().syscall(_LANDLOCK_CREATE, None, 0, 1)))


def rules_of(version: int) -> tuple[int, bytes]:
    """Return all rights that a version of Landlock knows, and what is to be held; pure."""
    rights = _FIRST_RIGHTS
    for since, right in _LATER_RIGHTS:
        rights |= right if version >= since else 0
    if version < _SCOPES_SINCE:
        return rights, struct.pack("Q", rights)
    return rights, struct.pack("QQQ", rights, 0, _OWN_SOCKETS_AND_SIGNALS)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, access: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    if not os.path.isdir(path):
        access &= _OF_FILES
    libc.syscall(_LANDLOCK_ADD, ruleset, 1, struct.pack("=Qi", access, handle), 0)
    os.close(handle)
