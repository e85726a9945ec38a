"""Whatever is sent to a route, the answer is a problem document and never a failure of ours."""

import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.jobs import Decision
from tests import samples
from tests.integration.api.conftest import Api

pytestmark = pytest.mark.integration

bounded = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NAMES = (
    "request", "name", "priority", "builder", "auto_approve", "version", "restore_data", "labels",
    "answers", "decision", "changes", "comment", "fields.book", "__proto__", "",
)  # fmt: skip
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(["you_decide", *Decision, samples.READING_LIST_REQUEST, "ß" * 900, "‮a‮bc"])
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner, max_size=4)
    ),
    max_leaves=12,
)
bodies = st.dictionaries(st.sampled_from(NAMES), values, max_size=5)
segments = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)
parameters = st.dictionaries(
    st.sampled_from(
        ["limit", "cursor", "after", "level", "format", "against", "status", "q", "sort",
         "running", "keep_data", "application_id", "x"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.integers().map(str),
    max_size=3,
)  # fmt: skip
CONTROLS = bytes([*range(32), 127])
"""The HTTP parser itself refuses them in a header."""
JSON = {"Content-Type": "application/json"}
WITH_IDS = ("/jobs/{}", "/jobs/{}/events", "/applications/{}", "/applications/{}/versions/{}")
READABLE = (
    "/applications", "/applications/{application_id}", "/applications/{application_id}/versions",
    "/applications/{application_id}/versions/1", "/jobs", "/jobs/{job_id}",
    "/applications/{application_id}/versions/1/diff", "/jobs/{job_id}/conversation",
    "/jobs/{job_id}/logs", "/jobs/{job_id}/quality",
)  # fmt: skip
WRITABLE = (
    ("POST", "/applications"),
    ("PUT", "/applications/{application_id}"),
    ("POST", "/applications/{application_id}/modifications"),
    ("POST", "/applications/{application_id}/rollbacks"),
    ("POST", "/jobs/{job_id}/answers"),
    ("POST", "/jobs/{job_id}/decision"),
)


@pytest.fixture
async def http(api: Api) -> AsyncIterator[httpx.AsyncClient]:
    async with api.client() as client:
        yield client


async def ids(api: Api, http: httpx.AsyncClient) -> dict[str, str]:
    """Return the ids of a job that asks, started once."""
    if not api.engine.started:
        await http.post("/applications", json={"request": "A list of books"})
    job = await api.store.job(api.engine.started[0])
    return {"application_id": job.application_id, "job_id": job.id}


def sound(answer: httpx.Response) -> None:
    """Check that an answer is the route's own, or a refusal with all that belongs to one."""
    assert answer.status_code < 500, answer.text
    assert "Traceback" not in answer.text
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        problem: dict[str, Any] = answer.json()
        assert problem["remedy"]
        assert problem["correlation_id"] == answer.headers["x-correlation-id"]
        assert len(answer.content) < 20_000


@bounded
@given(route=st.sampled_from(WRITABLE), body=bodies | values)
async def test_any_json(
    api: Api, http: httpx.AsyncClient, route: tuple[str, str], body: object
) -> None:
    method, path = route
    here = path.format(**await ids(api, http))
    content = json.dumps(body).encode("utf-8", "surrogatepass")
    sound(await http.request(method, here, content=content, headers=JSON))


@bounded
@given(
    route=st.sampled_from(WRITABLE),
    content=st.binary(max_size=400),
    head=st.sampled_from([b"", b'{"request":"', b"[[[[", b"\0"]),
)
async def test_any_bytes(
    api: Api, http: httpx.AsyncClient, route: tuple[str, str], content: bytes, head: bytes
) -> None:
    method, path = route
    here = path.format(**await ids(api, http))
    answer = await http.request(method, here, content=head + content, headers=JSON)
    sound(answer)
    assert answer.status_code >= 400


@bounded
@given(path=st.sampled_from(READABLE), query=parameters)
async def test_any_query(
    api: Api, http: httpx.AsyncClient, path: str, query: dict[str, str]
) -> None:
    sound(await http.get(path.format(**await ids(api, http)), params=query))


@bounded
@given(path=st.sampled_from(WITH_IDS), first=segments, second=segments)
async def test_any_id(http: httpx.AsyncClient, path: str, first: str, second: str) -> None:
    sound(await http.get(path.format(quote(first, safe=""), quote(second, safe=""))))


@bounded
@given(
    name=st.sampled_from(["Idempotency-Key", "Last-Event-ID", "X-Correlation-Id", "Authorization"]),
    value=st.binary(max_size=200).map(lambda raw: raw.translate(None, CONTROLS).strip()),
)
async def test_any_header(api: Api, http: httpx.AsyncClient, name: str, value: bytes) -> None:
    known = await ids(api, http)
    headers = httpx.Headers([(name.encode(), value)])
    sound(await http.get(f"/jobs/{known['job_id']}", headers=headers))
    sound(await http.post("/applications", headers=headers, json={"request": "A list of books"}))
