"""Where the process runtime keeps what belongs to an application, and as whom it runs."""

import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from activities.containers.data_sizes import folder_bytes
from activities.containers.naming import checked_id, checked_instance, socket_folder
from activities.containers.port import Owner, Packaged
from activities.containers.programs.confine import Confinement
from models.specification import ResourceLimits
from settings import Paths

_FIRST_USER, _USERS = 61_184, 4_336
"""The range that Linux distributions leave to users made on the fly."""
_MEGABYTE = 1024 * 1024


class Layout:
    """The folders of applications; pure but for :meth:`user`, which looks at who we are."""

    def __init__(self, paths: Paths) -> None:
        self.paths = paths

    def application(self, application_id: str) -> Path:
        """Return the folder of everything of one application."""
        return self.paths.applications / checked_id(application_id)

    def data(self, application_id: str) -> Path:
        """Return the folder of its data."""
        return self.application(application_id) / "data"

    def version(self, application_id: str, digest: str) -> Path:
        """Return the folder of a packaged tree."""
        return self.application(application_id) / "versions" / digest[:24]

    def packaged(self) -> list[Packaged]:
        """Return all packaged trees."""
        found = self.paths.applications.glob("*/versions/*/artefact.json")
        versions = [path.parent for path in found if ".new-" not in path.parent.name]
        return [
            Packaged(
                image=str(version),
                application_id=version.parent.parent.name,
                megabytes=round((folder_bytes(version) or 0) / _MEGABYTE, 3),
            )
            for version in versions
        ]

    def kept_data(self) -> dict[str, int | None]:
        """Return the size of the data of every application that has some."""
        found = self.paths.applications.glob("*/data")
        return {folder.parent.name: folder_bytes(folder) for folder in found}

    def instances(self, application_id: str) -> Path:
        """Return the folder of its instances."""
        return self.application(application_id) / "instances"

    def instance(self, application_id: str, name: str) -> Path:
        """Return the folder of one instance."""
        return self.instances(application_id) / checked_instance(name)

    def sockets(self, owner: Owner) -> Path:
        """Return the folder that an instance's socket is in."""
        return self.paths.application_run(owner.application_id) / socket_folder(owner)

    @property
    def environments(self) -> Path:
        """Folder of virtual environments."""
        return self.paths.tools / "venvs"


def user_for(key: str) -> int | None:
    """Return the unprivileged user that belongs to a key; None when we can't become another."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return None
    return _FIRST_USER + int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % _USERS


def own(folder: Path, user: int | None, mode: int = 0o700) -> None:
    """Make a folder that belongs to that user."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(mode)
    if user is not None:
        os.chown(folder, user, user)


def confinement(
    user: int | None,
    limits: ResourceLimits,
    *,
    readable: list[Path],
    writable: list[Path],
    run: Path | None = None,
    sockets: Sequence[Path] = (),
    network: bool = False,
) -> dict[str, object]:
    """Return what a confined program may do, as JSON for the programs.

    Args:
        user: The user to become; None: stay who we are.
        limits: What it may use.
        readable: What it may read, beside the system's programs.
        writable: What it may change.
        run: Folder of the sockets of this installation, where it could reach it.
        sockets: Folders for sockets of its own.
        network: Whether it shares this machine's network; what it finds there it may reach then.
    """
    caps = {
        "RLIMIT_CORE": 0,
        "RLIMIT_NOFILE": 1024,
        "RLIMIT_FSIZE": limits.disk_mb * _MEGABYTE,
        "RLIMIT_DATA": (4 * limits.memory_mb + 1024) * _MEGABYTE,
    }
    if user is not None:
        caps["RLIMIT_NPROC"] = limits.pids
    return Confinement(
        user=user,
        network=network,
        readable=[*(str(path) for path in readable), sys.base_prefix],
        writable=[str(path) for path in writable],
        sockets=[str(path) for path in sockets],
        hidden=[] if network else _with_sockets(run),
        limits=caps,
    )._asdict()


def _with_sockets(run: Path | None) -> list[str]:
    """Return the folders in which programs of this machine have their sockets."""
    folders = ("/run", "/var/run", os.environ.get("XDG_RUNTIME_DIR"), run)
    return [str(folder) for folder in folders if folder]
