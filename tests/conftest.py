"""What holds for all tests."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from activities.containers.profile import LABEL

# Where a failure stops a delivery, the examples are the same each time; elsewhere they are new.
# A busy machine is slow to make them up, which says nothing about what is tested.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("patient", _PATIENT)
settings.register_profile("delivery", _PATIENT, derandomize=True)
_DELIVERS = os.environ.get("ORCHESTRATOR_REQUIRE_ALL") == "1"
settings.load_profile("delivery" if _DELIVERS else "patient")


@pytest.fixture(scope="session", autouse=True)
def _no_images_are_left() -> Iterator[None]:
    """Remove the images of applications that the tests made; one that a container uses stays.

    Nobody can tell them from those that another test run has just built and not yet started, so
    that they are only removed when no other is running on this machine.
    """
    with (Path(tempfile.gettempdir()) / "orchestrator-tests.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        before = _images()
        yield
        with suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _remove(_images() - before)


def _remove(images: set[str]) -> None:
    if images:
        subprocess.run(["docker", "rmi", *sorted(images)], check=False, capture_output=True)


def _images() -> set[str]:
    if shutil.which("docker") is None:
        return set()
    listing = ["docker", "images", "--quiet", "--filter", f"label={LABEL}.role=application"]
    listed = subprocess.run(listing, check=False, capture_output=True, text=True, timeout=60)
    return set(listed.stdout.split())
