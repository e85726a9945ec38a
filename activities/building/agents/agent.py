"""A coding agent that speaks the Agent Client Protocol, described by its profile."""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

from activities.building.agents.availability import availability
from activities.building.agents.isolation import Isolation
from activities.building.agents.limits import Patience
from activities.building.agents.port import AgentSession, Availability, SessionRequest
from activities.building.agents.profiles import Profile


class AcpAgent:
    """Starts the agent of a profile, and opens sessions with it."""

    def __init__(
        self,
        profile: Profile,
        isolation: Isolation,
        *,
        patience: Patience,
        environment: Mapping[str, str] = os.environ,
        tools: Sequence[Path] = (),
    ) -> None:
        self.name = profile.name
        self.profile = profile
        self.isolation = isolation
        self._patience = patience
        self._environment = environment
        self._tools = tools

    async def availability(self) -> Availability:
        """Say whether the agent is installed and signed in; starts no session."""
        return await availability(self.profile, self.isolation, self._environment)

    @asynccontextmanager
    async def open(self, request: SessionRequest) -> AsyncIterator[AgentSession]:
        """Start the agent and open a session; leaving it ends the agent's whole process group."""
        starting = await asyncio.to_thread(import_module, "activities.building.agents.starting")
        starter = starting.Starter(
            self.profile, self.isolation, self._patience, self._environment, self._tools
        )
        async with starter.open(request) as session:
            yield session
