"""How well processes are kept apart on this machine, in words for people."""

import json
import os
import subprocess
import sys
from functools import cache

from activities.containers.subprocesses import program
from models.base import Model

TRUNCATES_SINCE = 3
"""Version of Landlock that holds back who would empty a file."""
_SECONDS = 20.0


class Kernel(Model):
    """What the kernel lets us confine; nothing where it could not be found out."""

    landlock: int = 0
    network: bool = False
    view: bool = False


@cache
def kernel() -> Kernel:
    """Ask, by a program that does it to itself, what can be confined here."""
    command = program("kernel_allows")
    try:
        asked = subprocess.run(
            command,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env={"PATH": "/usr/bin:/bin"},
        )
        return Kernel.model_validate(json.loads(asked.stdout))
    except (OSError, ValueError, subprocess.SubprocessError):
        return Kernel()


def isolation_of_processes() -> str:
    """Return how well processes are kept apart on this machine, a sentence for people."""
    if sys.platform != "linux":
        return (
            "Applications run as ordinary processes of your account with limited resources;"
            " a container engine would isolate them."
        )
    who = "a user of its own" if os.geteuid() == 0 else "your account"
    return (
        f"Each application runs as a process of {who}, with limited resources and as little access"
        " to files and network as the kernel lets us set; containers isolate better."
        f"{refused(kernel())}"
    )


def refused(allowed: Kernel) -> str:
    """Return what an application can reach because the kernel refuses to hold it back; pure."""
    reached = [*_files(allowed)]
    if not allowed.network:
        reached.append("the network")
    if not allowed.view:
        reached.append("sockets of other programs")
    if not reached:
        return ""
    return (
        f" This kernel refuses part of it, so an application can reach {', '.join(reached)}:"
        " let it have Landlock and namespaces of users, or use a container engine."
    )


def refused_to_agents(allowed: Kernel) -> str:
    """Return the same of a coding agent, of which only files are kept; pure."""
    reached = _files(allowed)
    if not reached:
        return ""
    return f" This kernel refuses part of it, so the agent can reach {reached[0]}."


def _files(allowed: Kernel) -> list[str]:
    if not allowed.landlock:
        return ["all files of the account that it runs as"]
    if allowed.landlock < TRUNCATES_SINCE:
        return ["other files of the account that it runs as, to empty them"]
    return []
