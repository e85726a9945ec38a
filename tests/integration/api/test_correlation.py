"""One id leads from a request to its job, its activities, and every log line of them."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from models.jobs import JobPhase
from settings import TemporalSettings
from temporal.client import connect
from tests.running import RunningStack
from workflows.ids import workflow_id

pytestmark = pytest.mark.integration
SECRET = "nobody-may-log-this"


def lines(stack: RunningStack, service: str) -> list[dict[str, Any]]:
    log = stack.settings.paths.logs / "stack" / f"{service}.log"
    found = (line for line in log.read_text().splitlines() if line.startswith("{"))
    return [json.loads(line) for line in found]


def of(entries: list[dict[str, Any]], correlation: str) -> list[dict[str, Any]]:
    return [entry for entry in entries if entry.get("correlation_id") == correlation]


async def test_a_request_can_be_followed_through_every_part(tmp_path: Path) -> None:
    stack = RunningStack(tmp_path / "data", {"ORCHESTRATOR_RUNTIME__KIND": "process"})
    stack.start()
    try:
        started = await start_job(stack, "trace-me.1")
        await check_workflow(stack, started["application_id"], "trace-me.1")
        await check_refusal(stack, "trace-me.2")
    finally:
        stack.stop()
    api, worker = lines(stack, "api"), lines(stack, "worker")

    (line,) = of(api, "trace-me.1")
    assert line.pop("ms") > 0
    assert {"method": "POST", "status": 202, "owner": "ada"}.items() <= line.items()
    assert (line["event"], line["route"]) == ("request", "/api/v1/applications")
    done = [entry["activity"] for entry in of(worker, "trace-me.1") if "activity" in entry]
    assert {"understanding.analyse", "specification.write", "records.publish"} <= set(done)
    assert {entry["job_id"] for entry in of(worker, "trace-me.1")} == {started["job_id"]}

    (refused,) = of(api, "trace-me.2")
    assert (refused["route"], refused["status"]) == ("/api/v1/jobs/{job_id}", 404)
    everything = f"{api}{worker}"
    assert SECRET not in everything
    assert "trace-me.3" not in everything  # asked for health only, which is not logged


async def start_job(stack: RunningStack, correlation: str) -> dict[str, str]:
    async with stack.client("ada") as client, http_of(stack, correlation) as http:
        answer = await http.post("/api/v1/applications", json={"request": "A list of books"})
        assert answer.headers["x-correlation-id"] == correlation
        started: dict[str, str] = answer.json()
        async for event in client.events(started["job_id"]):
            if event.phase is JobPhase.GATHERING_REQUIREMENTS and event.kind == "question":
                job = await client.job(started["job_id"])
                await client.answer(job.job_id, {q.id: "you_decide" for q in job.questions})
            if event.kind == "decision_needed":
                break
        assert (await client.job(started["job_id"])).correlation_id == correlation
    return started


async def check_workflow(stack: RunningStack, application_id: str, correlation: str) -> None:
    address = f"127.0.0.1:{stack.state.temporal_port}"
    temporal = await connect(TemporalSettings(address=address))
    handle = temporal.get_workflow_handle(workflow_id(application_id))
    assert await (await handle.describe()).memo_value("correlation_id") == correlation
    history = await handle.fetch_history()
    begun = history.events[0].workflow_execution_started_event_attributes
    job = json.loads(begun.input.payloads[0].data)["job"]
    assert job["correlation_id"] == correlation


async def check_refusal(stack: RunningStack, correlation: str) -> None:
    async with http_of(stack, correlation) as http:
        answer = await http.get(f"/api/v1/jobs/unknown?token={SECRET}")
        assert answer.json()["correlation_id"] == correlation
    async with http_of(stack, "trace-me.3") as http:
        assert (await http.get("/readyz")).status_code == 200


def http_of(stack: RunningStack, correlation: str) -> httpx.AsyncClient:
    headers = {
        "Authorization": f"Bearer {stack.token('ada')}",
        "X-Correlation-Id": correlation,
    }
    return httpx.AsyncClient(base_url=stack.state.api_url, headers=headers)
