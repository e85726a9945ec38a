"""WebSockets cost no more than requests do, and say why they end."""

from collections.abc import Collection

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from api.limiting import Rule
from api.sign_ins import CONNECTIONS, FAILED_SIGN_INS
from models.errors import StorageError
from tests.integration.api.conftest import Api
from tests.integration.api.test_streams import (
    closed_with,
    draft,
    hear,
    open_socket,
    say,
    start,
)

pytestmark = pytest.mark.integration


async def test_too_many_connections_of_an_address_are_refused_before_they_are_taken(
    api: Api,
) -> None:
    api.services.limiter.take(Rule(CONNECTIONS.name, 1, 3_600), "address:127.0.0.1")
    with pytest.raises(InvalidStatus) as refusal:
        await connect(f"{api.url.replace('http', 'ws')}/api/v1/ws")
    assert refusal.value.response.status_code == 429
    assert int(refusal.value.response.headers["retry-after"]) >= 1


async def test_refused_tokens_count_as_over_http(api: Api) -> None:
    api.services.limiter.take(Rule(FAILED_SIGN_INS.name, 1, 3_600), "address:127.0.0.1")
    async with connect(f"{api.url.replace('http', 'ws')}/api/v1/ws") as socket:
        await say(socket, type="authenticate", token="forged")
        assert (await hear(socket))["error"]["code"] == "too_many_requests"
        assert await closed_with(socket) == 4429
    await (await open_socket(api)).close()


async def test_subscriptions_count_as_requests_of_their_owner(api: Api) -> None:
    socket = await open_socket(api)
    api.services.limiter.take(Rule(api.services.requests_rule.name, 1, 3_600), "ada")
    await say(socket, type="subscribe", topic="user")
    assert (await hear(socket))["error"]["code"] == "too_many_requests"
    assert await closed_with(socket) == 4429


async def test_what_was_seen_of_many_jobs_is_looked_up_at_once(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = {await start(api): 0 for _ in range(5)}
    asked: list[int] = []
    known = api.store.known_jobs

    async def noted(job_ids: Collection[str], owner: str | None = None) -> set[str]:
        asked.append(len(job_ids))
        return await known(job_ids, owner)

    monkeypatch.setattr(api.store, "known_jobs", noted)
    monkeypatch.setattr(api.store, "job", None)
    socket = await open_socket(api)
    await say(socket, type="subscribe", topic="user", after=seen)
    assert (await hear(socket))["type"] == "subscribed"
    assert asked == [5]
    await socket.close()


async def test_a_failing_store_is_named_before_the_connection_ends(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing() -> int:
        raise StorageError("The database does not answer.")

    socket = await open_socket(api)
    monkeypatch.setattr(api.services.hub, "latest_alert", failing)
    await say(socket, type="subscribe", topic="user")
    error = (await hear(socket))["error"]
    assert (error["code"], error["status"]) == ("storage_error", 503)
    assert error["remedy"]
    assert await closed_with(socket) == 1011


async def test_leaving_a_topic_ends_its_jobs_and_no_others(api: Api) -> None:
    mine, other = await start(api), await start(api)
    seen = {job: (await api.store.latest_sequences([job]))[job] for job in (mine, other)}
    socket = await open_socket(api)
    await say(socket, type="subscribe", topic="user", after=seen)
    await say(socket, type="subscribe", topic=f"job:{mine}", after=seen[mine])
    await say(socket, type="unsubscribe", topic="user")
    while (await hear(socket))["type"] != "unsubscribed":
        pass  # the jobs may have gone on meanwhile
    await say(socket, type="ping")
    while (await hear(socket))["type"] != "pong":
        pass  # what was on its way
    await api.store.publish(other, None, [draft(1)])
    await api.store.publish(mine, None, [draft(1)])
    heard = set()
    while mine not in heard:
        heard |= {(await hear(socket))["event"]["job_id"]}
    await say(socket, type="ping")
    while (frame := await hear(socket))["type"] != "pong":
        heard |= {frame["event"]["job_id"]}
    assert heard == {mine}
    await socket.close()
