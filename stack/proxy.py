"""Starts the reverse proxy with the routes that the metadata store knows."""

import asyncio
import json
import os
from pathlib import Path

from activities.serving.caddy_config import admin_address, caddy_config
from activities.serving.desired import desired_routes
from activities.serving.probe_secret import probe_secret
from settings import Settings
from stack.binaries import caddy_binary
from storage.files import write_atomically
from storage.metadata import MetadataStore


async def write_config(settings: Settings) -> Path:
    """Write the proxy's whole configuration, with a route per application, and return its path."""
    store = await MetadataStore.open(settings.metadata_url)
    try:
        routes = await desired_routes(store, settings)
    finally:
        await store.close()
    config = caddy_config(settings, routes, probe_secret(settings.paths))
    path = settings.paths.local / "caddy.json"
    write_atomically(path, json.dumps(config, indent=2).encode(), 0o600)
    return path


def main() -> None:
    """Write the configuration and become the proxy."""
    settings = Settings()
    paths = settings.paths
    paths.run.mkdir(parents=True, exist_ok=True)
    config = asyncio.run(write_config(settings))
    paths.proxy_admin_socket.unlink(missing_ok=True)
    home = str(paths.local / "caddy")
    environment = os.environ | {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
    # Where the admin API listens when the configuration was deleted: only so can it be given anew.
    environment["CADDY_ADMIN"] = admin_address(paths)
    binary = str(caddy_binary())
    os.execve(binary, [binary, "run", "--config", str(config)], environment)  # noqa: S606


if __name__ == "__main__":
    main()
