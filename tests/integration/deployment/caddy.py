"""A real Caddy on a free port, ended by its own id."""

import asyncio
import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from activities.serving.caddy_config import Reachable, admin_address, caddy_config
from activities.serving.probe_secret import probe_secret
from settings import ProxySettings, Settings


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def settings_for(root: Path, **sections: object) -> Settings:
    """Return settings below a folder, with a free port for the proxy."""
    return Settings(data_dir=root, proxy=ProxySettings(port=free_port()), **sections)  # type: ignore[arg-type]


class Caddy:
    """The process of the reverse proxy."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.process: subprocess.Popen[bytes] | None = None

    async def start(self, applications: list[Reachable]) -> None:
        """Start it with the configuration of these applications and wait until it answers."""
        secret = probe_secret(self._settings.paths)
        await self.start_with(caddy_config(self._settings, applications, secret))
        for _ in range(500):
            if self._listens():
                return
            await asyncio.sleep(0.02)
        raise TimeoutError((self._settings.paths.root / "caddy.log").read_text())

    async def start_with(self, config: dict[str, Any]) -> None:
        """Start it with some configuration and wait until its admin API answers."""
        paths = self._settings.paths
        paths.run.mkdir(parents=True, exist_ok=True)
        file = paths.root / "caddy.json"
        file.write_text(json.dumps(config))
        paths.proxy_admin_socket.unlink(missing_ok=True)
        home = str(paths.root / "caddy")
        folders = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        self._spawn(file, {**folders, "CADDY_ADMIN": admin_address(paths)})
        for _ in range(500):
            if self._answers():
                return
            await asyncio.sleep(0.02)
        raise TimeoutError((paths.root / "caddy.log").read_text())

    def _spawn(self, file: Path, environment: dict[str, str]) -> None:
        with (self._settings.paths.root / "caddy.log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(Path(sys.executable).with_name("caddy")), "run", "--config", str(file)],
                stderr=log,
                env={**os.environ, **environment},
            )

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            return client.connect_ex(str(self._settings.paths.proxy_admin_socket)) == 0

    def _listens(self) -> bool:
        with socket.socket() as client:
            proxy = self._settings.proxy
            return client.connect_ex((proxy.host, proxy.public_port)) == 0

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
