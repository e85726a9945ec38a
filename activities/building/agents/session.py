"""A session with an agent that speaks the protocol: prompts, and watches over the turns."""

import asyncio
import time
from contextlib import suppress
from decimal import Decimal
from typing import Any

from acp.exceptions import RequestError

from activities.building.agents.client import Client
from activities.building.agents.isolation import Channel
from activities.building.agents.limits import Patience
from activities.building.agents.metering import of_response
from activities.building.agents.opening import failure
from activities.building.agents.port import Listener, Turn, Usage
from activities.building.agents.profiles import Profile, TurnEnd
from activities.building.agents.reading import text_at
from activities.building.agents.turn import TurnInProgress
from activities.ending import to_its_end
from models.errors import AgentFailure, BuildError


class AcpSession:
    """One conversation in a process of its own."""

    def __init__(
        self,
        client: Client,
        channel: Channel,
        profile: Profile,
        patience: Patience,
        *,
        resumed: bool,
        cost: Decimal | None,
    ) -> None:
        self._client = client
        self._channel = channel
        self._profile = profile
        self._patience = patience
        self.id = client.session_id or ""
        self.resumed = resumed
        self.used = Usage()
        # Where it is not known what earlier processes have cost, a first total can't be split.
        self.cost = cost
        self._broken = False

    async def prompt(self, text: str, listener: Listener) -> Turn:
        """Let the agent work until its turn ends; cancelling the task cancels the turn."""
        if self._broken or self._client.turn is not None:
            raise AgentFailure(f"The session with {self._profile.title} takes no prompt now.")
        turn = self._client.turn = TurnInProgress(listener, self.cost)
        answer = asyncio.ensure_future(self._ask(text))
        answer.add_done_callback(_seen)
        try:
            return await self._watched(turn, answer)
        except BaseException:
            self._broken = True
            await to_its_end(self._stop(turn, answer))
            raise
        finally:
            self._client.turn = None
            self.used, self.cost = turn.tally.usage, turn.tally.session_cost

    async def _ask(self, text: str) -> Any:
        prompt = [{"type": "text", "text": text}]
        return await self._client.request(
            "session/prompt", {"sessionId": self.id, "prompt": prompt}
        )

    async def _watched(self, turn: TurnInProgress, answer: "asyncio.Future[Any]") -> Turn:
        ended = asyncio.ensure_future(turn.ended_by_update.wait())
        try:
            await self._until_over(answer, ended)
            await self._drain(turn, answer, ended)
            return turn.result(await self._stop_reason(turn, answer))
        finally:
            ended.cancel()

    async def _until_over(
        self, answer: "asyncio.Future[Any]", ended: "asyncio.Future[Any]"
    ) -> None:
        """Wait for the end of the turn, as long as there are signs of life and time."""
        over = time.monotonic() + self._patience.turn
        self._client.last_life = time.monotonic()
        while True:
            quiet = self._client.last_life + self._patience.idle
            left = min(over, quiet) - time.monotonic()
            if left <= 0:
                raise self._too_long(idle=quiet < over)
            ways = {answer, ended}
            done, _ = await asyncio.wait(ways, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            if done:
                return

    def _too_long(self, *, idle: bool) -> AgentFailure:
        name = self._profile.title
        if idle:
            seconds = self._patience.idle
            return AgentFailure(f"{name} has given no sign of life for {seconds:g} seconds.")
        return AgentFailure(f"{name} took more than {self._patience.turn:g} seconds for one turn.")

    async def _drain(
        self, turn: TurnInProgress, answer: "asyncio.Future[Any]", ended: "asyncio.Future[Any]"
    ) -> None:
        """Wait for the turn's metering and second end, so that they aren't taken for the next's.

        A turn that the agent says has failed has no second end, but it has its price.
        """
        problem = answer.exception() if answer.done() else None
        if not self._profile.drain_seconds or isinstance(problem, OSError):
            return
        metered = asyncio.ensure_future(turn.metered.wait())
        awaited: set[asyncio.Future[Any]] = {metered, answer}
        if self._profile.turn_end is TurnEnd.EITHER and problem is None:
            awaited.add(ended)
        try:
            await asyncio.wait(awaited, timeout=self._profile.drain_seconds)
        finally:
            metered.cancel()

    async def _stop_reason(self, turn: TurnInProgress, answer: "asyncio.Future[Any]") -> str:
        if not answer.done():
            answer.cancel()
            return turn.stop_reason or "end_turn"
        try:
            result = answer.result()
        except RequestError as problem:
            raise failure(self._profile, problem) from problem
        except OSError as problem:
            if turn.stop_reason is not None:  # it has died, but after the end of the turn
                return turn.stop_reason
            raise await self._death() from problem
        turn.tally.take(of_response(result))
        return text_at(result, "stopReason") or turn.stop_reason or "end_turn"

    async def _death(self) -> BuildError:
        code: int | None = None
        with suppress(TimeoutError):
            code = await asyncio.wait_for(self._channel.wait(), 1)
        how = "has closed its output" if code is None else f"has ended with exit code {code}"
        return AgentFailure(
            f"{self._profile.title} {how} in the middle of its work.",
            said=self._channel.complaints()[-1000:],
        )

    async def _stop(self, turn: TurnInProgress, answer: "asyncio.Future[Any]") -> None:
        """Cancel the turn, and wait a moment for the agent to agree."""
        turn.cancelled = True
        with suppress(OSError, RequestError, TimeoutError, asyncio.CancelledError):
            async with asyncio.timeout(self._patience.cancel):
                if not answer.done():
                    await self._client.notify("session/cancel", {"sessionId": self.id})
                turn.tally.take(of_response(await answer))
        answer.cancel()


def _seen(answer: "asyncio.Future[Any]") -> None:
    """Take note of a failure that nobody waits for any more."""
    if not answer.cancelled():
        answer.exception()
