"""A coding agent in memory: it does what a test tells it, and counts what it was paid for."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

from activities.building.agents.port import (
    AgentEvent,
    AgentSession,
    Availability,
    EventKind,
    Listener,
    SessionRequest,
    StopReason,
    Turn,
    Usage,
)
from models.errors import AgentFailure

Act = Callable[[Path, str], Turn]
"""Changes the tree as the prompt asks for, and says how the turn ended."""

_TASK = re.compile(r"^- (\d+\.\d+) ", re.MULTILINE)
USAGE = Usage(credits=Decimal("0.5"), input_tokens=100, output_tokens=20)


def diligent(tree: Path, prompt: str) -> Turn:
    """Write a file per task that is asked for, and tick its box."""
    for number in _TASK.findall(prompt):
        (tree / "app").mkdir(exist_ok=True)
        (tree / "app" / f"step_{number.replace('.', '_')}.py").write_text("VALUE = 1\n")
        tick(tree, number)
    return Turn(stop_reason=StopReason.END_TURN, usage=USAGE, message="Done.")


def tick(tree: Path, number: str) -> None:
    """Tick the box of a task."""
    (plan,) = (tree / ".kiro" / "specs").glob("*/tasks.md")
    plan.write_text(plan.read_text().replace(f"- [ ] {number} ", f"- [x] {number} "))


class Broken(AgentFailure):
    """What an act raises that fails after it was paid for."""

    def __init__(self, usage: Usage = USAGE, session_cost: Decimal | None = None) -> None:
        super().__init__("It broke.")
        self.turn = Turn(stop_reason=StopReason.CANCELLED, usage=usage, session_cost=session_cost)


class ScriptedAgent:
    """Plays its acts, one per prompt, and then is diligent."""

    def __init__(self, *acts: Act | BaseException, name: str = "kiro") -> None:
        self.name = name
        self.acts = list(acts)
        self.usable = Availability(usable=True, because="Kiro is signed in.", version="3.2.0")
        self.prompts: list[str] = []
        self.opened: list[SessionRequest] = []
        self.knows: set[str] = set()
        self.closed = 0
        self.hang = False
        self.prompted = asyncio.Event()

    async def availability(self) -> Availability:
        return self.usable

    @asynccontextmanager
    async def open(self, request: SessionRequest) -> AsyncIterator[AgentSession]:
        self.opened.append(request)
        resumed = request.resume in self.knows
        session = _Session(self, request, f"session-{len(self.opened)}", resumed=resumed)
        if resumed and request.resume is not None:
            session.id = request.resume
        self.knows.add(session.id)
        try:
            yield session
        finally:
            self.closed += 1


class _Session:
    def __init__(
        self, agent: ScriptedAgent, request: SessionRequest, name: str, *, resumed: bool
    ) -> None:
        self.id = name
        self.resumed = resumed
        self.used = Usage()
        self.cost = request.cost if resumed else Decimal(0)
        self._agent = agent
        self._request = request

    async def prompt(self, text: str, listener: Listener) -> Turn:
        self._agent.prompts.append(text)
        self._agent.prompted.set()
        listener(AgentEvent(EventKind.FRAME))
        listener(AgentEvent(EventKind.TOOL, "writes a file"))
        while self._agent.hang:
            listener(AgentEvent(EventKind.FRAME))
            await asyncio.sleep(0.05)
        act = self._agent.acts.pop(0) if self._agent.acts else diligent
        try:
            if isinstance(act, BaseException):
                raise act
            return self._ended(act(self._request.tree, text))
        except Broken as problem:
            self._ended(problem.turn)
            raise

    def _ended(self, turn: Turn) -> Turn:
        self.used = turn.usage
        self.cost = self.cost if turn.session_cost is None else turn.session_cost
        return turn
