"""Kiro without the protocol: one run of ``kiro-cli chat`` for each prompt.

The fallback: there are no permissions to answer while it works, so it is told beforehand what it
may do, and there is no cancelling but ending it.
"""

import asyncio
import dataclasses
import os
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from activities.building.agents.availability import availability
from activities.building.agents.environment import launch_of
from activities.building.agents.frames import Frames
from activities.building.agents.isolation import Channel, Isolation
from activities.building.agents.limits import Patience
from activities.building.agents.metering import kiro_v2, kiro_v3
from activities.building.agents.port import (
    AgentEvent,
    AgentSession,
    Availability,
    EventKind,
    Listener,
    SessionRequest,
    Turn,
    Usage,
)
from activities.building.agents.profiles import Profile, kiro
from activities.building.agents.reading import text_at
from activities.building.agents.turn import TurnInProgress
from models.errors import AgentFailure, BuildError
from settings import KiroSettings

_EXPLAINED = {
    1: "Kiro could not work: it is not signed in, or it doesn't take how it was called.",
    3: "A server of tools that Kiro needs didn't start.",
    4: "Kiro doesn't know the agent that the settings name.",
}
_SUCCESS = "success"


class KiroHeadless:
    """Kiro's command line, one process for each prompt."""

    name = "kiro-headless"

    def __init__(
        self,
        settings: KiroSettings,
        isolation: Isolation,
        *,
        patience: Patience,
        environment: Mapping[str, str] = os.environ,
        tools: Sequence[Path] = (),
    ) -> None:
        self._settings = settings
        self._isolation = isolation
        self._patience = patience
        self._environment = environment
        self._tools = tools

    async def availability(self) -> Availability:
        """Say whether Kiro is installed and signed in."""
        return await availability(kiro(self._settings), self._isolation, self._environment)

    @asynccontextmanager
    async def open(self, request: SessionRequest) -> AsyncIterator[AgentSession]:
        """Prepare a session; its processes live as long as its prompts."""
        yield _Session(self, request)

    @asynccontextmanager
    async def run(self, request: SessionRequest, session_id: str) -> AsyncIterator[Channel]:
        """Run it for one prompt."""
        profile = dataclasses.replace(kiro(self._settings), command=self._command(session_id))
        launch = await launch_of(profile, request, self._environment, self._isolation, self._tools)
        async with self._isolation.start(launch) as channel:
            yield channel

    @property
    def patience(self) -> Patience:
        """How long it is waited for."""
        return self._patience

    @property
    def profile(self) -> Profile:
        """What is common with Kiro over the protocol."""
        return kiro(self._settings)

    def _command(self, session_id: str) -> tuple[str, ...]:
        wanted = self._settings
        # Nobody can be asked: in a container it may do all that it can there, else it edits alone.
        trust = (
            "--trust-all-tools" if self._isolation.contained else "--trust-tools=read,grep,write"
        )
        return (
            wanted.command,
            "chat",
            "--no-interactive",
            f"--{wanted.engine.value}",
            "--output-format",
            "stream-json",
            trust,
            *(("--model", wanted.model) if wanted.model else ()),
            *(("--agent", wanted.mode) if wanted.mode else ()),
            *(("--resume-id", session_id) if session_id else ()),
        )


class _Session:
    def __init__(self, agent: KiroHeadless, request: SessionRequest) -> None:
        self._agent = agent
        self._request = request
        self.id = request.resume or ""
        self.resumed = request.resume is not None
        self.used = Usage()
        self.cost: Decimal | None = None

    async def prompt(self, text: str, listener: Listener) -> Turn:
        """Run Kiro on the prompt until it ends."""
        progress = TurnInProgress(listener, None)
        run = _Run(progress, self._agent.patience)
        try:
            async with self._agent.run(self._request, self.id) as channel:
                await channel.write(text.encode())
                await channel.close_input()
                turn = await run.follow(channel)
        finally:
            self.used = progress.tally.usage
        self.id = run.session_id or self.id
        return turn


class _Run:
    """What one run of the program says."""

    def __init__(self, turn: TurnInProgress, patience: Patience) -> None:
        self._turn = turn
        self._patience = patience
        self._finished: dict[str, Any] | None = None
        self._error = ""
        self.session_id = ""

    async def follow(self, channel: Channel) -> Turn:
        frames = Frames(channel, heard=self._heard, strange=self._turn.warn)
        over = time.monotonic() + self._patience.turn
        while True:
            left = min(self._patience.idle, over - time.monotonic())
            try:
                async with asyncio.timeout(left):
                    line = await frames.receive()
            except TimeoutError:
                raise AgentFailure("Kiro gave no sign of life, or took too long.") from None
            if line is None:
                return self._result(await channel.wait(), channel)
            self._take(text_at(line, "type"), line.get("data"))

    def _heard(self) -> None:
        self._turn.listener(AgentEvent(EventKind.FRAME))

    def _take(self, kind: str, data: Any) -> None:
        if kind == "sessionUpdate":
            self.session_id = text_at(data, "sessionId") or self.session_id
            self._turn.tally.take(kiro_v3("session/update", data))
            self._turn.take(data.get("update") if isinstance(data, dict) else None)
        elif kind == "metadata":
            self._turn.tally.take(kiro_v2("_kiro.dev/metadata", data))
        elif kind == "runError":
            self._error = text_at(data, "message")
            self._turn.warn(self._error)
        elif kind == "runFinished" and isinstance(data, dict):
            self._finished = data
            self.session_id = text_at(data, "sessionId") or self.session_id

    def _result(self, code: int, channel: Channel) -> Turn:
        """Judge by the exit code and by the last record: either may tell of a failure alone."""
        if code in _EXPLAINED and code != 1:
            raise BuildError(_EXPLAINED[code], said=channel.complaints()[-1000:])
        status = text_at(self._finished, "status")
        if code != 0 or status != _SUCCESS:
            what = _EXPLAINED.get(code) or f"Kiro ended as '{status or 'unfinished'}', exit {code}."
            raise AgentFailure(what, said=(self._error or channel.complaints())[-1000:])
        return self._turn.result(text_at(self._finished, "stopReason") or "end_turn")
