"""Who builds: the builder that was asked for, or the best that is usable here."""

from collections.abc import Collection, Mapping

from activities.building.agents.port import Availability, CodingAgent
from activities.building.turns.messages import ChooseInput, ChooseResult
from models.builders import AUTO, EMBEDDED
from models.errors import BuildError

PREFERRED = ("kiro",)
"""Agents that ``auto`` takes when they are usable; others are taken only by name."""


async def choose(
    request: ChooseInput, agents: Mapping[str, CodingAgent], builders: Collection[str]
) -> ChooseResult:
    """Return who builds, and why.

    Raises:
        BuildError: The builder that was named is unknown, or not usable.
    """
    if request.wanted == AUTO:
        return await _best(agents)
    if request.wanted in builders:
        return ChooseResult(name=request.wanted, agent=False, because="It was asked for.")
    agent = agents.get(request.wanted)
    found = None if agent is None else await agent.availability()
    if found is not None and found.usable:
        because = f"It built the version before. {found.because}" if request.kept else ""
        return ChooseResult(
            name=request.wanted, agent=True, because=because or f"It was asked for. {found.because}"
        )
    if request.kept:
        return _instead(request.wanted, found)
    raise _refusal(request.wanted, found, sorted({*agents, *builders}))


async def _best(agents: Mapping[str, CodingAgent]) -> ChooseResult:
    reasons = []
    for name in PREFERRED:
        if name not in agents:
            continue
        found = await agents[name].availability()
        if found.usable:
            return ChooseResult(name=name, agent=True, because=found.because)
        reasons.append(found.because)
    because = " ".join(reasons) or "No coding agent is set up here."
    return ChooseResult(name=EMBEDDED, agent=False, because=because)


def _instead(wanted: str, found: Availability | None) -> ChooseResult:
    why = found.because if found is not None else "It is not set up here any more."
    told = f"The builder of the version before, {wanted}, can't be used: {why}"
    return ChooseResult(name=EMBEDDED, agent=False, because=told)


def _refusal(wanted: str, found: Availability | None, known: list[str]) -> BuildError:
    choices = f"Choose one of: auto, {', '.join(known)}."
    if found is None:
        return BuildError(f"There is no builder called '{wanted}' here.", remedy=choices)
    return BuildError(
        f"The builder '{wanted}' can't be used: {found.because}",
        remedy=f"Make it usable and ask again, or choose another one. {choices}",
    )
