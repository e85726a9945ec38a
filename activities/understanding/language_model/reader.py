"""Reads requests by a language model, within a budget, and says why when it does not."""

import asyncio
import time
from collections.abc import Callable
from typing import Protocol

import structlog

from activities.understanding.language_model.exchange import Completion
from activities.understanding.language_model.failures import NotRead
from activities.understanding.language_model.ledger import Reservation, TokenLedger
from activities.understanding.language_model.prompt import Message, estimated_tokens, messages_for
from activities.understanding.language_model.understanding import understanding_of
from activities.understanding.port import ModelReading
from models.conversation import Understanding

LEAST_ANSWER = 600
"""Tokens; in fewer no request can be described."""
MOST_ANSWER = 8_000
_REST_SECONDS = 60.0


class Chat(Protocol):
    """Completes conversations."""

    async def complete(self, messages: tuple[Message, ...], answer_tokens: int) -> Completion:
        """Return the model's answer.

        Raises:
            NotRead: There is none.
        """


class LanguageModelReader:
    """Reads requests by a language model.

    Args:
        chat: The model.
        ledger: Its budget.
        called: What it is called in a job's log, like ``qwen3 at http://127.0.0.1:11434/v1``.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        chat: Chat,
        ledger: TokenLedger,
        called: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._chat = chat
        self._ledger = ledger
        self._called = called
        self._clock = clock
        self._resting_until = 0.0
        self._log = structlog.get_logger("understanding.language_model")

    async def read(
        self, key: str, request: str, name: str | None, embedded: Understanding
    ) -> ModelReading:
        """See :class:`activities.understanding.port.RequestReader`."""
        try:
            understanding, tokens = await self._read(key, request, name, embedded)
        except NotRead as problem:
            await self._log.awarning("language model not used", why=problem.reason)
            return ModelReading(
                None,
                f"Read by the embedded analyser instead of {self._called}, "
                f"because {problem.reason}.",
            )
        return ModelReading(understanding, f"Read by {self._called}, for {tokens:,} tokens.")

    async def _read(
        self, key: str, request: str, name: str | None, embedded: Understanding
    ) -> tuple[Understanding, int]:
        if self._clock() < self._resting_until:
            raise NotRead("it failed a moment ago and is asked again in a minute", tokens=0)
        messages = messages_for(request, name)
        asked = estimated_tokens(messages)
        reserved = await self._ledger.reserve(key, asked + LEAST_ANSWER, asked + MOST_ANSWER)
        completion = await self._complete(messages, reserved, asked)
        tokens = reserved.tokens if completion.tokens is None else completion.tokens
        await self._ledger.settle(reserved, tokens)
        # In a thread: an answer may be large, and the worker must go on heartbeating.
        understanding = await asyncio.to_thread(
            understanding_of, completion.text, request, name, embedded
        )
        return understanding, tokens

    async def _complete(
        self, messages: tuple[Message, ...], reserved: Reservation, asked: int
    ) -> Completion:
        # Cancelled or killed in here, the reservation stays: it may well have cost that much.
        try:
            return await self._chat.complete(messages, reserved.tokens - asked)
        except NotRead as problem:
            if problem.down:
                self._resting_until = self._clock() + _REST_SECONDS
            if problem.tokens is not None:
                await self._ledger.settle(reserved, problem.tokens)
            raise
