"""The scripted agent as a profile, and what tests need around it."""

import asyncio
import dataclasses
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil

from activities.building.agents.agent import AcpAgent
from activities.building.agents.isolation import Isolation
from activities.building.agents.limits import Patience
from activities.building.agents.port import AgentEvent, EventKind
from activities.building.agents.processes import ProcessIsolation
from activities.building.agents.profiles import Profile, kiro
from models.specification import ResourceLimits
from settings import KiroEngine, KiroSettings

LIMITS = ResourceLimits(memory_mb=2048, pids=128, disk_mb=1024)
SCRIPT = Path(__file__).with_name("scripted_agent.py")
QUICK = Patience(start=20, load=1.5, lock_pauses=(0.05, 0.1, 0.2), idle=4, turn=20, cancel=1.0)


class Heard:
    """A listener that keeps what it hears."""

    def __init__(self) -> None:
        self.events: list[AgentEvent] = []

    def __call__(self, event: AgentEvent) -> None:
        self.events.append(event)

    def said(self) -> str:
        return "".join(self.of(EventKind.MESSAGE))

    def of(self, kind: EventKind) -> list[str]:
        return [event.text for event in self.events if event.kind is kind]


def scripted_profile(dialect: str = "v3", *traits: str, **changed: object) -> Profile:
    """Return Kiro's own profile of that engine, with the scripted agent as its program."""
    profile = kiro(KiroSettings(engine=KiroEngine(dialect)))
    command = (sys.executable, "-I", str(SCRIPT), dialect, *traits)
    given = {"command": command, "home_files": (), **changed}
    return dataclasses.replace(profile, **given)  # type: ignore[arg-type]


def scripted_agent(
    dialect: str = "v3",
    *traits: str,
    patience: Patience = QUICK,
    isolation: Isolation | None = None,
    **changed: object,
) -> AcpAgent:
    """Return an agent that does what its prompts say."""
    return AcpAgent(
        scripted_profile(dialect, *traits, **changed),
        isolation or ProcessIsolation(LIMITS),
        patience=patience,
        environment=os.environ | {"KIRO_API_KEY": "ksk_for_tests", "DATABASE_PASSWORD": "hunter22"},
        tools=(SCRIPT.parent,),
    )


def remaining(place: Path) -> list[int]:
    """Return the processes that work in the folder; the keeper of one works elsewhere."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if Path(process.cwd()).is_relative_to(place):
                found.append(process.pid)
    return found


async def until(condition: Callable[[], object], seconds: float = 20) -> None:
    """Wait for a condition that nobody signals."""
    for _ in range(int(seconds / 0.02)):
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never came true")
