"""One question to an OpenAI-compatible server and its answer, bounded in size and time."""

import asyncio
import json
import ssl
from functools import cached_property
from typing import Any, NamedTuple

import httpx

from activities.understanding.language_model.dialect import Dialect
from activities.understanding.language_model.failures import NotRead
from activities.understanding.language_model.prompt import Message

_MOST_TRIES = 5
_MOST_TOKENS = 10_000_000
_REFUSED_BODY = frozenset({400, 422})
_NO_ENTRY = frozenset({401, 403})


class Completion(NamedTuple):
    """What a model answered."""

    text: str
    tokens: int | None
    """What it cost, in and out, as the server counts; None when it does not say."""


class ChatServer:
    """Asks a model for completions; nothing is sent before :meth:`complete`.

    Args:
        base_url: Like ``http://127.0.0.1:11434/v1``.
        model: Its name at that server.
        api_key: Sent as a bearer token when given.
        timeout_seconds: For everything that one answer takes.
        max_response_bytes: Of an answer; a longer one is not read to its end.
    """

    def __init__(
        self,
        base_url: str,
        model: str,
        *,
        api_key: str | None,
        timeout_seconds: float,
        max_response_bytes: int,
    ) -> None:
        self._address = f"{base_url.rstrip('/')}/chat/completions"
        self._model = model
        self._key = api_key
        self._seconds = timeout_seconds
        self._most_bytes = max_response_bytes
        self._dialect = Dialect()

    async def complete(self, messages: tuple[Message, ...], answer_tokens: int) -> Completion:
        """Return the model's answer.

        Raises:
            NotRead: None came in time, or none that can be read.
        """
        try:
            async with asyncio.timeout(self._seconds):
                return await self._ask(messages, answer_tokens)
        except TimeoutError:
            raise NotRead(f"it did not answer within {self._seconds:g} s", down=True) from None
        except (httpx.ConnectError, httpx.ConnectTimeout):
            raise NotRead("it can't be reached", tokens=0, down=True) from None
        except httpx.HTTPError:
            raise NotRead("the connection to it broke", down=True) from None

    async def _ask(self, messages: tuple[Message, ...], answer_tokens: int) -> Completion:
        # The server is named by the settings alone: no proxy or password from the environment.
        async with httpx.AsyncClient(
            verify=self._trust, trust_env=False, timeout=self._seconds, headers=self._headers()
        ) as client:
            for _ in range(_MOST_TRIES):
                body = self._dialect.body(self._model, messages, answer_tokens)
                status, content = await self._post(client, body)
                other = self._other_dialect(status, content)
                if other is None:
                    return _completion(status, content)
                self._dialect = other
        raise NotRead("it refuses every form of the question", tokens=0, down=True)

    def _other_dialect(self, status: int, content: bytes) -> Dialect | None:
        if status not in _REFUSED_BODY:
            return None
        return self._dialect.without(content.decode(errors="replace"))

    async def _post(self, client: httpx.AsyncClient, body: dict[str, Any]) -> tuple[int, bytes]:
        async with client.stream("POST", self._address, json=body) as response:
            if response.headers.get("content-encoding", "identity") != "identity":
                raise NotRead("it answered in a form that was not asked for")
            content = bytearray()
            async for block in response.aiter_raw():
                content += block
                if len(content) > self._most_bytes:
                    raise NotRead(f"it answered more than {self._most_bytes:,} bytes")
            return response.status_code, bytes(content)

    def _headers(self) -> dict[str, str]:
        # Not compressed: a small answer could unpack to one that fills the memory.
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        return headers | ({"Authorization": f"Bearer {self._key}"} if self._key else {})

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        # The system's own authorities, so that a company's server can be used.
        return ssl.create_default_context()


def _completion(status: int, content: bytes) -> Completion:
    if status in _NO_ENTRY:
        raise NotRead(f"it refuses the key (status {status})", tokens=0, down=True)
    if status != httpx.codes.OK:
        raise NotRead(f"it answered with status {status}", tokens=0, down=True)
    try:
        answer = json.loads(content)
        tokens = _tokens(answer)
        choice = answer["choices"][0]
        text = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise NotRead("its answer is no chat completion") from None
    if not isinstance(text, str) or not text.strip():
        raise NotRead("it declined to answer", tokens=tokens)
    if choice.get("finish_reason") == "length":
        raise NotRead("its answer was cut off", tokens=tokens)
    return Completion(text, tokens)


def _tokens(answer: Any) -> int | None:
    usage = answer.get("usage") if isinstance(answer, dict) else None
    total = usage.get("total_tokens") if isinstance(usage, dict) else None
    known = type(total) is int and 0 < total <= _MOST_TOKENS
    return total if known else None
