"""A language model on loopback, as far as coding agents can tell: a function answers for it.

The function gets the conversation so far and returns what the model says or which tools it calls.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "stub-model"
INPUT_TOKENS, OUTPUT_TOKENS = 120, 30
"""What every answer is said to have used."""


@dataclass(frozen=True)
class Call:
    """A call of one of the agent's tools."""

    tool: str
    arguments: dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """What the model answers."""

    text: str = ""
    calls: tuple[Call, ...] = ()
    wait_seconds: float = 0.0
    """How long it takes before it answers."""
    status: int = 200
    """Another status than 200 makes it fail, with the text as the reason."""


@dataclass(frozen=True)
class Conversation:
    """What the agent has sent."""

    messages: tuple[dict[str, Any], ...]
    tools: frozenset[str]

    @property
    def prompts(self) -> list[str]:
        """What the user has said, in order."""
        return [_text(each) for each in self.messages if each["role"] == "user"]

    @property
    def results(self) -> list[str]:
        """What the tools have answered since the user's last words."""
        return [_text(each) for each in self._since_asked if each["role"] == "tool"]

    @property
    def steps(self) -> int:
        """How often the model has had tools called since the user's last words."""
        return sum(bool(each.get("tool_calls")) for each in self._since_asked)

    @property
    def _since_asked(self) -> tuple[dict[str, Any], ...]:
        last = max(
            (number for number, each in enumerate(self.messages) if each["role"] == "user"),
            default=0,
        )
        return self.messages[last:]


Answers = Callable[[Conversation], Reply]


def in_turn(*replies: Reply) -> Answers:
    """Answer every prompt with these replies, one for each step of the agent's work on it."""

    def answer(conversation: Conversation) -> Reply:
        done = len(conversation.results)
        return replies[done] if done < len(replies) else Reply("Done.")

    return answer


@dataclass
class ModelServer:
    """A running server."""

    address: str
    """Base address, like an OpenAI-compatible server's."""
    seen: list[Conversation] = field(default_factory=list)
    failed: list[BaseException] = field(default_factory=list)
    """What went wrong in the function that answers."""


@contextmanager
def model_server(answer: Answers) -> Iterator[ModelServer]:
    """Serve until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    running = ModelServer(f"http://127.0.0.1:{server.server_port}/v1")
    server.answer, server.running = answer, running  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        asked = json.loads(self.rfile.read(length))
        reply = self._reply(asked)
        time.sleep(reply.wait_seconds)
        with suppress(OSError):  # the agent may have been cancelled meanwhile
            if reply.status != 200:
                self._fail(reply)
            else:
                self._stream(reply)

    def _reply(self, asked: dict[str, Any]) -> Reply:
        tools = frozenset(each["function"]["name"] for each in asked.get("tools") or ())
        conversation = Conversation(tuple(asked["messages"]), tools)
        if not tools:  # agents ask for a title of the session like that
            return Reply("A title")
        server: Any = self.server
        server.running.seen.append(conversation)
        try:
            reply: Reply = server.answer(conversation)
        except BaseException as problem:
            server.running.failed.append(problem)
            return Reply(f"the test's model failed: {problem!r}", status=400)
        return reply

    def _fail(self, reply: Reply) -> None:
        body = json.dumps({"error": {"message": reply.text, "type": "invalid_request_error"}})
        self.send_response(reply.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def _stream(self, reply: Reply) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for chunk in _chunks(reply):
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def _chunks(reply: Reply) -> Iterator[dict[str, Any]]:
    if reply.text:
        yield _chunk({"role": "assistant", "content": reply.text})
    for number, call in enumerate(reply.calls):
        function = {"name": call.tool, "arguments": json.dumps(call.arguments)}
        told = {
            "index": number,
            "id": f"call_{time.monotonic_ns()}_{number}",
            "type": "function",
            "function": function,
        }
        yield _chunk({"role": "assistant", "tool_calls": [told]})
    yield _chunk({}, "tool_calls" if reply.calls else "stop")
    used = {
        "prompt_tokens": INPUT_TOKENS,
        "completion_tokens": OUTPUT_TOKENS,
        "total_tokens": INPUT_TOKENS + OUTPUT_TOKENS,
    }
    yield _chunk(None, usage=used)


def _chunk(delta: dict[str, Any] | None, reason: str | None = None, **more: Any) -> dict[str, Any]:
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": reason}]
    return {
        "id": "chatcmpl-stub",
        "object": "chat.completion.chunk",
        "created": int(time.time()),
        "model": MODEL,
        "choices": choices,
        **more,
    }


def _text(message: dict[str, Any]) -> str:
    content = message.get("content") or ""
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content)
