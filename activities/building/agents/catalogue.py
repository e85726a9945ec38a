"""Which coding agents there are here, put together from the settings."""

import os
from collections.abc import Mapping

from activities.building.agents.agent import AcpAgent
from activities.building.agents.containers import ContainerIsolation
from activities.building.agents.headless import KiroHeadless
from activities.building.agents.isolation import Isolation
from activities.building.agents.limits import Patience
from activities.building.agents.port import CodingAgent
from activities.building.agents.processes import ProcessIsolation
from activities.building.agents.profiles import custom, kiro, opencode
from activities.containers.engine import DockerEngine
from models.errors import Unavailable
from models.specification import ResourceLimits
from settings import IsolationChoice, Settings


def coding_agents(
    settings: Settings, isolation: Isolation, environment: Mapping[str, str] = os.environ
) -> dict[str, CodingAgent]:
    """Return every agent that the settings know, by the name of its builder."""
    wanted = settings.agents
    patience = Patience(idle=wanted.idle_seconds, turn=wanted.turn_seconds)
    profiles = [kiro(settings.kiro), opencode(settings.opencode), custom(settings.custom_agent)]
    found: dict[str, CodingAgent] = {
        profile.name: AcpAgent(
            profile,
            isolation,
            patience=patience,
            environment=environment,
            tools=wanted.readable,
        )
        for profile in profiles
        if profile is not None
    }
    headless = KiroHeadless(
        settings.kiro,
        isolation,
        patience=patience,
        environment=environment,
        tools=wanted.readable,
    )
    return {**found, headless.name: headless}


async def choose_isolation(settings: Settings, installation: str) -> Isolation:
    """Return where agents run; its sentence says how far that holds, and why it was taken.

    Raises:
        Unavailable: The settings ask for containers, and there can't be any.
    """
    wanted = settings.agents
    limits = ResourceLimits(memory_mb=wanted.memory_mb, cpus=wanted.cpus, pids=wanted.pids)
    if wanted.isolation is IsolationChoice.PROCESS:
        return ProcessIsolation(limits, because="The settings ask for it.")
    try:
        return await _containers(settings, limits, installation)
    except Unavailable as problem:
        if wanted.isolation is IsolationChoice.CONTAINER:
            raise
        return ProcessIsolation(limits, because=problem.message)


async def _containers(
    settings: Settings, limits: ResourceLimits, installation: str
) -> ContainerIsolation:
    wanted = settings.agents
    if wanted.image is None:
        raise Unavailable(
            "The settings name no image for agents.",
            remedy="Set agents.image to an image that holds the agent.",
        )
    engine = await DockerEngine.connect(settings.runtime.docker_host)
    return ContainerIsolation(
        engine,
        wanted.image,
        limits,
        installation=installation,
        network=wanted.container_network,
    )
