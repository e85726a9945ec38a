"""Whether an agent can work here, found out without starting a session."""

import json
from collections.abc import Mapping

from activities.building.agents.isolation import NOT_FOUND, Isolation
from activities.building.agents.port import Availability
from activities.building.agents.profiles import Profile
from activities.building.agents.reading import at
from models.errors import OrchestrationError
from storage.redaction import plain, redacted

_SEEN = ("PATH", "HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME")
"""Variables of the orchestrator that a program needs to find out whether somebody is signed in."""


async def availability(
    profile: Profile, isolation: Isolation, environment: Mapping[str, str]
) -> Availability:
    """Say whether an agent is installed and signed in where it would run."""
    seen = {
        name: environment[name] for name in _SEEN if name in environment and not isolation.contained
    }
    name, program = profile.title, profile.command[0]
    try:
        code, said = await isolation.ask((program, "--version"), seen)
    except OrchestrationError as problem:
        return Availability(False, f"{name} can't be asked: {problem.message}")
    if code == NOT_FOUND:
        missing = f"there is no '{program}' {isolation.where}"
        return Availability(False, f"{name} is not installed: {missing}.")
    if code != 0:
        why = f" It says: {told[:200]}" if (told := _last_line(said)) else ""
        return Availability(False, f"{name} is installed, but it doesn't start.{why}")
    version = plain(redacted(said)).strip()[:80]
    if profile.signs_in_with is None:
        return Availability(True, f"{name} is installed.", version)
    if environment.get(profile.signs_in_with):
        return Availability(True, f"{name} is installed, and has a key.", version)
    if not isolation.contained and await _signed_in(program, isolation, seen):
        return Availability(True, f"{name} is installed and signed in.", version)
    return Availability(False, f"{name} is installed, but nobody is signed in.", version)


def _last_line(said: str) -> str:
    lines = [line.strip() for line in plain(redacted(said)).splitlines()]
    return next((line for line in reversed(lines) if line), "")


async def _signed_in(program: str, isolation: Isolation, seen: Mapping[str, str]) -> bool:
    code, said = await isolation.ask((program, "whoami", "--format", "json"), seen)
    try:
        told = json.loads(said)
    except ValueError:
        return False
    known = at(told, "accountType") or at(told, "email") or at(told, "account")
    return code == 0 and bool(known)
