"""What callers see of the use of resources, and what they may change."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from api.auth import Role
from models.applications import Application, ApplicationStatus
from models.base import new_id, utc_now
from models.resources import Sample
from tests import samples
from tests.integration.api.conftest import Api


async def used(api: Api, owner: str, megabytes: int, title: str = "Reading list") -> Application:
    """Make an application that ran for half an hour until now."""
    application_id, now = new_id(), utc_now()
    await api.store.add_application(samples.application(application_id, owner, title=title))
    await api.store.add_version(samples.version(application_id, 1, job_id=new_id()))
    memory = megabytes << 20
    await api.store.samples.add(
        [
            Sample(
                subject=application_id,
                at=now - timedelta(seconds=30 * number),
                cpu=0.5,
                cpu_p95=0.5,
                cpu_max=0.5,
                memory=memory,
                memory_p95=memory,
                memory_max=memory + (1 << 20),
                disk=3 << 20,
                oom_kills=int(number == 5),
            )
            for number in range(60)
        ]
    )
    return await api.store.update_application(
        application_id,
        status=ApplicationStatus.RUNNING,
        current_version=1,
        deployment=samples.deployment(),
    )


async def test_what_an_application_used_is_shown_beside_its_limits(api: Api) -> None:
    application = await used(api, "ada", 50)
    path = f"/applications/{application.id}/usage"
    async with api.client() as client:
        raw = (await client.get(path, params={"step": "raw"})).json()
        quarters = (await client.get(path, params={"step": "quarter_hour"})).json()
    assert len(raw["points"]) == 60
    assert raw["limits"]["memory_mb"] == 192
    point = raw["points"][0]
    assert (point["cpu"], point["memory_mb"], point["disk_mb"]) == (0.5, 50, 3)
    assert point["requests"] is None, "nobody counts them"
    assert sum(one["oom_kills"] for one in raw["points"]) == 1
    assert quarters["step_seconds"] == 900
    assert 2 <= len(quarters["points"]) <= 3, "also what is not put together yet"
    assert {one["memory_max_mb"] for one in quarters["points"]} == {51}
    # It was ended for want of memory: more is recommended at once.
    assert quarters["recommended"]["memory_mb"] == 288


async def test_a_span_can_be_chosen_and_read_by_a_spreadsheet(api: Api) -> None:
    application = await used(api, "ada", 50)
    begin, end = utc_now() - timedelta(minutes=10), utc_now() - timedelta(minutes=5)
    given = {"from": begin.isoformat(), "to": end.isoformat(), "step": "raw", "format": "csv"}
    async with api.client() as client:
        answer = await client.get(f"/applications/{application.id}/usage", params=given)
        backwards = await client.get(
            f"/applications/{application.id}/usage",
            params={"from": end.isoformat(), "to": begin.isoformat()},
        )
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 10
    assert rows[0]["memory_mb"] == "50.0"
    assert rows[0]["requests"] == ""
    assert backwards.status_code == 400


@pytest.mark.parametrize("path", ["/usage", "/applications/{}/usage"])
async def test_moments_beyond_the_calendar_are_refused_with_advice(api: Api, path: str) -> None:
    application = await used(api, "ada", 50)
    first, last = "0001-01-01T00:00:00", "9999-12-31T23:59:59"
    async with api.client() as client:
        for given in (
            {"from": f"{first}+14:00"},
            {"from": f"{first}Z"},
            {"to": f"{last}-14:00"},
            {"to": f"{last}Z"},
            {"from": first, "to": last},
        ):
            answer = await client.get(path.format(application.id), params=given)
            assert answer.status_code == 400, given
            assert "1970 to 9998" in answer.json()["remedy"]
        widest = {"from": "1970-01-01T00:00:00+14:00", "to": "9998-12-31T23:59:59-14:00"}
        assert (await client.get(path.format(application.id), params=widest)).status_code == 200


async def test_a_report_reads_nobody_elses_figures(api: Api) -> None:
    await used(api, "ada", 50)
    await used(api, "bob", 100)
    reads: list[str | None] = []
    between = api.store.samples.between

    async def noted(*given: Any) -> list[Sample]:
        reads.append(given[4])
        return await between(*given)

    api.store.samples.between = noted  # type: ignore[assignment]
    async with api.client("ada") as client:
        assert len((await client.get("/usage")).json()["applications"]) == 1
    assert set(reads) == {"ada"}


async def test_owners_see_their_report_and_operators_everybodys(api: Api) -> None:
    await used(api, "ada", 50, title="=1+1")
    await used(api, "ada", 10)
    await used(api, "bob", 100)
    async with api.client("ada") as client:
        own = (await client.get("/usage")).json()
        table = (await client.get("/usage", params={"format": "csv"})).text
        refused = await client.get("/usage", params={"owner": "bob"})
    assert {row["owner"] for row in own["applications"]} == {"ada"}
    (mine,) = own["owners"]
    assert mine["applications"] == 2
    assert mine["cpu_hours"] == 0.5
    assert [row["title"] for row in csv.DictReader(io.StringIO(table))] == ["'=1+1", "Reading list"]
    assert refused.status_code == 403

    async with api.client("root", Role.OPERATOR) as client:
        everybody = (await client.get("/usage")).json()
        bobs = (await client.get("/usage", params={"owner": "bob"})).json()
    assert {one["owner"] for one in everybody["owners"]} == {"ada", "bob"}
    assert [row["memory_mb"] for row in bobs["applications"]] == [100]


async def test_limits_change_by_name_or_as_recommended_and_go_back(api: Api) -> None:
    application = await used(api, "ada", 50)
    path = f"/applications/{application.id}/limits"
    async with api.client() as client:
        named = (await client.post(path, json={"memory_mb": 256})).json()
        assert named["limits"]["memory_mb"] == 256
        assert named["changed"]["by"] == "ada"
        roomy = (await client.post(path, json={"disk_mb": 2048})).json()["limits"]
        assert (roomy["disk_mb"], roomy["memory_mb"]) == (2048, 192)
        kept = (await client.post(path, json={"memory_mb": 256})).json()["limits"]
        assert (kept["disk_mb"], kept["memory_mb"]) == (2048, 256), "room is not taken by the way"
        assert (await client.post(path, json={"disk_mb": 5000})).status_code == 400
        too_much = await client.post(path, json={"memory_mb": 4096})
        both = await client.post(path, json={"memory_mb": 256, "recommended": True})
        reset = (await client.delete(path)).json()
        assert (reset["limits"]["memory_mb"], reset["changed"]) == (192, None)
        taken = (await client.post(path, json={"recommended": True})).json()
        assert taken["limits"]["memory_mb"] == 288
        nothing_left = await client.post(path, json={"recommended": True})
    assert (too_much.status_code, both.status_code, nothing_left.status_code) == (400, 400, 409)
    async with api.client("bob") as client:
        assert (await client.post(path, json={"memory_mb": 256})).status_code == 404
    async with api.client("root", Role.OPERATOR) as client:
        assert (await client.post(path, json={"memory_mb": 4096})).status_code == 200
    assert [e.action for e in (await api.store.audit()).items] == ["application.limit"] * 6


async def test_only_operators_clean_up(api: Api) -> None:
    async with api.client() as client:
        assert (await client.post("/clean-ups", json={"dry_run": True})).status_code == 403
    async with api.client("root", Role.OPERATOR) as client:
        answer = await client.post("/clean-ups", json={"dry_run": True})
    assert answer.json() == {
        "dry_run": True,
        "removed": [],
        "count": 0,
        "megabytes": 0.0,
        "kept": [],
    }
