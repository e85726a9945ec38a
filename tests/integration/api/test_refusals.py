"""What bad input gets: a problem document with a remedy, and nothing started."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest

from api.app import admissions_of
from api.auth import Role
from api.limiting import Rule
from api.sign_ins import FAILED_SIGN_INS
from api.starting import JobStarter
from models.errors import Unavailable
from storage.paging import encode_cursor
from tests import samples
from tests.integration.api.conftest import ALLOWED_ORIGIN, Api
from tests.integration.api.memory_engine import MemoryEngine
from workflows.messages import JobInput

pytestmark = pytest.mark.integration
JSON = {"Content-Type": "application/json"}


def is_problem(response: httpx.Response, status: int, code: str | None = None) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert {"type", "title", "detail", "instance", "code", "remedy"} <= problem.keys()
    assert problem["status"] == status
    assert problem["correlation_id"] == response.headers["x-correlation-id"]
    assert problem["remedy"]
    assert "Traceback" not in response.text
    if code is not None:
        assert problem["code"] == code
    return problem


BODIES: dict[str, tuple[bytes, int]] = {
    "nothing": (b"", 400),
    "not JSON": (b"request=a list", 400),
    "half": (b'{"request": "a li', 400),
    "a list": (b'["a list of books"]', 400),
    "a text": (b'"a list of books"', 400),
    "null": (b"null", 400),
    "empty request": (b'{"request": ""}', 400),
    "white space": (b'{"request": " \\n\\t "}', 400),
    "two letters": (b'{"request": "hi"}', 400),
    "request missing": (b'{"name": "Books"}', 400),
    "request a number": (b'{"request": 7}', 400),
    "request null": (b'{"request": null}', 400),
    "unknown field": (b'{"request": "a list", "owner": "bob"}', 400),
    "NUL": (b'{"request": "a list\\u0000"}', 400),
    "escape sequence": (b'{"request": "a \\u001b[31mlist"}', 400),
    "raw control character": (b'{"request": "a \x01 list"}', 400),
    "lone surrogate": (b'{"request": "a list \\ud800"}', 400),
    "invalid UTF-8": (b'{"request": "a list \xff\xfe"}', 400),
    "UTF-16": ('{"request": "a list"}'.encode("utf-16"), 400),
    "not a number": (b'{"request": "a list", "priority": NaN}', 400),
    "huge number": (b'{"request": "a list", "priority": 1e400}', 400),
    "very long number": (b'{"request": "a list", "priority": ' + b"9" * 5_000 + b"}", 400),
    "deep list": (b'{"request": ' + b"[" * 20_000 + b"]" * 20_000 + b"}", 400),
    "deep object": (b'{"a":' * 20_000 + b"1" + b"}" * 20_000, 400),
    "100 kB": (json.dumps({"request": "word " * 20_000}).encode(), 413),
    "300 kB": (json.dumps({"request": "word " * 60_000}).encode(), 413),
    "random bytes": (bytes(range(256)) * 4, 400),
    "XML": (b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", 400),
}


@pytest.mark.parametrize("name", BODIES)
async def test_a_bad_body_is_told_what_is_wrong(api: Api, name: str) -> None:
    body, status = BODIES[name]
    async with api.client() as http:
        problem = is_problem(await http.post("/applications", content=body, headers=JSON), status)
    if status == 400:
        assert problem["errors"]
    assert api.engine.started == []


async def test_the_place_of_an_error_is_a_json_pointer(api: Api) -> None:
    async with api.client() as http:
        problem = is_problem(
            await http.post("/applications", json={"request": "a list", "priority": 9, "x/y": 1}),
            400,
            "invalid_input",
        )
    assert {error["pointer"] for error in problem["errors"]} == {"/priority", "/x~1y"}


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "",
     "application/json; charset=utf-16", "application/xml", "application/jsonx"],
)  # fmt: skip
async def test_only_json_is_read(api: Api, content_type: str) -> None:
    async with api.client() as http:
        response = await http.post(
            "/applications",
            content=b'{"request": "a list"}',
            headers={"Content-Type": content_type},
        )
    is_problem(response, 415, "unsupported_media_type")


async def test_a_stream_without_end_is_cut_off(api: Api) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        yield b'{"request": "'
        while True:
            sent += 65_536
            yield b"a" * 65_536
            await asyncio.sleep(0)

    async with api.client() as http:
        # The server closes the connection while more is on its way.
        with contextlib.suppress(httpx.WriteError, httpx.ReadError):
            is_problem(await http.post("/applications", content=endless(), headers=JSON), 413)
    assert sent < 20 * api.services.settings.api.max_body_bytes
    assert api.engine.started == []


async def test_addresses_and_methods_that_do_not_exist(api: Api) -> None:
    async with api.client() as http:
        is_problem(await http.get("/nothing"), 404, "not_found")
        is_problem(await http.get("/applications/"), 404)
        wrong = await http.patch("/applications", json={})
        is_problem(wrong, 405, "method_not_allowed")
        assert "POST" in wrong.headers["allow"]
        for later in (
            "/jobs/x/pause",
            "/jobs/x/resume",
            "/jobs/x/retry",
            "/applications/x/restart",
        ):
            is_problem(await http.post(later), 404)
        is_problem(await http.get("/applications/x/usage"), 404)
    async with httpx.AsyncClient(base_url=api.url, headers=api.headers()) as http:
        for path in ("/openapi.json", "/docs", "/redoc", "/.git/config", "/api", "//api/v1/jobs"):
            is_problem(await http.get(path), 404)


async def test_everything_but_health_needs_a_token(api: Api) -> None:
    async with httpx.AsyncClient(base_url=api.url) as http:
        for path in (
            "/api/v1/applications",
            "/api/v1/nothing",
            "/nothing",
            "/api/v1/jobs/x/events",
        ):
            problem = await http.get(path)
            is_problem(problem, 401, "not_authenticated")
            assert problem.headers["www-authenticate"] == "Bearer"
        refused = await http.post(
            "/api/v1/applications",
            content=b"[" * 100_000,
            headers={"Authorization": "Bearer forged", **JSON},
        )
        is_problem(refused, 401)
        in_query = await http.get(f"/api/v1/applications?token={api.token()}")
        is_problem(in_query, 401)


async def test_unknown_parameters_are_refused(api: Api) -> None:
    async with api.client() as http:
        problem = is_problem(await http.get("/applications?colour=blue"), 400)
        assert problem["errors"][0]["parameter"] == "colour"
        for query in ("limit=0", "limit=9999", "limit=x", "sort=owner", "status=odd", "cursor=%00"):
            is_problem(await http.get(f"/applications?{query}"), 400)


async def test_the_correlation_id_is_kept_when_plain_and_made_otherwise(api: Api) -> None:
    async with api.client() as http:
        mine = await http.get("/jobs", headers={"X-Correlation-Id": "my-id.7"})
        assert mine.headers["x-correlation-id"] == "my-id.7"
        odd = await http.get("/jobs", headers={"X-Correlation-Id": "a b<script>" * 20})
        assert len(odd.headers["x-correlation-id"]) == 36
        started = await http.post(
            "/applications", json={"request": "a list"}, headers={"X-Correlation-Id": "my-id.8"}
        )
        job = await http.get(f"/jobs/{started.json()['job_id']}")
        assert job.json()["correlation_id"] == "my-id.8"


async def test_what_is_not_ours_to_tell_stays_inside(api: Api) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret /path and password")

    api.engine.conversation = broken  # type: ignore[method-assign, assignment]
    async with api.client() as http:
        started = await http.post("/applications", json={"request": "a list"})
        failed = await http.get(f"/jobs/{started.json()['job_id']}/conversation")
        is_problem(failed, 500, "orchestration_error")
        assert "secret" not in failed.text


async def test_security_headers_and_cross_origin_rules(api: Api) -> None:
    async with api.client() as http:
        response = await http.get("/jobs", headers={"Origin": ALLOWED_ORIGIN})
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
        assert "server" not in response.headers
        assert response.headers["access-control-allow-origin"] == ALLOWED_ORIGIN
        foreign = await http.get("/jobs", headers={"Origin": "https://evil.example"})
        assert "access-control-allow-origin" not in foreign.headers
        asked = {"Access-Control-Request-Method": "POST"}
        preflight = await http.options("/jobs", headers={"Origin": ALLOWED_ORIGIN, **asked})
        assert preflight.status_code == 200
        evil = await http.options("/jobs", headers={"Origin": "https://evil.example", **asked})
        assert evil.status_code == 400


async def test_the_same_key_starts_one_job_even_all_at_once(api: Api) -> None:
    async with api.client() as http:
        answers = await asyncio.gather(
            *(
                http.post(
                    "/applications",
                    json={"request": "a list"},
                    headers={"Idempotency-Key": "k"},
                )
                for _ in range(10)
            )
        )
        assert {answer.status_code for answer in answers} == {202}
        assert len({answer.text for answer in answers}) == 1
        assert len(api.engine.started) == 1
        other = await http.post(
            "/applications", json={"request": "another list"}, headers={"Idempotency-Key": "k"}
        )
        is_problem(other, 422, "request_refused")
        for key in ("", "x" * 256, "a\tb"):
            refused = await http.post(
                "/applications", json={"request": "a list"}, headers={"Idempotency-Key": key}
            )
            is_problem(refused, 400)
    async with api.client("bob") as http:
        foreign = await http.post(
            "/applications", json={"request": "a list"}, headers={"Idempotency-Key": "k"}
        )
        assert foreign.json()["job_id"] != answers[0].json()["job_id"]


class DyingEngine(MemoryEngine):
    """Starts a job, and dies with the API before that is recorded or answered."""

    def __init__(self, engine: MemoryEngine) -> None:
        super().__init__(engine.store)
        self._engine = engine

    async def start(self, job: JobInput, *, priority: int) -> str:
        await self._engine.start(job, priority=priority)
        raise Unavailable("The process was killed here.")


async def test_a_start_that_was_never_answered_is_found_again_by_its_key(api: Api) -> None:
    body, key = {"request": "a list"}, {"Idempotency-Key": "k"}
    alive, admissions = api.services, admissions_of(api.services.settings, api.store)
    dying = JobStarter(DyingEngine(api.engine), api.store, admissions)
    async with api.client() as http:
        api.app.state.services = replace(alive, starter=dying)
        is_problem(await http.post("/applications", json=body, headers=key), 503)
        api.app.state.services = alive
        again = (await http.post("/applications", json=body, headers=key)).json()
        job = (await http.get(f"/jobs/{again['job_id']}")).json()
    assert api.engine.started == [again["job_id"]] == [job["job_id"]]


async def test_a_finished_job_is_not_started_again_by_its_key(api: Api) -> None:
    body = {"request": "a list", "auto_approve": True}
    async with api.client() as http:
        first = await http.post("/applications", json=body, headers={"Idempotency-Key": "k"})
        await api.engine.finished(first.json()["job_id"])
        second = await http.post("/applications", json=body, headers={"Idempotency-Key": "k"})
        assert first.json() == second.json()
        here = f"/applications/{first.json()['application_id']}"
        change = {"request": "add a shelf", "auto_approve": True}
        third = await http.post(
            f"{here}/modifications", json=change, headers={"Idempotency-Key": "m"}
        )
        await api.engine.finished(third.json()["job_id"])
        fourth = await http.post(
            f"{here}/modifications", json=change, headers={"Idempotency-Key": "m"}
        )
        assert third.json() == fourth.json()
        back = {"version": 1}
        fifth = await http.post(f"{here}/rollbacks", json=back, headers={"Idempotency-Key": "r"})
        await api.engine.finished(fifth.json()["job_id"])
        sixth = await http.post(f"{here}/rollbacks", json=back, headers={"Idempotency-Key": "r"})
        assert (fifth.status_code, fifth.json()) == (202, sixth.json())
    assert len(api.engine.started) == 3


async def test_words_at_the_wrong_time(api: Api) -> None:
    async with api.client() as http:
        started = (await http.post("/applications", json={"request": "a list"})).json()
        here = f"/jobs/{started['job_id']}"
        while not (await http.get(here)).json()["questions"]:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        unknown = await http.post(f"{here}/answers", json={"answers": {"nonsense": "x"}})
        problem = is_problem(unknown, 400)
        assert problem["errors"][0]["pointer"] == "/answers/nonsense"
        early = is_problem(await http.post(f"{here}/decision", json={"decision": "approve"}), 409)
        assert early["possible"] == ["answers", "pause", "cancel"]
        name = samples.question().id
        await http.post(f"{here}/answers", json={"answers": {name: ["Title"]}})
        anew = await http.post(f"{here}/answers", json={"answers": {name: "the author please"}})
        assert anew.status_code == 202
        while (await http.get(here)).json()["phase"] != "awaiting_approval":  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        is_problem(await http.post(f"{here}/decision", json={"decision": "maybe"}), 400)
        await http.post(f"{here}/decision", json={"decision": "approve"})
        await api.engine.finished(started["job_id"])
        late = await http.post(f"{here}/answers", json={"answers": {name: ["Title"]}})
        is_problem(late, 409, "conflict")


async def test_limits_are_told_and_kept(api: Api) -> None:
    rule = api.services.starts_rule
    async with api.client("eve") as http:
        first = await http.get("/jobs")
        assert first.headers["ratelimit-policy"] == '"requests";q=100000;w=60'
        api.services.limiter.take(Rule(rule.name, 1, 3_600), "eve")  # an hour's worth at once
        refused = await http.post("/applications", json={"request": "a list"})
        is_problem(refused, 429, "too_many_requests")
        assert int(refused.headers["retry-after"]) >= 1
        assert refused.headers["ratelimit"].startswith('"starts";r=0;')
        assert (await http.get("/jobs")).status_code == 200
    async with httpx.AsyncClient(base_url=api.url) as http:
        forged = {"Authorization": "Bearer x"}
        api.services.limiter.take(Rule(FAILED_SIGN_INS.name, 1, 3_600), "address:127.0.0.1")
        is_problem(await http.get("/api/v1/jobs", headers=forged), 429, "too_many_requests")
        api_token = api.headers()
        assert (await http.get("/api/v1/jobs", headers=api_token)).status_code == 200


async def test_operators_see_all_and_users_their_own(api: Api) -> None:
    async with api.client("ada") as http:
        started = (await http.post("/applications", json={"request": "a list"})).json()
    async with api.client("bob") as http:
        assert (await http.get("/applications")).json()["items"] == []
        assert (await http.get("/jobs")).json()["items"] == []
    async with api.client("root", Role.OPERATOR) as http:
        assert len((await http.get("/applications")).json()["items"]) == 1
        assert (await http.get(f"/jobs/{started['job_id']}")).json()["owner"] == "ada"
        assert (await http.post(f"/jobs/{started['job_id']}/cancel")).status_code == 202


async def test_a_key_gives_the_same_answer_whatever_became_of_the_application(api: Api) -> None:
    body = {"request": "a list", "auto_approve": True}
    async with api.client() as http:
        created = (await http.post("/applications", json=body)).json()
        await api.engine.finished(created["job_id"])
        here = f"/applications/{created['application_id']}"
        restart = await http.post(f"{here}/restart", headers={"Idempotency-Key": "r"})
        await api.engine.finished(restart.json()["job_id"])
        await http.put(here, json={"desired_state": "stopped"})
        again = await http.post(f"{here}/restart", headers={"Idempotency-Key": "r"})
        assert (again.status_code, again.json()) == (202, restart.json())
        is_problem(await http.post(f"{here}/restart", headers={"Idempotency-Key": "s"}), 409)
        gone = await http.delete(here, headers={"Idempotency-Key": "d"})
        await api.engine.finished(gone.json()["job_id"])
        twice = await http.delete(here, headers={"Idempotency-Key": "d"})
        assert (twice.status_code, twice.json()) == (202, gone.json())
        is_problem(await http.delete(here, headers={"Idempotency-Key": "e"}), 409)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/versions/000000001" + 5_000 * "1", 404),
        ("/versions/0", 404),
        ("/versions/٣", 404),
        ("/usage?to=0001-01-01T00:00:00Z", 400),
    ],
)
async def test_numbers_and_times_out_of_all_bounds_are_refused(
    api: Api, path: str, status: int
) -> None:
    async with api.client() as http:
        created = (await http.post("/applications", json={"request": "a list"})).json()
        is_problem(await http.get(f"/applications/{created['application_id']}{path}"), status)


async def test_a_cursor_beyond_all_times_is_refused(api: Api) -> None:
    async with api.client() as http:
        cursor = encode_cursor("-created_at", 4 * 10**18, "x")
        is_problem(await http.get("/jobs", params={"cursor": cursor}), 400)
