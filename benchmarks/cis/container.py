"""A deployed container as the engine tells of it, and as it looks from inside."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PROBE = Path(__file__).with_name("inside.py")
_PYTHON = "/opt/venv/bin/python"
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Seen:
    """Everything that the lines are held against."""

    facts: Facts
    """The engine's inspection."""
    inside: Facts
    """What the probe printed."""
    engine: tuple[str, ...]
    """Protections that this engine has."""

    @property
    def host(self) -> Facts:
        found: Facts = self.facts["HostConfig"]
        return found


def look(name: str) -> Seen:
    """Look at a running container from outside, then from inside."""
    facts = json.loads(_docker("inspect", name))[0]
    engine = json.loads(_docker("info", "--format", "{{json .SecurityOptions}}"))
    command = ["exec", "-i", name, _PYTHON, "-"]
    inside = json.loads(_docker(*command, stdin=_PROBE.read_text()).splitlines()[-1])
    return Seen(facts, inside, tuple(engine))


def _docker(*arguments: str, stdin: str = "") -> str:
    done = subprocess.run(
        ["docker", *arguments], input=stdin, capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout
