"""Letting requests in: delay, limits, refusal, and where a job stands."""

import asyncio
from typing import Any

import httpx
import pytest

from api.auth import Role
from api.pressure import Pressure, Sample
from models.base import new_id
from models.jobs import JobPhase
from models.queue import Capacity, Claim, Need, OwnerLimits
from settings import QueueSettings
from tests.integration.api.conftest import Api

pytestmark = pytest.mark.integration
BODY = {"request": "a list of books"}
ROOMY = Sample(free_memory_mb=9000, free_disk_mb=9000, load=0)


class FixedMachine:
    """A machine in the state that a test needs."""

    def __init__(self, sample: Sample = ROOMY) -> None:
        self.sample = sample

    def look(self) -> Sample:
        return self.sample


def press(api: Api, sample: Sample = ROOMY, **settings: Any) -> None:
    """Put the API on a machine in a given state, with other thresholds."""
    pressure = Pressure(QueueSettings(**settings), FixedMachine(sample))
    api.services.starter._admissions._pressure = pressure


async def a_job(api: Api, owner: str = "ada") -> dict[str, str]:
    async with api.client(owner) as http:
        answer = await http.post("/applications", json=BODY)
        assert answer.status_code == 202, answer.text
        accepted: dict[str, str] = answer.json()
        return accepted


async def set_to_work(api: Api, job: dict[str, str], phase: JobPhase) -> None:
    """Store that a job is in a phase."""
    stored = (await api.store.job(job["job_id"])).progress
    changes = {"phase": phase, "sequence": stored.sequence + 9}
    await api.store.publish(job["job_id"], stored.model_copy(update=changes), ())


async def test_nobody_is_told_of_a_delay_when_nothing_is_going_on(api: Api) -> None:
    press(api)
    async with api.client() as http:
        assert (await http.post("/applications", json=BODY)).json()["delay"] is None


async def test_a_request_is_taken_and_told_of_its_delay(api: Api) -> None:
    press(api, delay_jobs=1)
    await a_job(api, "bob")
    async with api.client() as http:
        body = {**BODY, "auto_approve": True}
        await http.post("/applications", json=body)
        delays = [(await http.post("/applications", json=body)).json()["delay"] for _ in range(2)]
    told = delays[-1]
    assert told["seconds"] > 0
    assert "at work or waiting before yours. It will probably begin in" in told["told"]


@pytest.mark.parametrize(
    ("sample", "told"),
    [
        (Sample(free_memory_mb=400, free_disk_mb=9000, load=0), "Little memory"),
        (Sample(free_memory_mb=9000, free_disk_mb=1000, load=0), "Little disk space"),
        (Sample(free_memory_mb=9000, free_disk_mb=9000, load=9), "very busy"),
    ],
)
async def test_a_short_machine_delays(api: Api, sample: Sample, told: str) -> None:
    press(api, sample)
    async with api.client() as http:
        answer = await http.post("/applications", json=BODY)
        assert answer.status_code == 202
        assert told in answer.json()["delay"]["told"]


@pytest.mark.parametrize(
    ("sample", "settings"),
    [
        (Sample(free_memory_mb=1, free_disk_mb=9000, load=0), {}),
        (ROOMY, {"delay_jobs": 1, "refuse_jobs": 1}),
    ],
)
async def test_beyond_the_hard_limit_nothing_is_begun(
    api: Api, sample: Sample, settings: dict[str, Any]
) -> None:
    press(api)
    await set_to_work(api, await a_job(api, "bob"), JobPhase.BUILDING)
    press(api, sample, **settings)
    started = len(api.engine.started)
    async with api.client() as http:
        answer = await http.post("/applications", json={**BODY, "auto_approve": True})
        use = (await http.get("/limits")).json()["use"]
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "60"
    assert answer.json()["code"] == "overloaded"
    assert answer.json()["remedy"]
    assert len(api.engine.started) == started
    assert use["builds_per_day"] == 0


async def test_going_back_and_deleting_is_possible_at_any_time(api: Api) -> None:
    press(api)
    job = await a_job(api)
    await api.engine.cancel(await api.store.job(job["job_id"]))
    await api.engine.finished(job["job_id"])
    press(api, Sample(free_memory_mb=1, free_disk_mb=1, load=99))
    async with api.client() as http:
        answer = await http.delete(f"/applications/{job['application_id']}")
        assert answer.status_code == 202, answer.text


async def test_two_at_once_do_not_both_get_the_last_place(api: Api) -> None:
    press(api)
    await api.store.limits.set("ada", OwnerLimits(applications=3))
    async with api.client() as http:
        answers = await asyncio.gather(*(http.post("/applications", json=BODY) for _ in range(10)))
        refused = [answer for answer in answers if answer.status_code == 429]
        assert len(refused) == 7
        problem = refused[0].json()
        assert problem["code"] == "limit_reached"
        assert problem["detail"] == "You have 3 applications, and may have 3."
        assert problem["limit"] == {
            "name": "applications",
            "allowed": 3,
            "used": 3,
            "needed": 1,
        }
        assert int(refused[0].headers["retry-after"]) > 0
        assert (await http.get("/limits")).json()["use"]["applications"] == 3


async def test_the_same_key_is_not_refused_for_its_own_application(api: Api) -> None:
    press(api)
    await api.store.limits.set("ada", OwnerLimits(applications=1, running_jobs=1))
    async with api.client() as http:
        headers = {"Idempotency-Key": "one"}
        answers = [await http.post("/applications", json=BODY, headers=headers) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["job_id"] for answer in answers}) == 1


async def test_what_did_not_start_does_not_count(api: Api) -> None:
    press(api)
    await api.store.limits.set("ada", OwnerLimits(builds_per_day=1))
    async with api.client() as http:
        api.engine.down = True
        assert (await http.post("/applications", json=BODY)).status_code == 503
        api.engine.down = False
        assert (await http.post("/applications", json=BODY)).status_code == 202
        assert (await http.post("/applications", json=BODY)).status_code == 429


async def test_only_operators_set_limits_and_see_those_of_others(api: Api) -> None:
    async with api.client() as http:
        assert (await http.get("/limits")).json()["limits"]["applications"] == 200
        for refused in (
            await http.get("/limits", params={"owner": "bob"}),
            await http.put("/limits", json={"applications": 9}),
            await http.delete("/limits"),
        ):
            assert refused.status_code == 403
    async with httpx.AsyncClient(
        base_url=f"{api.url}/api/v1", headers=api.headers("root", Role.OPERATOR)
    ) as operator:
        bob = {"owner": "bob"}
        await operator.put("/limits", params=bob, json={"applications": 9, "disk_mb": None})
        limits = (await operator.get("/limits", params=bob)).json()["limits"]
        assert (limits["applications"], limits["disk_mb"], limits["running_jobs"]) == (9, None, 50)
        reset = (await operator.delete("/limits", params=bob)).json()["limits"]
        assert reset["applications"] == 200
    actions = [entry.action for entry in (await api.store.audit()).items]
    assert actions == ["limits.reset", "limits.set"]


async def test_a_waiting_job_shows_where_it_stands_now(api: Api) -> None:
    press(api)
    host = new_id()
    await api.store.leases.report(host, Capacity(memory_mb=1000, cpus=4, builds=1))
    waiting = await a_job(api)
    for job_id in ("first", waiting["job_id"]):
        claim = Claim(
            job_id=job_id,
            step="build",
            application_id=job_id,
            owner="ada",
            host=host,
            need=Need(memory_mb=600, builds=1),
            seconds=60,
        )
        await api.store.leases.join(claim, limits=OwnerLimits())
    await set_to_work(api, waiting, JobPhase.QUEUED)
    async with api.client() as http:
        job = (await http.get(f"/jobs/{waiting['job_id']}")).json()
        listed = (await http.get("/jobs")).json()["items"][0]
        assert job["queue"]["position"] == 1
        assert job["message"] == listed["message"] == job["queue"]["told"]
        assert job["queue"]["resource"] == "builds"
        await api.store.leases.release("first")
        await api.store.leases.admit(waiting["job_id"], "build")
        assert (await http.get(f"/jobs/{waiting['job_id']}")).json()["queue"] is None
