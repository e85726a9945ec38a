"""Streams over real sockets: authenticated, resumable, gapless, exactly once."""

import asyncio
import contextlib
import json
import random
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from api.auth import Role
from models.alerts import Finding
from models.base import utc_now
from models.jobs import EventDraft, EventKind, JobPhase
from sdk.client import OrchestratorClient
from tests.integration.api.conftest import ALLOWED_ORIGIN, Api
from tests.unit.storage.contract_alerts import a_finding, keep
from tests.unit.storage.samples import an_application

pytestmark = pytest.mark.integration


def draft(number: int) -> EventDraft:
    return EventDraft(
        key=f"test:{number}",
        kind=EventKind.LOG,
        phase=JobPhase.BUILDING,
        percentage=50,
        message=f"line {number}",
    )


async def open_socket(api: Api, owner: str = "ada", role: Role = Role.USER) -> ClientConnection:
    socket = await connect(f"{api.url.replace('http', 'ws')}/api/v1/ws")
    await say(socket, type="authenticate", token=api.token(owner, role))
    assert (await hear(socket))["type"] == "authenticated"
    return socket


async def say(socket: ClientConnection, **message: object) -> None:
    await socket.send(json.dumps(message))


async def hear(socket: ClientConnection) -> dict[str, Any]:
    async with asyncio.timeout(10):
        message: dict[str, Any] = json.loads(await socket.recv())
    return message


async def closed_with(socket: ClientConnection) -> int:
    # Everything before the end is read: a client that does not read never learns of it.
    async with asyncio.timeout(10):
        with contextlib.suppress(ConnectionClosed):
            while True:
                await socket.recv()
    assert socket.close_code is not None
    return socket.close_code


async def start(api: Api, owner: str = "ada") -> str:
    async with OrchestratorClient(api.url, api.token(owner)) as client:
        return (await client.create("A list of books")).job_id


async def test_sockets_that_drop_at_random_get_everything_once(api: Api) -> None:
    job, total, chance, seen = await start(api), 300, random.Random(7), []

    async def write() -> None:
        for first in range(0, total, 10):
            await api.store.publish(job, None, [draft(n) for n in range(first, first + 10)])
            await asyncio.sleep(0.005)

    writing = asyncio.create_task(write())
    while len(seen) < total:
        socket = await open_socket(api)
        await say(socket, type="subscribe", topic=f"job:{job}", after=len(seen))
        assert (await hear(socket))["type"] == "subscribed"
        for _ in range(chance.randint(1, 60)):
            if len(seen) >= total:
                break
            seen.append((await hear(socket))["event"]["sequence"])
        socket.transport.abort()
    await writing
    assert seen == list(range(1, len(seen) + 1))


async def test_server_sent_events_that_drop_get_everything_once(api: Api) -> None:
    job = await start(api)
    await api.store.publish(job, None, [draft(n) for n in range(700)])
    seen: list[int] = []
    async with OrchestratorClient(api.url, api.token()) as client:
        for stop in (1, 300, 650):
            async for event in client.events(job, after=len(seen)):
                seen.append(event.sequence)
                if len(seen) >= stop:
                    break
        await client.cancel(job)
        async for event in client.events(job, after=len(seen)):
            seen.append(event.sequence)
        assert seen == list(range(1, len(seen) + 1))
        assert len(seen) > 700
        assert [event async for event in client.events(job, after=len(seen))] == []
    async with api.client() as http:
        path = f"/jobs/{job}/events"
        again = await http.get(path, headers={"Last-Event-ID": str(len(seen))})
        assert again.status_code == 204
        assert (await http.get(path, headers={"Last-Event-ID": "x"})).status_code == 400
        stream = await http.get(path)
        assert stream.headers["content-type"].startswith("text/event-stream")


async def test_a_topic_tells_of_every_job_of_its_owner_alone(api: Api) -> None:
    socket = await open_socket(api)
    await say(socket, type="subscribe", topic="user")
    assert (await hear(socket))["type"] == "subscribed"
    await start(api, "bob")
    mine = await start(api)
    message = await hear(socket)
    assert (message["type"], message["event"]["job_id"]) == ("event", mine)
    assert message["event"]["sequence"] == 1
    await socket.close()


async def test_foreign_topics_and_odd_messages_are_errors(api: Api) -> None:
    theirs = await start(api, "bob")
    socket = await open_socket(api)
    for message in (
        {"type": "subscribe", "topic": f"job:{theirs}"},
        {"type": "subscribe", "topic": "job:nonsense"},
        {"type": "subscribe", "topic": "application:nonsense"},
        {"type": "subscribe", "topic": "everything"},
        {"type": "subscribe", "topic": "user", "after": 7},
        {"type": "subscribe", "topic": "user", "after": {theirs: 0}},
        {"type": "dance"},
        {"type": "authenticate", "token": api.token()},
    ):
        await say(socket, **message)
        answer = await hear(socket)
        assert answer["type"] == "error", message
        assert answer["error"]["remedy"]
    await say(socket, type="ping")
    assert (await hear(socket))["type"] == "pong"
    await socket.close()


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ('{"type": "authenticate", "token": "forged"}', 4401),
        ('{"type": "subscribe", "topic": "user"}', 4401),
        ("not JSON", 4400),
        (b"bytes", 1003),
        ("x" * 20_000, 1009),
        ("x" * 100_000, 1009),
    ],
)
async def test_a_socket_that_does_not_sign_in_is_closed(
    api: Api, first: str | bytes, code: int
) -> None:
    async with connect(f"{api.url.replace('http', 'ws')}/api/v1/ws") as socket:
        await socket.send(first)
        assert await closed_with(socket) == code


