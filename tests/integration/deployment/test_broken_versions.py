"""Versions that are broken in every way: nobody is served by them, and what was seen is kept."""

import asyncio
import contextlib

import httpx
import pytest

from activities.deployment.messages import GoLiveInput, SwitchBackInput, WatchInput, WatchResult
from activities.resources.retention.pruning import Pruner
from models.applications import Deployment
from models.base import new_id
from models.deployments import Evidence, FailureStage, Fault, WatchRules
from models.errors import Unhealthy
from models.jobs import JobContext
from tests.integration.deployment.conftest import Host
from tests.integration.deployment.load import Load
from tests.integration.deployment.test_deployments import get

PERIOD = 0.2
AT_THE_GATE = {
    "crashes": Fault.ENDED,
    "sick": Fault.BAD_STATUS,
    "never listens": Fault.NO_ANSWER,
    "hangs": Fault.NO_ANSWER,
    "wrong port": Fault.NO_ANSWER,
    "leaks": Fault.OUT_OF_MEMORY,
}


async def test_no_version_that_fails_its_gate_is_ever_seen(host: Host) -> None:
    application = new_id()
    live = await host.deploy(application, "books", 1)
    await host.record(application, "books", live)
    failed = []
    async with Load(host.settings.proxy.port, "books.localhost", visitors=2) as load:
        for number, (behaviour, fault) in enumerate(AT_THE_GATE.items(), start=2):
            job = host.job(application)
            patience = 20.0 if fault in {Fault.OUT_OF_MEMORY, Fault.ENDED} else 2.0
            with pytest.raises(Unhealthy) as caught:
                await host.candidate(job, number, behaviour, seconds=patience)
            (seen,) = await host.store.evidence.of_job(job.job_id)
            assert (seen.stage, seen.fault) == (FailureStage.GATE, fault), behaviour
            assert f"starting {number}" in seen.log, behaviour
            assert f"show {job.job_id} --evidence" in caught.value.remedy
            failed.append(seen)
        await host.candidate(host.job(application), 20, "starts slowly")
    assert load.failures == []
    assert set(load.versions) == {"1"}
    assert failed[0].ends[0].exit_code == 3
    assert failed[1].probes[0].status == 500

    await Pruner(host.runtime, host.store).run()
    kept = {artefact.image for artefact in await host.runtime.artefacts()}
    assert {seen.image for seen in failed} <= kept, "to look into what failed"


async def put_live(host: Host, job: JobContext, behaviour: str = "fine") -> Deployment:
    new = await host.candidate(job, 2, behaviour)
    await host.deployment.go_live(GoLiveInput(job=job, slug="books", candidate=new))
    return new


async def visit(host: Host, path: str, times: int = 1) -> None:
    for _ in range(times):
        with contextlib.suppress(httpx.HTTPError):
            await get(host, "books", path, 5)


@pytest.mark.parametrize(
    ("path", "times", "fault"),
    [
        ("/crash", 1, Fault.RESTARTED),
        ("/sicken", 1, Fault.BAD_STATUS),
        ("/hog", 1, Fault.OUT_OF_MEMORY),
        ("/fail", 25, Fault.VISITORS_ERRORS),
    ],
)
async def test_a_fault_after_the_switch_brings_the_version_before_back(
    host: Host, path: str, times: int, fault: Fault
) -> None:
    application = new_id()
    old = await host.deploy(application, "books", 1)
    job = host.job(application)
    new = await put_live(host, job)
    watching = asyncio.create_task(host.deployment.watch(watch_of(job, new, old)))
    await asyncio.sleep(5 * PERIOD)  # it has been seen well before
    await visit(host, path, times)
    result = await asyncio.wait_for(watching, 60)
    assert not result.healthy
    assert (await get(host, "books")).json() == {"version": "1"}, "before anything else is done"
    if times == 1:
        told = await host.runtime.logs(old.instance)
        assert not any(path in line for line in told), "what breaks one version is not handed on"

    await host.deployment.switch_back(
        SwitchBackInput(job=job, slug="books", candidate=new, previous=old)
    )
    assert (await get(host, "books")).json() == {"version": "1"}
    assert [one.name for one in await host.runtime.instances()] == [old.instance]
    (seen,) = await host.store.evidence.of_job(job.job_id)
    check_evidence(seen, result, fault)


def check_evidence(seen: Evidence, result: WatchResult, fault: Fault) -> None:
    expected = {fault, Fault.ENDED} if fault is Fault.RESTARTED else {fault}
    assert seen.fault in expected
    assert seen.led_back
    assert seen.summary == result.evidence[0]
    assert "listening 2" in seen.log
    assert seen.probes[0].status == 200
    if fault is Fault.RESTARTED:
        assert seen.ends[0].exit_code == 3
    if fault is Fault.VISITORS_ERRORS:
        assert seen.visitors is not None
        assert seen.visitors.errors >= 20


def watch_of(job: JobContext, new: Deployment, old: Deployment, seconds: float = 8) -> WatchInput:
    return WatchInput(
        job=job,
        slug="books",
        deployment=new,
        health_path="/healthz",
        seconds=seconds,
        rules=WatchRules(period_seconds=PERIOD),
        previous=old,
    )


async def test_a_version_that_exits_later_is_taken_back_and_a_second_attempt_knows(
    host: Host,
) -> None:
    application = new_id()
    old = await host.deploy(application, "books", 1)
    job = host.job(application)
    new = await put_live(host, job, "exits later")
    wanted = watch_of(job, new, old)
    assert not (await host.deployment.watch(wanted)).healthy
    # The attempt after one that had led visitors back must not take the old version for the new.
    again = await host.deployment.watch(wanted)
    assert not again.healthy
    back = SwitchBackInput(job=job, slug="books", candidate=new, previous=old)
    await host.deployment.switch_back(back)
    assert (await get(host, "books")).json() == {"version": "1"}
    seen = await host.store.evidence.of_job(job.job_id)
    assert [end.exit_code for end in seen[0].ends][:1] == [7]
