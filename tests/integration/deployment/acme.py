"""A real ACME authority on loopback: another Caddy."""

import asyncio
import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Self

from tests.integration.deployment.caddy import free_port


class AcmeAuthority:
    """Vouches for whoever answers its challenge.

    Args:
        folder: Where it keeps its keys.
        challenged: Port that it sends its challenges to, whatever name they are for: it takes the
            proxy there for its own way out, so that neither names nor port 80 are needed.
    """

    def __init__(self, folder: Path, challenged: int) -> None:
        self._folder = folder
        self._challenged = challenged
        self._port = free_port()
        self.directory = f"https://localhost:{self._port}/acme/local/directory"
        self.root = folder / "pki" / "authorities" / "local" / "root.crt"

    async def __aenter__(self) -> Self:
        self._folder.mkdir()
        file = self._folder / "caddy.json"
        file.write_text(json.dumps(self._config()))
        self._spawn(file)
        for _ in range(500):
            if self.root.exists() and self._listens():
                return self
            await asyncio.sleep(0.02)
        raise TimeoutError((self._folder / "caddy.log").read_text())

    async def __aexit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    def _spawn(self, file: Path) -> None:
        way_out = f"http://127.0.0.1:{self._challenged}"
        with (self._folder / "caddy.log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(Path(sys.executable).with_name("caddy")), "run", "--config", str(file)],
                stderr=log,
                env={**os.environ, "HOME": str(self._folder), "HTTP_PROXY": way_out},
            )

    def _listens(self) -> bool:
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", self._port)) == 0

    def _config(self) -> dict[str, object]:
        authority = {"handler": "acme_server", "ca": "local", "challenges": ["http-01"]}
        server = {
            "listen": [f"127.0.0.1:{self._port}"],
            "automatic_https": {"disable_redirects": True},
            "routes": [{"match": [{"host": ["localhost"]}], "handle": [authority]}],
        }
        http = {"http_port": 1, "https_port": self._port, "servers": {"acme": server}}
        pki = {"certificate_authorities": {"local": {"install_trust": False}}}
        return {
            "admin": {"disabled": True},
            "storage": {"module": "file_system", "root": str(self._folder)},
            "apps": {"http": http, "pki": pki},
        }
