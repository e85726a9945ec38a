"""The WebSocket protocol: authenticate, then subscribe; each message is checked and counted."""

import asyncio
import contextlib
import json
from typing import Annotated, Literal
from urllib.parse import urlsplit

import structlog
from pydantic import Field, StringConstraints, TypeAdapter, ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from api.access import check_jobs, find_application, find_job
from api.alert_rooms import AlertRoom
from api.auth import Caller
from api.feed import Topic
from api.follower import Follower, SlowFollower
from api.frames import ALERTS
from api.hub import HubClosed
from api.limiting import Limiter, Rule
from api.problems import problem_document, problem_response
from api.services import Services
from api.sign_ins import counting_refusals, take_connection
from models.base import StrictModel, utc_now
from models.errors import (
    InvalidInput,
    NotAllowed,
    NotAuthenticated,
    NotFound,
    OrchestrationError,
    TooManyRequests,
)

AUTHENTICATE_SECONDS = 5.0
PING_SECONDS = 15.0
SEND_SECONDS = 20.0
MAX_MESSAGE_CHARACTERS = 16_384
MAX_SUBSCRIPTIONS = 100
MESSAGES = Rule("messages", 100, 10)
"""Messages that one socket may send."""

CLOSE_BAD_MESSAGE = 4400
CLOSE_NOT_AUTHENTICATED = 4401
CLOSE_TOO_SLOW = 4408
CLOSE_TOO_MANY = 4429
CLOSE_RESTARTING = 1012
CLOSE_FAILED = 1011

_log = structlog.get_logger(__name__)

Sequence = Annotated[int, Field(strict=True, ge=0, le=2**53)]
JobId = Annotated[str, StringConstraints(min_length=1, max_length=64)]
TopicName = Annotated[
    str, StringConstraints(pattern=r"^(user|(application|job):[0-9A-Za-z-]{1,64})$")
]


class Authenticate(StrictModel):
    """The first message."""

    type: Literal["authenticate"]
    token: str


class Subscribe(StrictModel):
    """Follow a topic; ``after`` is a sequence number for a job, else one by job, and of alerts."""

    type: Literal["subscribe"]
    topic: TopicName
    after: Sequence | Annotated[dict[JobId, Sequence], Field(max_length=100)] = 0


class Unsubscribe(StrictModel):
    """Stop following a topic."""

    type: Literal["unsubscribe"]
    topic: TopicName


class Ping(StrictModel):
    """Ask for a sign of life."""

    type: Literal["ping", "pong"]


_MESSAGE: TypeAdapter[Authenticate | Subscribe | Unsubscribe | Ping] = TypeAdapter(
    Annotated[Authenticate | Subscribe | Unsubscribe | Ping, Field(discriminator="type")]
)


