"""The real opencode, installed once into a cached folder, with a model of the test's."""

import json
import os
import shutil
import subprocess
import tempfile
from decimal import Decimal
from functools import cache
from pathlib import Path

from docker import DockerClient

from activities.building.agents.agent import AcpAgent
from activities.building.agents.isolation import Isolation
from activities.building.agents.limits import Patience
from activities.building.agents.processes import ProcessIsolation
from activities.building.agents.profiles import opencode
from models.specification import ResourceLimits
from settings import OpencodeSettings
from tests.integration.agents.model_server import INPUT_TOKENS, MODEL, OUTPUT_TOKENS

VERSION = "1.18.33"
_DOLLARS = {"input": 2, "output": 8}
"""What the model costs for a million tokens."""
COST = Decimal(_DOLLARS["input"] * INPUT_TOKENS + _DOLLARS["output"] * OUTPUT_TOKENS) / Decimal(
    10**6
)
"""Of one answer."""
_SECONDS = 600


def cached_folder() -> Path:
    """Return where it is kept from run to run."""
    caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(caches) / "orchestrator-agents" / f"opencode-{VERSION}"


def program() -> Path:
    """Return its program."""
    return cached_folder() / "node_modules" / ".bin" / "opencode"


@cache
def missing() -> str | None:
    """Install it if it isn't there; return why that can't be done."""
    if program().exists():
        return None
    if shutil.which("npm") is None:
        return "npm is not installed"
    cached_folder().mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--prefix", str(cached_folder()), "--no-audit", "--no-fund"]
    done = subprocess.run(
        [*command, f"opencode-ai@{VERSION}"],
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    return None if program().exists() else f"npm can't install it: {done.stderr[-300:]}"


def configuration(address: str) -> str:
    """Return its configuration for a model server: it asks before it changes or runs anything."""
    model = {
        "name": "Stub",
        "tool_call": True,
        "limit": {"context": 200_000, "output": 16_000},
        "cost": _DOLLARS,
    }
    provider = {
        "npm": "@ai-sdk/openai-compatible",
        "name": "Stub",
        "options": {"baseURL": address, "apiKey": "sk-stub"},
        "models": {MODEL: model},
    }
    return json.dumps(
        {
            "autoupdate": False,
            "share": "disabled",
            "model": f"stub/{MODEL}",
            "small_model": f"stub/{MODEL}",
            "enabled_providers": ["stub"],
            "provider": {"stub": provider},
            "permission": {"edit": "ask", "bash": "ask", "webfetch": "ask"},
        }
    )


def image_with(client: DockerClient, base: str) -> str:
    """Build an image that holds opencode and return its id."""
    found = cached_folder() / "node_modules"
    native = next(found.glob("opencode-linux-*[!e]/bin/opencode"))
    with tempfile.TemporaryDirectory() as folder:
        os.link(native, Path(folder) / "opencode")
        recipe = f"FROM {base}\nCOPY opencode /usr/local/bin/opencode\n"
        (Path(folder) / "Dockerfile").write_text(recipe)
        image, _ = client.images.build(path=folder, tag=f"orchestrator-tests/opencode:{VERSION}")
    return str(image.id)


def opencode_agent(
    address: str,
    *,
    patience: Patience | None = None,
    isolation: Isolation | None = None,
    command: str = "",
) -> AcpAgent:
    """Return opencode, asking the model server at that address."""
    limits = ResourceLimits(memory_mb=4096, pids=512, disk_mb=4096)
    return AcpAgent(
        opencode(OpencodeSettings(command=command or str(program()))),
        isolation or ProcessIsolation(limits),
        patience=patience or Patience(start=60, load=30, idle=60, turn=120, cancel=5),
        environment=os.environ | {"OPENCODE_CONFIG_CONTENT": configuration(address)},
    )
