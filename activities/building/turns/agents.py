"""The coding agents that an installation knows, from its settings."""

from activities.building.agents.agent import AcpAgent
from activities.building.agents.availability import Probe
from activities.building.agents.isolation import Isolation
from activities.building.agents.limits import Patience
from activities.building.agents.port import CodingAgent
from activities.building.agents.processes import ProcessIsolation
from activities.building.agents.profiles import custom, kiro, opencode
from models.specification import ResourceLimits
from settings import AgentSettings, Settings


def known_agents(settings: Settings) -> dict[str, CodingAgent]:
    """Return the agents by name, usable here or not."""
    isolation, probe = _isolation(settings.agents), Probe()
    patience = Patience(idle=settings.agents.idle_seconds, turn=settings.agents.turn_seconds)
    profiles = (kiro(settings.kiro), opencode(settings.opencode), custom(settings.custom_agent))
    return {
        profile.name: AcpAgent(
            profile, isolation, probe, patience=patience, tools=settings.agents.readable
        )
        for profile in profiles
        if profile is not None
    }


def _isolation(settings: AgentSettings) -> Isolation:
    limits = ResourceLimits(memory_mb=settings.memory_mb, cpus=settings.cpus, pids=settings.pids)
    return ProcessIsolation(limits)
