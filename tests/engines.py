"""A second Docker engine on this machine: a host of its own, that can be killed.

It gets a bridge of its own, without a way out: an engine that is told to have none removes the
bridge that the machine's other engine uses. Images are built on the machine's own network.
"""

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from tests.parts import BASE_IMAGE

START_SECONDS = 30.0


class Engine:
    """``dockerd`` with folders, socket and process id of its own; it touches no network."""

    def __init__(self) -> None:
        # Short, because paths of sockets must be.
        self.root = Path(tempfile.mkdtemp(prefix="oe-"))
        self._bridge = f"oe{secrets.token_hex(4)}"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it answers, as Docker clients write it."""
        return f"unix://{self.root / 'docker.sock'}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        if not Path(f"/sys/class/net/{self._bridge}").exists():
            _ip("link", "add", self._bridge, "type", "bridge")
            # Of the addresses for documentation: nobody has them.
            _ip("address", "add", "192.0.2.1/24", "dev", self._bridge)
        with (self.root / "dockerd.log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    "dockerd",
                    f"--data-root={self.root / 'data'}",
                    f"--exec-root={self.root / 'exec'}",
                    f"--pidfile={self.root / 'pid'}",
                    f"--host={self.address}",
                    f"--bridge={self._bridge}",
                    "--iptables=false",
                    "--ip-forward=false",
                ],
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while self.run("info", check=False).returncode:
            assert self._process.poll() is None, self._log()
            assert time.monotonic() < deadline, self._log()
            time.sleep(0.1)

    def load(self, image: str = BASE_IMAGE) -> None:
        """Copy an image from the machine's own engine."""
        with subprocess.Popen(["docker", "save", image], stdout=subprocess.PIPE) as saving:
            subprocess.run(
                ["docker", "--host", self.address, "load", "--quiet"],
                stdin=saving.stdout,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        assert saving.returncode == 0

    def run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command of the Docker client against it."""
        command = ["docker", "--host", self.address, *arguments]
        return subprocess.run(command, check=check, capture_output=True, text=True)

    def kill(self) -> None:
        """End it as a loss of power would: containers that go on are nobody's any more."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def remove(self) -> None:
        """End everything of it and remove its folders."""
        with contextlib.suppress(AssertionError, OSError):
            if self._process is None:
                self.start()
            listed = self.run("ps", "--all", "--quiet", check=False).stdout.split()
            if listed:
                self.run("rm", "--force", *listed, check=False)
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=30)
        for mount in _mounts_below(self.root):
            subprocess.run(["umount", "--lazy", mount], check=False, capture_output=True)
        shutil.rmtree(self.root, ignore_errors=True)
        with contextlib.suppress(subprocess.CalledProcessError):
            _ip("link", "delete", self._bridge)

    def _log(self) -> str:
        return (self.root / "dockerd.log").read_text()[-2000:]


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


def _mounts_below(folder: Path) -> list[str]:
    points = [line.split()[1] for line in Path("/proc/mounts").read_text().splitlines()]
    return sorted((point for point in points if point.startswith(f"{folder}/")), reverse=True)
