"""Secrets of an installation: files that are made once and that only their owner can read."""

import os
import secrets
import stat
from pathlib import Path

from models.errors import StorageError

SECRET_BYTES = 32


def load_or_create(path: Path, what: str, consequence: str) -> bytes:
    """Return the secret in a file, making it on first use; several processes may do so at once.

    Args:
        path: The file.
        what: What it is called when it can't be used.
        consequence: What happens when it is deleted and made anew.

    Raises:
        StorageError: It can't be written or read, or others may read it.
    """
    try:
        if not path.exists():
            _create(path)
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise StorageError(
                f"The {what} {path.name} can be read by other users of this machine.",
                remedy=f"Delete {path.name} in the secrets folder: a new one is made, and "
                f"{consequence}.",
            )
        return path.read_bytes()
    except OSError as problem:
        raise StorageError(
            f"The {what} {path.name} can't be used: {problem.strerror}.",
            remedy="Check who owns the data directory and that it is writable.",
        ) from problem


def _create(path: Path) -> None:
    """Write it under another name, then link it: the first process wins, none sees half."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink(missing_ok=True)
