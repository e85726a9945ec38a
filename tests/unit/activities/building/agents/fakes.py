"""An isolation that runs nothing."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from activities.building.agents.isolation import NOT_FOUND, Channel, Launch


class Answering:
    """Answers commands from a table, and notes what they could see."""

    where = "on this machine"
    sentence = "Nothing runs."

    def __init__(self, answers: Mapping[str, tuple[int, str]], *, contained: bool = False) -> None:
        self.contained = contained
        self._answers = answers
        self.seen: list[Mapping[str, str]] = []

    async def ask(self, command: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
        self.seen.append(environment)
        return self._answers.get(" ".join(command), (NOT_FOUND, ""))

    @asynccontextmanager
    async def start(self, launch: Launch) -> AsyncIterator[Channel]:
        raise NotImplementedError
        yield
