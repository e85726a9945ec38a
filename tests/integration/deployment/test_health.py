"""What goes wrong on a real host is noticed, healed and told; what others do is left alone."""

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docker as sdk
import psutil
import pytest

from activities.containers.docker_runtime import installation_of
from activities.containers.packaging import Packager
from activities.containers.profile import LABEL
from activities.deployment.messages import GoLiveInput
from activities.health.activities import HealthActivities
from activities.health.messages import HealInput, LookResult
from activities.health.opening import health_activities
from activities.serving.switch import read_current
from models.alerts import Finding, FindingKind
from models.applications import Application, ApplicationStatus, Deployment, DesiredState
from models.base import new_id
from settings import HealthSettings
from tests.integration.deployment.conftest import Host
from tests.integration.deployment.test_deployments import get
from tests.parts import BASE_IMAGE

QUICK = HealthSettings(
    probe_seconds=0.5, patience_looks=2, first_pause_seconds=0.01, tries=2, start_seconds=3
)
PROCESS = pytest.mark.parametrize("kind", [pytest.param("process", marks=pytest.mark.integration)])
"""For what is the same in both runtimes: these start sooner."""
DOCKER = pytest.mark.parametrize(
    "kind", [pytest.param("docker", marks=[pytest.mark.docker, pytest.mark.integration])]
)


@dataclass
class Kept:
    """An application that runs, and who looks after it."""

    host: Host
    health: HealthActivities
    application: Application

    @property
    def live(self) -> Deployment:
        assert self.application.deployment is not None
        return self.application.deployment

    async def findings(self) -> list[Finding]:
        return await self.host.store.alerts.open_on("local")

    async def kinds(self) -> list[FindingKind]:
        return sorted(found.kind for found in await self.findings() if found.present)

    async def look(self) -> LookResult:
        return await self.health.look()

    async def heal(self) -> None:
        """Look, and do what upkeep does then."""
        due = await self.look()
        for application in due.heal:
            request = HealInput(host="local", application_id=application)
            await self.health.heal(request)
        if due.orphans:
            await self.health.heal(HealInput(host="local", orphans=due.orphans))

    async def is_well(self) -> bool:
        answer = await get(self.host, "books")
        return answer.status_code == 200 and await self.kinds() == []

    async def status(self) -> ApplicationStatus:
        return (await self.host.store.application(self.application.id)).status


async def keep(host: Host, behaviour: str = "fine") -> Kept:
    settings = host.settings.model_copy(update={"health": QUICK})
    packager = Packager(host.runtime, host.sources, settings.paths.workspaces)
    health = health_activities(host.runtime, host.proxy, settings, host.store, packager)
    application = new_id()
    job = host.job(application)
    candidate = await host.candidate(job, 1, behaviour)
    await host.deployment.go_live(GoLiveInput(job=job, slug="books", candidate=candidate))
    recorded = await host.record(application, "books", candidate)
    await host.keep(application, 1, candidate.image)
    return Kept(host, health, recorded)


