"""Installs semgrep and ruff into an environment of their own, once per lock file."""

import asyncio
import errno
import hashlib
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import uv

from activities.containers.locks import file_lock
from activities.quality.commands import Ended, minimal_environment, run
from models.errors import DiskFull, QualityError, StorageError, Unavailable

_DEFINITION = Path(__file__).parent
_LOCK = "uv.lock"
_MARKER = "complete"
_INSTALL_SECONDS = 600.0
_NETWORK_WORDS = ("dns error", "failed to fetch", "connect", "network", "timed out", "offline")


@dataclass(frozen=True)
class Analysers:
    """Where the analysers are; ``version`` changes whenever one of them does."""

    semgrep: Path
    semgrep_core: Path
    ruff: Path
    version: str


class AnalyserEnvironment:
    """Provides the analysers below the tools folder.

    Args:
        tools: Folder that environments are installed into; made when missing.
        definition: Folder with ``pyproject.toml`` and ``uv.lock``.
        installer: The uv binary; unset: the one that the ``uv`` package brings.
    """

    def __init__(
        self, tools: Path, *, definition: Path = _DEFINITION, installer: str | None = None
    ) -> None:
        self._tools = tools
        self._definition = definition
        self._installer = installer
        self._ready: Analysers | None = None
        self._busy = asyncio.Lock()

    async def ready(self) -> Analysers:
        """Return the analysers, installing them first when they are not there yet.

        Raises:
            DiskFull: There is no space for them.
            Unavailable: They can't be downloaded right now.
            QualityError: The installation failed for another reason.
        """
        async with self._busy:
            if self._ready is None or not self._ready.semgrep_core.exists():
                self._ready = await self._provide()
            return self._ready

    async def prefetch(self) -> None:
        """Install ahead of the first use; failures are left for the first use to tell."""
        try:
            await self.ready()
        except (QualityError, Unavailable, StorageError):
            return

    async def _provide(self) -> Analysers:
        version = await asyncio.to_thread(self._version)
        folder = self._tools / f"analysers-{version}"
        if not (folder / _MARKER).exists():
            await self._install(folder)
        return _found(folder, version)

    def _version(self) -> str:
        digest = hashlib.sha256((self._definition / _LOCK).read_bytes())
        digest.update(f"{sys.implementation.cache_tag} {sys.executable}".encode())
        return digest.hexdigest()[:16]

    async def _install(self, folder: Path) -> None:
        try:
            self._tools.mkdir(parents=True, exist_ok=True)
            async with file_lock(self._tools / f"{folder.name}.lock"):
                # Without the marker, whatever lies there is half an installation.
                if not (folder / _MARKER).exists():
                    await asyncio.to_thread(_clear, folder)
                    await self._sync(folder)
                    (folder / _MARKER).touch()
        except OSError as problem:
            raise _storage_problem(problem, folder) from problem

    async def _sync(self, folder: Path) -> None:
        command = [
            self._installer or uv.find_uv_bin(),
            "sync",
            "--frozen",
            "--no-progress",
            "--no-config",
            "--project",
            str(self._definition),
            "--python",
            sys.executable,
        ]
        home = Path(os.environ.get("HOME", str(self._tools)))
        environment = minimal_environment(
            home, {"UV_PROJECT_ENVIRONMENT": str(folder), **_package_settings()}
        )
        ended = await run(
            command,
            folder=self._tools,
            environment=environment,
            timeout_seconds=_INSTALL_SECONDS,
        )
        if ended.exit_code != 0:
            await asyncio.to_thread(_clear, folder)
            raise _install_problem(ended)


def _package_settings() -> dict[str, str]:
    # The operator's choice of cache and proxy holds; UV_PROJECT_ENVIRONMENT is ours alone.
    names = ("UV_CACHE_DIR", "UV_OFFLINE", "UV_LINK_MODE", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY")
    return {name: os.environ[name] for name in names if name in os.environ}


def _found(folder: Path, version: str) -> Analysers:
    cores = sorted(folder.glob("lib/python*/site-packages/semgrep/bin/semgrep-core"))
    if not cores:
        raise QualityError(
            "The analysers are installed incompletely.",
            remedy=f"Delete the folder {folder} and try again.",
        )
    programs = folder / "bin"
    return Analysers(programs / "semgrep", cores[0], programs / "ruff", version)


def _clear(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _storage_problem(problem: OSError, folder: Path) -> StorageError:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull("There is no space left for the analysers.", path=str(folder))
    return StorageError(
        "The analysers can't be written to the tools folder.",
        path=str(folder),
        cause=repr(problem),
    )


def _install_problem(ended: Ended) -> StorageError | Unavailable | QualityError:
    words = ended.complaints.lower()
    log = ended.complaints[-2000:]
    if "no space left" in words or "os error 28" in words:
        return DiskFull("There is no space left for the analysers.", log=log)
    if any(word in words for word in _NETWORK_WORDS):
        return Unavailable(
            "The analysers can't be downloaded: the package index does not answer.",
            remedy="Connect the machine once, or set UV_CACHE_DIR to a filled cache.",
            log=log,
        )
    return QualityError("The analysers can't be installed.", log=log)
