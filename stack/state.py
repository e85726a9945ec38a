"""What a running stack leaves on disk, so that others find it: addresses and processes."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel, Field, SecretStr

from models.base import Model
from models.errors import Conflict, DiskFull, StorageError
from settings import Settings
from stack.addresses import LOOPBACK, url_of
from stack.processes import ProcessMark
from storage.files import write_atomically
from storage.problems import file_problems

MEGABYTE = 1024 * 1024
LEAST_FREE_MEGABYTES = 100
"""Enough for the databases and logs of a few jobs; a stack that begins with less fails midway."""


class StackState(Model):
    """The addresses and processes of a running stack."""

    api_port: int
    proxy_port: int
    temporal_port: int
    ui_port: int
    supervisor: ProcessMark
    services: dict[str, ProcessMark] = Field(default={})
    api_host: str = LOOPBACK
    """Address that the API listens on; earlier versions did not tell it."""
    ui_host: str = LOOPBACK
    """Address that the Temporal Web UI listens on."""

    @property
    def api_url(self) -> str:
        """Address of the API, for programs of this machine."""
        return url_of(self.api_host, self.api_port)

    @property
    def ui_url(self) -> str:
        """Address of the Temporal Web UI, for programs of this machine."""
        return url_of(self.ui_host, self.ui_port)


def read_state(path: Path) -> StackState | None:
    """Return what the last stack wrote, whether it still runs or not."""
    try:
        return StackState.model_validate_json(path.read_bytes())
    except (OSError, ValueError):
        return None


def write_state(path: Path, state: StackState) -> None:
    """Replace what is on disk in one step."""
    write_atomically(path, state.model_dump_json(indent=2).encode())


class RuntimeNotice(Model):
    """Where applications run, told by the worker once it has chosen."""

    name: str
    isolation: str
    because: str
    warning: str = ""
    """What an operator should change on this machine."""


def tell_runtime(settings: Settings, notice: RuntimeNotice) -> None:
    """Leave the notice for whoever shows it to people."""
    write_atomically(_notice_path(settings), notice.model_dump_json(indent=2).encode())


def read_runtime(settings: Settings) -> RuntimeNotice | None:
    """Return where applications run; None while the worker has not chosen."""
    try:
        return RuntimeNotice.model_validate_json(_notice_path(settings).read_bytes())
    except (OSError, ValueError):
        return None


def forget_runtime(settings: Settings) -> None:
    """Remove the notice of an earlier worker."""
    _notice_path(settings).unlink(missing_ok=True)


def _notice_path(settings: Settings) -> Path:
    return settings.paths.root / "runtime.json"


def prepare_data_dir(
    settings: Settings, *, least_free_megabytes: int = LEAST_FREE_MEGABYTES
) -> None:
    """Make the folders that the stack itself needs.

    Raises:
        DiskFull: Too little space is left to begin with.
        StorageError: They can't be made.
    """
    paths = settings.paths
    for folder in (paths.root, paths.logs / "stack", paths.secrets, paths.run):
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o711)
        except OSError as problem:
            raise StorageError(
                f"The folder {folder} can't be created: {problem.strerror}.",
                remedy="Choose another place with --data-dir, or correct its permissions.",
            ) from problem
    with file_problems(paths.root):
        free = shutil.disk_usage(paths.root).free // MEGABYTE
    if free < least_free_megabytes:
        raise DiskFull(
            f"Only {free} MB are free where {paths.root} is; "
            f"at least {least_free_megabytes} MB are needed."
        )


@contextmanager
def only_stack(settings: Settings) -> Iterator[None]:
    """Hold the data directory for one stack.

    Raises:
        Conflict: Another stack holds it.
        StorageError: It can't be written to.
    """
    path = settings.paths.root / "stack.lock"
    with file_problems(path):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Conflict(
                f"A stack already runs on the data directory {settings.paths.root}.",
                remedy="Use that one, stop it with Ctrl-C, or choose another --data-dir.",
            ) from None
        yield
    finally:
        os.close(descriptor)


def environment_of(
    settings: Settings, inherited: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the environment of a child process that shall have the same settings.

    What the inherited environment says of them is left out: a variable of a single setting would
    win over its section, and the child would take a port that was found to be in use.
    """
    others = {k: v for k, v in (inherited or {}).items() if not k.startswith("ORCHESTRATOR_")}
    values = others | {
        f"ORCHESTRATOR_{name.upper()}": _plain(getattr(settings, name))
        for name in Settings.model_fields
        if getattr(settings, name) is not None
    }
    if settings.database_url is not None:
        values["ORCHESTRATOR_DATABASE_URL"] = settings.database_url.get_secret_value()
    return values


def without_model_key(settings: Settings) -> Settings:
    """Return the settings for everything but the worker, which alone talks to others elsewhere."""
    keyless = settings.understanding.model_copy(update={"api_key": None})
    silent = settings.alerts.model_copy(
        update={"webhook_url": None, "webhook_secret": None, "urls": ()}
    )
    return settings.model_copy(update={"understanding": keyless, "alerts": silent})


def _plain(value: object) -> str:
    if isinstance(value, BaseModel):
        return json.dumps(value.model_dump(), default=_unmasked)
    return str(value)


def _unmasked(value: object) -> str:
    """Return a value of a section as it is set: a child can do nothing with a masked secret."""
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)