def docker(*arguments: str) -> str:
    done = subprocess.run(["docker", *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def kill(kept: Kept) -> None:
    """End the instance for good, as a machine out of memory would."""
    if kept.host.runtime.name == "docker":
        docker("kill", kept.live.instance)
        return
    folder = kept.host.settings.paths.applications / kept.application.id / "instances"
    state = json.loads((folder / kept.live.instance / "state.json").read_text())
    for name in ("pid", "child"):
        with contextlib.suppress(ProcessLookupError):
            os.kill(state[name], signal.SIGKILL)
    while psutil.pid_exists(state["pid"]):
        time.sleep(0.01)


async def test_nothing_is_done_about_what_is_well(host: Host) -> None:
    kept = await keep(host)
    # The first look after a start tidies: the host may have been away.
    assert [await kept.look() for _ in range(2)] == [LookResult(prune=True), LookResult()]
    assert await kept.findings() == []


async def test_an_instance_that_was_killed_is_started_again(host: Host) -> None:
    kept = await keep(host)
    kill(kept)
    assert (await kept.look()).heal == (kept.application.id,)
    assert await kept.kinds() == [FindingKind.INSTANCE_ENDED]
    await kept.heal()
    await kept.look()
    assert await kept.is_well()
    (found,) = await kept.findings()
    assert "started again" in found.done[0]
    assert await kept.status() is ApplicationStatus.RUNNING


async def test_an_instance_that_was_removed_is_made_anew(host: Host) -> None:
    kept = await keep(host)
    await host.runtime.stop(kept.live.instance, 0)
    await kept.look()
    assert await kept.kinds() == [FindingKind.INSTANCE_GONE]
    await kept.look()
    assert await kept.status() is ApplicationStatus.UNHEALTHY
    await kept.heal()
    await kept.look()
    assert await kept.is_well()
    assert await kept.status() is ApplicationStatus.RUNNING


async def test_an_instance_that_hangs_is_made_anew_after_some_patience(host: Host) -> None:
    kept = await keep(host)
    before = await _process(kept)
    os.kill(before, signal.SIGSTOP)
    first = await kept.look()
    assert (first.found, first.heal) == (1, ()), "it may be busy"
    assert await kept.status() is ApplicationStatus.UNHEALTHY
    await kept.heal()
    await kept.look()
    assert await kept.is_well()
    assert await _process(kept) != before
    assert await kept.status() is ApplicationStatus.RUNNING


@PROCESS
async def test_a_lost_route_comes_back(host: Host) -> None:
    kept = await keep(host)
    await host.proxy.remove_route(kept.application.id)
    await kept.heal()
    assert await kept.kinds() == [FindingKind.ROUTE_LOST]
    await kept.look()
    assert await kept.is_well()
    link = host.settings.paths.application_run(kept.application.id) / "current.sock"
    link.unlink()
    await kept.heal()
    assert await kept.kinds() == [FindingKind.ROUTE_WRONG]
    await kept.look()
    assert await kept.is_well()


@PROCESS
async def test_a_link_in_the_place_of_its_socket_stops_an_application(
    host: Host, tmp_path: Path
) -> None:
    kept = await keep(host)
    await host.store.update_application(kept.application.id, current_version=1)
    assert kept.live.endpoint.socket is not None
    place = Path(kept.live.endpoint.socket)
    place.unlink()
    place.symlink_to(tmp_path / "of-the-host.sock")
    await kept.heal()
    (found,) = await kept.findings()
    assert (found.kind, found.raised_at is not None) == (FindingKind.SOCKET_REPLACED, True)
    assert "It was stopped" in found.done[-1]
    application = await host.store.application(kept.application.id)
    assert application.desired_state is DesiredState.STOPPED
    assert await host.runtime.inspect(kept.live.instance) is None
    run = host.settings.paths.application_run(application.id)
    assert read_current(run) == host.settings.paths.doorkeeper_socket
    await kept.look()
    assert await kept.findings() == [], "nobody expects it to run"


@PROCESS
async def test_who_can_not_be_kept_well_is_given_up_and_told_with_its_log(host: Host) -> None:
    kept = await keep(host)
    job = host.job(kept.application.id)
    image = await host.package(job, 2, "crashes")
    broken = kept.live.model_copy(update={"image": image})
    await host.store.update_application(kept.application.id, deployment=broken)
    await host.runtime.stop(kept.live.instance, 0)
    async with asyncio.timeout(120):  # the runtime itself tries for some seconds each time
        while not any(found.given_up for found in await kept.findings()):
            await kept.heal()
            await asyncio.sleep(0.2)
    assert (await kept.look()).heal == ()
    (found,) = [item for item in await kept.findings() if item.aspect == "service"]
    assert (found.kind, found.given_up) == (FindingKind.CRASH_LOOP, True)
    assert found.raised_at is not None
    assert "it broke on purpose" in found.diagnostics
    assert any(line.startswith("Memory of the host") for line in found.diagnostics)
    assert await kept.status() is ApplicationStatus.UNHEALTHY


@PROCESS
async def test_what_a_job_works_on_is_neither_judged_nor_touched(host: Host) -> None:
    kept = await keep(host)
    await host.store.update_application(kept.application.id, running_job_id=new_id())
    candidate = await host.candidate(host.job(kept.application.id), 2)
    await host.runtime.stop(kept.live.instance, 0)
    await host.proxy.remove_route(kept.application.id)
    await kept.heal()
    assert await kept.findings() == []
    assert [one.name for one in await host.runtime.instances()] == [candidate.instance]


@PROCESS
async def test_a_job_that_begins_between_look_and_healing_has_the_application(host: Host) -> None:
    kept = await keep(host)
    await host.runtime.stop(kept.live.instance, 0)
    due = await kept.look()
    await host.store.update_application(kept.application.id, running_job_id=new_id())
    (application,) = due.heal
    result = await kept.health.heal(HealInput(host="local", application_id=application))
    assert result.model_dump(exclude_defaults=True) == {}
    assert await host.runtime.instances() == []
    (found,) = await kept.findings()
    assert found.tries == 0


@PROCESS
async def test_healing_waits_while_a_job_has_the_traffic(host: Host) -> None:
    kept = await keep(host)
    await host.runtime.stop(kept.live.instance, 0)
    due = await kept.look()
    request = HealInput(host="local", application_id=due.heal[0])
    async with host.deployment._traffic.lock(kept.application.id):
        healing = asyncio.create_task(kept.health.heal(request))
        await asyncio.sleep(0.3)
        assert not healing.done()
        # The job's switch: another version is live when the lock is free again.
        await host.store.update_application(kept.application.id, running_job_id=new_id())
    assert (await healing).model_dump(exclude_defaults=True) == {}
    assert await host.runtime.instances() == []


@PROCESS
async def test_two_healings_at_once_start_one_instance(host: Host) -> None:
    kept = await keep(host)
    await host.runtime.stop(kept.live.instance, 0)
    request = HealInput(host="local", application_id=(await kept.look()).heal[0])
    results = await asyncio.gather(*(kept.health.heal(request) for _ in range(2)))
    assert sum(result.started for result in results) == 1
    assert [one.name for one in await host.runtime.instances()] == [kept.live.instance]


@PROCESS
async def test_a_silent_proxy_is_told_of_and_nothing_else_is_blamed(host: Host) -> None:
    kept = await keep(host)
    host.caddy.kill()
    assert (await kept.look()).heal == ()
    assert await kept.kinds() == [FindingKind.PROXY_DOWN]
    assert await kept.status() is ApplicationStatus.RUNNING
    await host.caddy.start([])
    await kept.heal()
    assert await kept.kinds() == [FindingKind.ROUTE_LOST]
    await kept.look()
    assert await kept.is_well()


async def test_limits_of_a_process_that_were_changed_by_hand_come_back(
    host: Host, kind: str
) -> None:
    kept = await keep(host)
    if kind == "docker":
        docker("update", "--memory", "256m", "--memory-swap", "256m", kept.live.instance)
    else:
        _change_instance_file(kept)
    await kept.look()
    assert await kept.kinds() == [FindingKind.CHANGED_BY_HAND]
    assert await kept.status() is ApplicationStatus.RUNNING, "visitors notice nothing of it"
    await kept.heal()
    await kept.look()
    assert await kept.is_well()
    assert await host.runtime.differences(kept.live.instance, kept.live.limits) == []


@DOCKER
async def test_an_instance_that_was_made_with_less_protection_is_made_anew(host: Host) -> None:
    kept = await keep(host)
    made = json.loads(docker("inspect", kept.live.instance))[0]
    docker("rm", "--force", kept.live.instance)
    unfiltered = ["no-new-privileges:true", "seccomp=unconfined"]
    _make_again(made, SecurityOpt=unfiltered, Ulimits=None)
    await kept.heal()
    (found,) = [item for item in await kept.findings() if item.kind == "changed_by_hand"]
    assert found.evidence == (
        "Its protection by the kernel was changed.",
        "Its limits of files are others.",
    )
    await kept.heal()
    await kept.look()
    assert await kept.is_well()
    assert await host.runtime.differences(kept.live.instance, kept.live.limits) == []


@DOCKER
async def test_an_instance_that_was_stopped_by_hand_is_started_again(host: Host) -> None:
    kept = await keep(host)
    docker("stop", "--time", "1", kept.live.instance)
    await kept.heal()
    await kept.look()
    assert await kept.is_well()


@DOCKER
async def test_an_instance_whose_image_was_deleted_is_packaged_again(host: Host) -> None:
    kept = await keep(host)
    docker("rm", "--force", kept.live.instance)
    docker("rmi", "--force", kept.live.image)
    await kept.heal()
    for _ in range(2):
        await kept.look()
    assert await kept.is_well()
    deployment = (await host.store.application(kept.application.id)).deployment
    state = await host.runtime.inspect(kept.live.instance)
    assert deployment is not None
    assert state is not None
    assert state.image == deployment.image, "what it runs from is what is recorded"


@DOCKER
async def test_something_else_under_its_name_is_replaced(host: Host) -> None:
    kept = await keep(host)
    told = json.loads(docker("inspect", "--format", "{{json .Config.Labels}}", kept.live.instance))
    docker("rm", "--force", kept.live.instance)
    with _container(told, kept.live.instance):
        await kept.look()
        assert FindingKind.WRONG_IMAGE in await kept.kinds()
        await kept.heal()
    await kept.look()
    assert await kept.is_well()


@DOCKER
async def test_orphans_of_ours_are_removed_and_containers_of_others_are_not(host: Host) -> None:
    kept = await keep(host)
    ours = {
        f"{LABEL}.installation": installation_of(host.settings.paths),
        f"{LABEL}.role": "instance",
        f"{LABEL}.application": new_id(),
        f"{LABEL}.version": "1",
        f"{LABEL}.job": "abc",
    }
    orphan = f"orchestrator-{new_id()[-12:]}-v1-abcdef"
    other = f"orchestrator-{new_id()[-12:]}-v1-abcdef"
    elsewhere = {**ours, f"{LABEL}.installation": "another"}
    with _container(ours, orphan), _container(elsewhere, other), _container({}, f"{other}-mine"):
        due = await kept.look()
        assert due.orphans == (orphan,)
        await kept.heal()
        names = docker("ps", "--all", "--format", "{{.Names}}").split()
        assert orphan not in names
        assert {other, f"{other}-mine"} <= set(names)
    await kept.look()
    assert await kept.findings() == []


def _make_again(made: dict[str, Any], **changed: object) -> None:
    """Make and start a container as it was, but for what is changed."""
    client = sdk.from_env()
    wanted = {**made["Config"], "HostConfig": {**made["HostConfig"], **changed}}
    api: Any = client.api
    created = api.create_container_from_config(wanted, made["Name"].removeprefix("/"))
    api.start(created["Id"])
    client.close()


def _change_instance_file(kept: Kept) -> None:
    folder = kept.host.settings.paths.applications / kept.application.id / "instances"
    file = folder / kept.live.instance / "instance.json"
    wanted = json.loads(file.read_text())
    file.write_text(json.dumps({**wanted, "memory_bytes": wanted["memory_bytes"] * 2}))


async def _process(kept: Kept) -> int:
    """Return the id of the application's own process."""
    if kept.host.runtime.name == "docker":
        listed = docker("top", kept.live.instance, "-o", "pid,args").splitlines()[1:]
        (found,) = [line.split() for line in listed if line.split()[1].endswith("python")]
        return int(found[0])
    folder = kept.host.settings.paths.applications / kept.application.id / "instances"
    state: dict[str, Any] = json.loads((folder / kept.live.instance / "state.json").read_text())
    return int(state["child"])


@contextlib.contextmanager
def _container(labels: dict[str, str], name: str) -> Iterator[None]:
    marks = [word for key, value in labels.items() for word in ("--label", f"{key}={value}")]
    made = docker(
        "run", "--detach", "--network=none", "--name", name, *marks, BASE_IMAGE, "sleep", "60"
    )
    try:
        yield
    finally:
        subprocess.run(["docker", "rm", "--force", made], capture_output=True, check=False)
