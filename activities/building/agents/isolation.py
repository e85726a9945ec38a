"""The port to isolation: where an agent's program runs, and what it can reach from there."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

NOT_FOUND = 127
"""Exit code for a program that isn't there."""


@dataclass(frozen=True, slots=True)
class Launch:
    """A program to start for an agent."""

    command: tuple[str, ...]
    environment: Mapping[str, str]
    """Everything that it sees; nothing of the orchestrator's own comes on top."""
    tree: Path
    """Its working directory, which it may change."""
    state: Path
    """Its own folder: home and temporary files; kept over restarts."""
    network: bool = False
    readable: tuple[Path, ...] = field(default=())
    """Folders of programs that it needs, where those are not part of the system."""


class Channel(Protocol):
    """Standard input and output of a running program."""

    async def read(self) -> bytes:
        """Return some of what it has written; nothing at all when it has closed its output."""
        ...

    async def write(self, data: bytes) -> None:
        """Hand it bytes; waits while it doesn't take them.

        Raises:
            ConnectionError: It takes no more.
        """
        ...

    async def close_input(self) -> None:
        """Tell it that nothing more comes."""
        ...

    async def wait(self) -> int:
        """Wait for its end; return its exit code."""
        ...

    def complaints(self) -> str:
        """Return the end of what it wrote on standard error, freed of secrets."""
        ...


class Isolation(Protocol):
    """A way to run agents."""

    contained: bool
    """Whether the agent has a container of its own."""
    where: str
    """Where programs are looked for, as the end of a sentence."""
    sentence: str
    """How far it holds, for the owner."""

    def start(self, launch: Launch) -> AbstractAsyncContextManager[Channel]:
        """Run a program; leaving it ends the program and everything that it started.

        Raises:
            BuildError: It can't be started.
        """
        ...

    async def ask(self, command: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
        """Run a command of the agent's to its end; returns its exit code and what it wrote."""
        ...
