"""Every route with an id, listed by the routes themselves, with ids of others and of nobody."""

from typing import Any

import httpx
import pytest

from models.base import new_id, utc_now
from tests.integration.api.conftest import Api, a_backup
from tests.unit.storage.contract_alerts import a_finding, keep

pytestmark = pytest.mark.integration

BODIES: dict[str, dict[str, Any]] = {
    "PUT /api/v1/applications/{application_id}": {"name": "Mine"},
    "POST /api/v1/applications/{application_id}/modifications": {"request": "add a shelf"},
    "POST /api/v1/applications/{application_id}/rollbacks": {"version": 1},
    "POST /api/v1/applications/{application_id}/limits": {"memory_mb": 256},
    "POST /api/v1/jobs/{job_id}/answers": {"answers": {"fields.book": ["Title"]}},
    "POST /api/v1/jobs/{job_id}/decision": {"decision": "approve"},
}
NOT_IDS = (
    "x", "0", "%2e%2e", "%00", "null", "%F0%9F%8E%89", "' OR 1=1 --", "a" * 2_000,
    "{application_id}",
)  # fmt: skip


def routes_with_ids(api: Api) -> list[tuple[str, str]]:
    found = [
        (method.upper(), path)
        for path, methods in api.app.openapi()["paths"].items()
        for method in methods
        if "{" in path
    ]
    assert len(found) >= 17
    return found


_IDS = ("application_id", "job_id", "number", "alert_id", "backup_id", "host")


async def call(
    http: httpx.AsyncClient, method: str, path: str, ids: dict[str, str]
) -> httpx.Response:
    body = BODIES.get(f"{method} {path}")
    return await http.request(method, path.format(**ids), json=body)


async def finished_application(api: Api, owner: str) -> dict[str, str]:
    async with api.client(owner) as http:
        body = {"request": "a list of books", "auto_approve": True}
        ids: dict[str, str] = (await http.post("/applications", json=body)).json()
    await api.engine.finished(ids["job_id"])
    application_id = ids["application_id"]
    alert = a_finding(owner=owner, application_id=application_id, raised_at=utc_now())
    await keep(api.store, alert)
    kept = await a_backup(api, application_id)
    return {
        "application_id": application_id,
        "job_id": ids["job_id"],
        "number": "1",
        "alert_id": alert.id,
        "backup_id": kept.id,
        "host": "attic",
    }


def without_what_differs(response: httpx.Response) -> dict[str, Any]:
    problem: dict[str, Any] = response.json()
    return {k: v for k, v in problem.items() if k not in {"instance", "correlation_id"}}


async def test_foreign_ids_look_like_unknown_ones_on_every_route(api: Api) -> None:
    foreign = await finished_application(api, "ursula")
    unknown = {
        "application_id": new_id(),
        "job_id": new_id(),
        "number": "1",
        "alert_id": new_id(),
        "backup_id": new_id(),
        "host": "x",
    }
    before = await api.store.application(foreign["application_id"])
    async with httpx.AsyncClient(base_url=api.url, headers=api.headers("bob")) as http:
        for method, path in routes_with_ids(api):
            theirs = await call(http, method, path, foreign)
            nobodys = await call(http, method, path, unknown)
            assert theirs.status_code == nobodys.status_code == 404, (method, path, theirs.text)
            assert without_what_differs(theirs) == without_what_differs(nobodys)
            # Ids are random: a name of hexadecimal digits alone could stand in one by chance.
            for text in (foreign["application_id"], "ursula"):
                assert text not in theirs.text.replace(theirs.json()["instance"], "")
    assert await api.store.application(foreign["application_id"]) == before
    assert len(api.engine.started) == 1


async def test_what_is_no_id_at_all_is_not_found_either(api: Api) -> None:
    async with httpx.AsyncClient(base_url=api.url, headers=api.headers()) as http:
        for method, path in routes_with_ids(api):
            for odd in NOT_IDS:
                ids = dict.fromkeys(_IDS, odd)
                found = await call(http, method, path, ids)
                assert found.status_code in {404, 405}, (method, path, odd, found.text)


async def test_strange_version_numbers_are_not_found(api: Api) -> None:
    mine = await finished_application(api, "ursula")
    async with api.client("ursula") as http:
        for number in ("0", "-1", "2", "1.0", "9" * 400, "²", "one"):
            path = f"/applications/{mine['application_id']}/versions/{number}"
            assert (await http.get(path)).status_code == 404


async def test_every_route_refuses_without_a_token_and_answers_its_owner(api: Api) -> None:
    mine = await finished_application(api, "ursula")
    async with httpx.AsyncClient(base_url=api.url) as http:
        for method, path in routes_with_ids(api):
            assert (await call(http, method, path, mine)).status_code == 401
    skipped = {"/diff", "/source", "/plan", "/evidence"}  # need a repository, or a deployment
    async with httpx.AsyncClient(base_url=api.url, headers=api.headers("ursula")) as http:
        for method, path in routes_with_ids(api):
            if method == "GET" and not any(path.endswith(end) for end in skipped):
                answer = await call(http, method, path, mine)
                assert answer.status_code == 200, (path, answer.text)