async def test_a_flood_of_messages_is_cut_off(api: Api) -> None:
    socket = await open_socket(api)
    with contextlib.suppress(ConnectionClosed):
        for _ in range(400):
            await say(socket, type="ping")
    assert await closed_with(socket) == 4429


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "https://front.example.evil.example", "http://front.example",
     "https://front.example:8443", "file://", "http://127.0.0.1", "http://localhost:1"],
)  # fmt: skip
async def test_pages_of_other_origins_can_not_connect(api: Api, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        await connect(f"{api.url.replace('http', 'ws')}/api/v1/ws", origin=origin)  # type: ignore[arg-type]
    assert refusal.value.response.status_code == 403


async def test_pages_of_allowed_origins_and_of_the_same_host_can(api: Api) -> None:
    for origin in (ALLOWED_ORIGIN, api.url):
        async with connect(f"{api.url.replace('http', 'ws')}/api/v1/ws", origin=origin):  # type: ignore[arg-type]
            pass


async def test_streams_are_told_when_the_server_stops(api: Api) -> None:
    job = await start(api)
    socket = await open_socket(api)
    await say(socket, type="subscribe", topic=f"job:{job}")
    async with (
        api.client() as http,
        http.stream("GET", f"/jobs/{job}/events") as stream,
    ):
        lines = stream.aiter_lines()
        await anext(lines)
        api.server.should_exit = True
        rest = [line async for line in lines]
    assert "event: close" in rest
    assert await closed_with(socket) == 1012


async def broken(api: Api, owner: str) -> Finding:
    """Raise an alert of a new application of that owner."""
    application = await api.store.add_application(an_application(owner=owner))
    found = a_finding(
        application.id, application_id=application.id, owner=owner, raised_at=utc_now()
    )
    await keep(api.store, found)
    return found


async def mend(api: Api, found: Finding) -> None:
    over = found.model_copy(update={"resolved_at": utc_now()})
    await api.store.alerts.change([found.id], lambda _: over)


async def hear_alert(socket: ClientConnection) -> tuple[str, str, int]:
    event = (await hear(socket))["event"]
    assert (event["kind"], event["job_id"]) == ("alert", None)
    return event["data"]["alert_id"], event["data"]["change"], event["sequence"]


async def test_alerts_reach_their_owner_and_operators_unasked(api: Api) -> None:
    mine, all_of_them = await open_socket(api), await open_socket(api, "op", Role.OPERATOR)
    for socket in (mine, all_of_them):
        await say(socket, type="subscribe", topic="user")
        assert (await hear(socket))["alerts"] == 0

    theirs, found = await broken(api, "bob"), await broken(api, "ada")
    await mend(api, found)

    assert (await hear_alert(mine))[:2] == (found.id, "raised")
    assert (await hear_alert(mine))[:2] == (found.id, "resolved")
    heard = [await hear_alert(all_of_them) for _ in range(3)]
    assert [(one, change) for one, change, _ in heard] == [
        (theirs.id, "raised"),
        (found.id, "raised"),
        (found.id, "resolved"),
    ]
    for socket in (mine, all_of_them):
        await socket.close()


async def test_an_applications_room_goes_on_where_it_was_left(api: Api) -> None:
    found, other = await broken(api, "ada"), await broken(api, "ada")
    topic = f"application:{found.subject}"
    socket = await open_socket(api)
    await say(socket, type="subscribe", topic=topic, after={"alerts": 0})
    assert await hear(socket) == {"type": "subscribed", "topic": topic, "alerts": 0}
    assert (await hear_alert(socket))[0] == found.id
    socket.transport.abort()

    await mend(api, other)
    await mend(api, found)
    socket = await open_socket(api)
    await say(socket, type="subscribe", topic=topic, after={"alerts": 1})
    assert (await hear(socket))["type"] == "subscribed"
    assert (await hear_alert(socket))[:2] == (found.id, "resolved")
    await socket.close()

    stranger = await open_socket(api, "bob")
    await say(stranger, type="subscribe", topic=topic, after={"alerts": 0})
    assert (await hear(stranger))["error"]["code"] == "not_found"
    await stranger.close()


async def test_alerts_as_server_sent_events_begin_now_and_are_resumed(api: Api) -> None:
    await broken(api, "ada")
    async with OrchestratorClient(api.url, api.token()) as client:
        stream = client.alert_events()
        next_one = asyncio.create_task(anext(stream))
        async with api.client() as http, http.stream("GET", "/alerts/events") as begun:
            assert begun.headers["Last-Event-ID"] == "1"
        await broken(api, "bob")
        found = await broken(api, "ada")
        first = await next_one
        assert (first.data.alert_id, first.sequence) == (found.id, 3)
        await stream.aclose()

        await mend(api, found)
        async for event in client.alert_events(after=first.sequence):
            assert (event.data.alert_id, event.data.change.value) == (found.id, "resolved")
            break
