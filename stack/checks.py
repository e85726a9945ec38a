"""Looks, before anything is started, whether what was asked for can be had."""

from pathlib import Path

from models.errors import Unavailable
from settings import RuntimeChoice, Settings
from stack.binaries import caddy_binary
from temporal.server import temporal_binary


def check_programs(programs: dict[str, Path] | None = None) -> None:
    """Make sure that the servers of the stack are installed.

    Raises:
        Unavailable: One is missing.
    """
    wanted = programs or {"Temporal server": temporal_binary(), "reverse proxy": caddy_binary()}
    for name, path in wanted.items():
        if not path.exists():
            raise Unavailable(
                f"The {name} is not installed: {path} is missing.",
                remedy="Install the orchestrator again, with 'uv sync --reinstall'.",
            )


async def check_runtime(settings: Settings) -> None:
    """Make sure that Docker can be used, when the settings insist on it.

    Without this the worker alone would find out, and jobs would wait for it for ever.

    Raises:
        Unavailable: No engine answers, or the base image can't be had.
    """
    if settings.runtime.kind is not RuntimeChoice.DOCKER:
        return
    from activities.containers.select import choose_runtime  # loads much that others don't need

    runtime = await choose_runtime(settings, settings.paths)
    close = getattr(runtime, "close", None)
    if close is not None:
        await close()
