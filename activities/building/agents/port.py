"""The port to coding agents: a session in a work tree that is prompted turn by turn."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from pydantic import Field

from models.base import Model, Text


class StopReason(StrEnum):
    """Why an agent ended a turn, in the words of the Agent Client Protocol."""

    END_TURN = "end_turn"
    MAX_TOKENS = "max_tokens"
    MAX_TURN_REQUESTS = "max_turn_requests"
    REFUSAL = "refusal"
    CANCELLED = "cancelled"


class Usage(Model):
    """What a turn has used; None where the agent doesn't say."""

    credits: Decimal | None = None
    input_tokens: int | None = Field(default=None, ge=0)
    output_tokens: int | None = Field(default=None, ge=0)
    cost: Decimal | None = None
    """In the currency of the account, where the agent knows it."""


class PermissionWish(Model):
    """Something that an agent asked to do and that policy leaves to the owner."""

    capability: str
    """Like ``shell`` or ``web_fetch``; the kind of the tool where the agent names nothing else."""
    resource: Text
    """The command, path or address, freed of secrets; at most a line."""
    fingerprint: str
    """The same for the same wish in every session, so that a decision on it holds."""


class Turn(Model):
    """How a turn ended."""

    stop_reason: StopReason
    usage: Usage = Usage()
    message: Text = ""
    """The last that the agent said, freed of secrets and cut to a few lines."""
    wishes: tuple[PermissionWish, ...] = ()
    """What was refused for now because only the owner may allow it."""
    session_cost: Decimal | None = None
    """What the whole session has cost until now, where the agent says so."""


class EventKind(StrEnum):
    """What an agent reports while it works."""

    FRAME = "frame"
    """Anything at all arrived: a sign of life."""
    MESSAGE = "message"
    TOOL = "tool"
    PERMISSION = "permission"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class AgentEvent:
    """One report; ``text`` is freed of secrets and short enough for a line of the job's log."""

    kind: EventKind
    text: str = ""


Listener = Callable[[AgentEvent], None]


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether an agent can work here, and why."""

    usable: bool
    because: str
    """A sentence for the owner, like ``Kiro is installed, but nobody is signed in.``"""
    version: str = ""


@dataclass(frozen=True, slots=True)
class SessionRequest:
    """What a session is opened with."""

    tree: Path
    """Absolute path of the work tree; the agent may change what is in it and nothing else."""
    state: Path
    """Folder for the agent's own state of this job, outside of the tree; kept over restarts."""
    resume: str | None = None
    """Id of the session to go on with, if the agent still knows it."""
    cost: Decimal | None = None
    """What that session has cost until now, if that is known."""
    allowed: frozenset[str] = frozenset()
    """Fingerprints of wishes that the owner has allowed."""


class AgentSession(Protocol):
    """One conversation with an agent, in a process of its own."""

    id: str
    resumed: bool
    """Whether it goes on with the session that was asked for; else it begins anew, from files."""
    used: Usage
    """What the last prompt has used, as far as that is known: a failed one costs as much."""
    cost: Decimal | None
    """What the session has cost until now, where the agent says so."""

    async def prompt(self, text: str, listener: Listener) -> Turn:
        """Let the agent work until its turn ends; cancelling the task cancels the turn.

        Raises:
            BuildError: The agent can't work; an ``AgentFailure``, which is recoverable, where it
                failed, stalled or died, and another try may help. Either way the session is over.
        """
        ...


class CodingAgent(Protocol):
    """A coding agent that can be started on this machine."""

    name: str

    async def availability(self) -> Availability:
        """Say whether the agent is installed and signed in; starts no session."""
        ...

    def open(self, request: SessionRequest) -> AbstractAsyncContextManager[AgentSession]:
        """Start the agent and open a session; leaving it ends the agent's whole process group.

        Raises:
            BuildError: It can't be started.
        """
        ...
