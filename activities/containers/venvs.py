"""Virtual environments of applications, one per set of locked requirements, shared by all."""

import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Container
from pathlib import Path

from uv import find_uv_bin

from activities.containers.locks import file_lock
from activities.containers.subprocesses import run
from activities.containers.trees import TreeFiles, part_digest
from models.errors import ImageBuildFailed

RUNTIME_LOCK = ("requirements.txt",)
CHECKS_LOCK = ("requirements.txt", "requirements-test.txt")


class VirtualEnvironments:
    """Makes environments below a folder and finds them again.

    Installing never runs code of a package: only wheels whose hashes were locked are taken.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, files: TreeFiles, lock: tuple[str, ...]) -> Path:
        """Return where the environment of these requirements is or will be."""
        salt = f"{sys.implementation.cache_tag}:{sys.base_prefix}"
        return self._folder / part_digest(files, lock, salt=salt)[:24]

    async def ensure(self, files: TreeFiles, lock: tuple[str, ...]) -> Path:
        """Return the environment of these requirements, made now if it is not there.

        Raises:
            ImageBuildFailed: The requirements can't be installed; ``context["log"]`` says why.
        """
        target = self.path(files, lock)
        if target.exists():
            os.utime(target)  # its time says when it was last asked for
            return target
        async with file_lock(self._folder / f"{target.name}.lock"):
            if not target.exists():
                await self._make(files, lock, target)
        return target

    def prune(self, needed: Container[Path | None], unused_seconds: float) -> int:
        """Delete environments that are not needed and were not asked for lately; say how many."""
        limit = time.time() - unused_seconds
        entries = [path for path in self._folder.glob("*") if path.is_dir()]
        old = [path for path in entries if path not in needed and path.stat().st_mtime < limit]
        for path in old:
            shutil.rmtree(path, ignore_errors=True)
        return len(old)

    async def _make(self, files: TreeFiles, lock: tuple[str, ...], target: Path) -> None:
        self._remove_leftovers(target)
        draft = Path(tempfile.mkdtemp(prefix=f"{target.name}.new-", dir=self._folder))
        try:
            names = [name for name in lock if name in files]
            for name in names:
                (draft / name).write_bytes(files[name][0])
            venv = draft / "venv"
            uv = find_uv_bin()
            await _step([uv, "venv", "--quiet", "--relocatable", "--python", _python(), str(venv)])
            if names:
                wanted = [part for name in names for part in ("--requirement", str(draft / name))]
                options = ["--require-hashes", "--no-build", "--compile-bytecode", "--quiet"]
                where = ["--python", str(venv / "bin" / "python")]
                await _step([uv, "pip", "install", *where, *options, *wanted])
            await asyncio.to_thread(_make_readable, venv)
            venv.rename(target)
        finally:
            await asyncio.to_thread(shutil.rmtree, draft, ignore_errors=True)

    def _remove_leftovers(self, target: Path) -> None:
        for leftover in self._folder.glob(f"{target.name}.new-*"):
            shutil.rmtree(leftover, ignore_errors=True)


def _python() -> str:
    return str(Path(sys.base_prefix) / "bin" / f"python{sys.version_info[0]}.{sys.version_info[1]}")


async def _step(command: list[str]) -> None:
    # A library may run code of its own while it is installed: it gets none of our secrets.
    others = {k: v for k, v in os.environ.items() if not k.startswith("ORCHESTRATOR_")}
    environment = {**others, "UV_NO_PROGRESS": "1", "UV_NO_CONFIG": "1", "NO_COLOR": "1"}
    environment.pop("VIRTUAL_ENV", None)
    code, output, error = await run(command, environment=environment)
    if code:
        log = (output + error).decode(errors="replace")[-4000:]
        raise ImageBuildFailed(
            "The libraries that the application needs could not be installed.",
            remedy="Look at the log; check that the package index can be reached.",
            log=log,
        )


def _make_readable(folder: Path) -> None:
    for parent, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = Path(parent, name)
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
    folder.chmod(0o755)