class _Closing(Exception):
    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class SocketSession:
    """One connection from its handshake to its end.

    Args:
        socket: Not accepted yet.
        services: The API's parts.
        patience: Seconds until the first message must have come.
    """

    def __init__(
        self, socket: WebSocket, services: Services, patience: float = AUTHENTICATE_SECONDS
    ) -> None:
        self._socket = socket
        self._services = services
        self._patience = patience
        self._topics: set[str] = set()
        self._budget = Limiter()

    async def run(self) -> None:
        """Serve the connection."""
        try:
            self._admit()
        except OrchestrationError as refusal:
            await self._socket.send_denial_response(problem_response(refusal, self._socket.scope))
            return
        await self._socket.accept()
        try:
            caller = await self._authenticated()
            self._socket.scope["caller"] = caller  # for the log
            with self._services.seats.seat(caller.owner):
                async with Follower(self._services.hub) as follower:
                    await self._serve(caller, follower)
        except WebSocketDisconnect:
            return
        except _Closing as end:
            await self._close(end)
        except OrchestrationError as error:
            await self._refuse(error)
        except Exception as error:
            _log.error("socket_failed", exc_info=error)
            await self._close(_Closing(CLOSE_FAILED, "Something unexpected happened."))

    def _admit(self) -> None:
        if not self._origin_allowed():
            raise NotAllowed("Pages from this origin may not connect.")
        take_connection(self._services.limiter, self._socket.scope)

    def _origin_allowed(self) -> bool:
        origin = self._socket.headers.get("origin")
        if origin is None:
            return True  # not a browser
        if origin in self._services.settings.api.cors_origins:
            return True
        parts = urlsplit(origin)
        return parts.scheme in {"http", "https"} and parts.netloc == self._socket.headers.get(
            "host"
        )

    async def _authenticated(self) -> Caller:
        try:
            async with asyncio.timeout(self._patience):
                message = await self._message()
        except TimeoutError:
            raise _Closing(CLOSE_NOT_AUTHENTICATED, "No token came in time.") from None
        except InvalidInput as error:
            await self._send_error(error)
            raise _Closing(CLOSE_BAD_MESSAGE, error.message) from None
        try:
            with counting_refusals(self._services.limiter, self._socket.scope):
                if not isinstance(message, Authenticate):
                    raise NotAuthenticated("The first message must be 'authenticate'.")
                caller = self._services.key.verify(message.token)
        except NotAuthenticated as error:
            await self._send_error(error)
            raise _Closing(CLOSE_NOT_AUTHENTICATED, error.message) from None
        await self._send({"type": "authenticated", "owner": caller.owner})
        return caller

    async def _serve(self, caller: Caller, follower: Follower) -> None:
        try:
            async with asyncio.timeout(_seconds_left(caller)), asyncio.TaskGroup() as group:
                group.create_task(self._tell(follower))
                # In this very task: a thousand viewers are there at a time, and each task counts.
                await self._listen(caller, follower)
        except TimeoutError:
            raise _Closing(CLOSE_NOT_AUTHENTICATED, "The token has expired.") from None
        except BaseExceptionGroup as ended:
            raise ended.exceptions[0] from None

    async def _listen(self, caller: Caller, follower: Follower) -> None:
        while True:
            try:
                message = await self._message()
                await asyncio.shield(self._handle(message, caller, follower))
            except (InvalidInput, NotFound, NotAllowed) as error:
                await self._send_error(error)

    async def _tell(self, follower: Follower) -> None:
        while True:
            try:
                frames = await follower.frames(PING_SECONDS)
            except HubClosed:
                raise _Closing(CLOSE_RESTARTING, "Restarting; connect again.") from None
            except SlowFollower:
                raise _Closing(CLOSE_TOO_SLOW, "Too slow; connect again and resume.") from None
            for frame in frames:
                await self._put(frame.socket_text)
            if not frames:
                await self._send({"type": "ping"})

    async def _message(self) -> Authenticate | Subscribe | Unsubscribe | Ping:
        received = await self._socket.receive()
        if received["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(received.get("code", 1005))
        self._budget.take(MESSAGES, "")
        text = received.get("text")
        if text is None:
            raise _Closing(1003, "Only text is understood.")
        if len(text) > MAX_MESSAGE_CHARACTERS:
            raise _Closing(1009, "The message is too long.")
        try:
            return _MESSAGE.validate_json(text)
        except ValidationError as problem:
            detail = str(problem.errors(include_url=False, include_input=False)[0]["msg"])
            raise InvalidInput(f"The message is not understood: {detail}.") from None

    async def _handle(
        self,
        message: Authenticate | Subscribe | Unsubscribe | Ping,
        caller: Caller,
        follower: Follower,
    ) -> None:
        if isinstance(message, Subscribe):
            await self._subscribe(message, caller, follower)
        elif isinstance(message, Unsubscribe):
            self._unsubscribe(message.topic, caller, follower)
            await self._send({"type": "unsubscribed", "topic": message.topic})
        elif isinstance(message, Authenticate):
            raise InvalidInput("This connection is authenticated already.")
        elif message.type == "ping":
            await self._send({"type": "pong"})

    async def _subscribe(self, message: Subscribe, caller: Caller, follower: Follower) -> None:
        if len(self._topics) >= MAX_SUBSCRIPTIONS:
            raise InvalidInput(f"More than {MAX_SUBSCRIPTIONS} subscriptions.")
        kind, _, wanted = message.topic.partition(":")
        if (kind == "job") is not isinstance(message.after, int) and message.after != 0:
            raise InvalidInput("'after' is a number for a job, else an object of them by job.")
        store = self._services.store
        self._services.limiter.take(self._services.requests_rule, caller.owner)
        if kind == "job":
            job = await find_job(store, caller, wanted)
            await self._subscribed(message.topic)
            follower.follow(job.id, message.after if isinstance(message.after, int) else 0)
            return
        seen = dict(message.after) if isinstance(message.after, dict) else {}
        latest = await self._services.hub.latest_alert()
        alerts = min(seen.pop(ALERTS, latest), latest)
        await check_jobs(store, caller, seen)
        if kind == "application":
            await find_application(store, caller, wanted)
        await self._subscribed(message.topic, **{ALERTS: alerts})
        follower.follow_alerts(_room(kind, wanted, caller), alerts)
        await follower.follow_topic(_topic(kind, wanted, caller), seen)

    async def _subscribed(self, topic: str, **positions: int) -> None:
        # Said before the first event of the topic, so that a client can tell replayed from new.
        self._topics.add(topic)
        await self._send({"type": "subscribed", "topic": topic, **positions})

    def _unsubscribe(self, topic: str, caller: Caller, follower: Follower) -> None:
        self._topics.discard(topic)
        kind, _, wanted = topic.partition(":")
        if kind == "job":
            follower.unfollow(wanted)
        else:
            follower.unfollow_topic(_topic(kind, wanted, caller))
            follower.unfollow_alerts(_room(kind, wanted, caller))

    async def _send(self, message: dict[str, object]) -> None:
        await self._put(json.dumps(message))

    async def _send_error(self, error: OrchestrationError) -> None:
        await self._send({"type": "error", "error": problem_document(error, "/api/v1/ws")})

    async def _put(self, text: str) -> None:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                await self._socket.send_text(text)
        except TimeoutError:
            raise _Closing(CLOSE_TOO_SLOW, "Too slow; connect again and resume.") from None

    async def _refuse(self, error: OrchestrationError) -> None:
        """Say what is wrong before closing: the reason of a close has no room for a remedy."""
        too_many = isinstance(error, TooManyRequests)
        if not too_many:
            _log.warning("socket_gave_up", error=error.message)
        with contextlib.suppress(_Closing, RuntimeError, WebSocketDisconnect):
            await self._send_error(error)
        await self._close(_Closing(CLOSE_TOO_MANY if too_many else CLOSE_FAILED, error.message))

    async def _close(self, end: _Closing) -> None:
        with contextlib.suppress(TimeoutError, RuntimeError, WebSocketDisconnect):
            async with asyncio.timeout(1.0):
                await self._socket.close(end.code, end.reason[:120])


def _topic(kind: str, wanted: str, caller: Caller) -> Topic:
    return Topic(owner=caller.owner) if kind == "user" else Topic(application=wanted)


def _room(kind: str, wanted: str, caller: Caller) -> AlertRoom:
    """Return whose alerts a topic tells: an operator's own room tells all."""
    application = wanted if kind == "application" else None
    return AlertRoom(owner=caller.scope, application=application)


def _seconds_left(caller: Caller) -> float:
    return max(0.0, (caller.expires_at - utc_now()).total_seconds())
