"""Whether an agent can work here, found out without starting a session."""

import asyncio
import json
import os
import shutil
from collections.abc import Mapping, Sequence

from activities.building.agents.port import Availability
from activities.building.agents.profiles import Profile
from activities.building.agents.reading import at
from activities.containers.subprocesses import run
from storage.redaction import plain, redacted

_SECONDS = 20.0


class Probe:
    """Asks the agents' programs on this machine."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._environment = environment

    async def availability(self, profile: Profile) -> Availability:
        """Say whether the agent is installed and signed in."""
        found = shutil.which(profile.command[0], path=self._environment.get("PATH"))
        if found is None:
            return Availability(
                False, f"{profile.title} is not installed: there is no '{profile.command[0]}'."
            )
        code, said = await self._ask([found, "--version"])
        version = plain(redacted(said)).strip()[:80]
        if code != 0:
            return Availability(False, f"{profile.title} is installed, but it doesn't start.")
        if profile.signs_in_with is None:
            return Availability(True, f"{profile.title} is installed.", version)
        if self._environment.get(profile.signs_in_with):
            return Availability(True, f"{profile.title} is installed, and has a key.", version)
        if await self._signed_in(found):
            return Availability(True, f"{profile.title} is installed and signed in.", version)
        return Availability(
            False, f"{profile.title} is installed, but nobody is signed in.", version
        )

    async def _signed_in(self, program: str) -> bool:
        code, said = await self._ask([program, "whoami", "--format", "json"])
        try:
            told = json.loads(said)
        except ValueError:
            return False
        known = at(told, "accountType") or at(told, "email") or at(told, "account")
        return code == 0 and bool(known)

    async def _ask(self, command: Sequence[str]) -> tuple[int, str]:
        wanted = ("PATH", "HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME")
        environment = {
            name: self._environment[name] for name in wanted if name in self._environment
        }
        try:
            async with asyncio.timeout(_SECONDS):
                code, out, _ = await run(command, environment=environment)
        except (TimeoutError, OSError):
            return 1, ""
        return code, out.decode(errors="replace")
