"""Starting a coding agent and opening a session with it.

A module of its own because the protocol's library takes a fifth of the time that a worker needs to
start, and most workers never drive an agent: it is loaded with the first session.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from activities.building.agents.client import Client
from activities.building.agents.environment import launch_of
from activities.building.agents.isolation import Channel, Isolation
from activities.building.agents.limits import Patience
from activities.building.agents.opening import CannotResume, begin, introduce, resume
from activities.building.agents.policy import Policy
from activities.building.agents.port import SessionRequest
from activities.building.agents.profiles import Profile
from activities.building.agents.reading import at
from activities.building.agents.session import AcpSession
from models.errors import AgentFailure


class Starter:
    """Starts the agent of a profile; see :class:`activities.building.agents.agent.AcpAgent`."""

    def __init__(
        self,
        profile: Profile,
        isolation: Isolation,
        patience: Patience,
        environment: Mapping[str, str],
        tools: Sequence[Path],
    ) -> None:
        self.profile = profile
        self.isolation = isolation
        self._patience = patience
        self._environment = environment
        self._tools = tools

    @asynccontextmanager
    async def open(self, request: SessionRequest) -> AsyncIterator[AcpSession]:
        """Start the agent and open a session; leaving it ends the agent's whole process group."""
        async with AsyncExitStack() as running:
            session = await self._resumed(running, request)
            if session is None:
                session = await self._begun(running, request)
            yield session

    async def _resumed(self, running: AsyncExitStack, request: SessionRequest) -> AcpSession | None:
        """Go on with an earlier session if that works; what a failed try has started is ended."""
        if request.resume is None or not self.profile.load:
            return None
        async with AsyncExitStack() as attempt:
            try:
                client, channel, able = await self._started(attempt, request)
                if at(able, "loadSession") is not True:
                    return None
                await resume(client, self.profile, request, self._patience)
            except (CannotResume, ConnectionError):
                return None
            running.push_async_exit(attempt.pop_all())
        return AcpSession(
            client, channel, self.profile, self._patience, resumed=True, cost=request.cost
        )

    async def _begun(self, running: AsyncExitStack, request: SessionRequest) -> AcpSession:
        client, channel, _ = await self._started(running, request)
        try:
            await begin(client, self.profile, request, self._patience)
        except ConnectionError as problem:
            raise self._ended_early(channel) from problem
        return AcpSession(
            client, channel, self.profile, self._patience, resumed=False, cost=Decimal(0)
        )

    async def _started(
        self, running: AsyncExitStack, request: SessionRequest
    ) -> tuple[Client, Channel, Any]:
        launch = await launch_of(
            self.profile, request, self._environment, self.isolation, self._tools
        )
        channel = await running.enter_async_context(self.isolation.start(launch))
        policy = Policy(request.tree, request.allowed)
        client = Client(channel, self.profile, policy)
        running.push_async_callback(client.connection.close)
        try:
            return client, channel, await introduce(client, self.profile, self._patience)
        except ConnectionError as problem:
            raise self._ended_early(channel) from problem

    def _ended_early(self, channel: Channel) -> AgentFailure:
        said = channel.complaints()
        last = said.splitlines()[-1][:300] if said else "it says nothing about why"
        return AgentFailure(f"{self.profile.title} has ended right after its start: {last}")
