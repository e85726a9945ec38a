"""Which real parts this machine has.

A missing one skips a test, or fails it under ``ORCHESTRATOR_REQUIRE_ALL=1``.
"""

import gc
import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable
from functools import cache

import pytest

from benchmarks.postgresql import postgresql_bin

BASE_IMAGE = os.environ.get("ORCHESTRATOR_RUNTIME__BASE_IMAGE", "orchestrator-base:local")
"""Image that applications of the tests are built on."""


@cache
def _docker() -> str | None:
    import docker
    import docker.errors

    try:
        client = docker.from_env(timeout=10)
        try:
            client.ping()
            client.images.get(BASE_IMAGE)
        finally:
            client.close()
    except docker.errors.ImageNotFound:
        return f"the base image {BASE_IMAGE} is missing: .ci/base-image makes it"
    except Exception as problem:
        missing = f"no Docker engine answers ({type(problem).__name__})"
    else:
        return None
    with warnings.catch_warnings():
        # The client leaves a socket that could not connect to the collector, in whatever test.
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
    return missing


@cache
def _chromium() -> str | None:
    return None if chromium_path() else "no Chromium browser is installed"


@cache
def _postgresql() -> str | None:
    return None if postgresql_bin() else "no PostgreSQL server is installed"


@cache
def _compose() -> str | None:
    return None if compose_command() else "neither 'docker compose' nor docker-compose is installed"


@cache
def _engines() -> str | None:
    missing = [name for name in ("dockerd", "ip") if shutil.which(name) is None]
    if missing or os.geteuid() != 0:
        return f"a second engine needs root, dockerd and ip (missing: {missing})"
    return _docker()


@cache
def _mounting() -> str | None:
    if shutil.which("mount") is None or os.geteuid() != 0:
        return "only root may mount a file system of a test's own"
    with tempfile.TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "tmpfs", folder]
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
        if done.returncode:
            return f"file systems can't be mounted here: {done.stderr.strip()}"
        subprocess.run(["umount", folder], check=True)
    return None


def _opencode() -> str | None:
    from tests.integration.agents import opencode

    return opencode.missing()


_CHECKS: dict[str, Callable[[], str | None]] = {
    "docker": _docker,
    "engines": _engines,
    "chromium": _chromium,
    "postgresql": _postgresql,
    "compose": _compose,
    "mounting": _mounting,
    "opencode": _opencode,
}


def compose_command() -> list[str]:
    """Return the command of Docker Compose: the engine's plugin, or the older program."""
    plugin = ["docker", "compose"]
    if shutil.which("docker") is not None:
        asked = subprocess.run([*plugin, "version"], capture_output=True, check=False)
        if asked.returncode == 0:
            return plugin
    return ["docker-compose"] if shutil.which("docker-compose") else []


def chromium_path() -> str | None:
    """Return the path of a Chromium browser."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def is_there(part: str) -> bool:
    """Return whether this machine has the part, for tests that can do with another one."""
    return _CHECKS[part]() is None


def require(part: str) -> None:
    """Skip the calling test when the part is missing; fail it when all are required."""
    reason = _CHECKS[part]()
    if reason is None:
        return
    if os.environ.get("ORCHESTRATOR_REQUIRE_ALL") == "1":
        pytest.fail(f"{part} is required here: {reason}")
    pytest.skip(f"{part}: {reason}")
