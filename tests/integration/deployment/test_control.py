"""Stopping, starting and restarting an application on real parts, and reading what it writes."""

from activities.application_logs.collector import LogCollector
from activities.deployment.messages import ApplyStateInput, InstanceInput
from models.application_logs import ApplicationLogLine
from models.applications import ApplicationStatus, DesiredState
from models.base import new_id
from storage.application_logs import ApplicationLog
from tests.integration.deployment.conftest import Host
from tests.integration.deployment.load import Load
from tests.integration.deployment.test_deployments import get, replace


async def applied(host: Host, application: str, desired: DesiredState) -> ApplicationStatus:
    await host.store.states.desire(application, desired)
    await host.deployment.apply_state(ApplyStateInput(application_id=application))
    return (await host.store.application(application)).status


async def live(host: Host) -> str:
    """Put an application live, with a recorded version."""
    application = new_id()
    deployment = await host.deploy(application, "books", 1)
    await host.record(application, "books", deployment)
    await host.keep(application, 1, deployment.image)
    await host.store.update_application(application, current_version=1)
    return application


async def test_a_stopped_application_stays_stopped_until_it_is_started(host: Host) -> None:
    application = await live(host)
    await host.store.update_application(application, asleep_since=None)

    assert await applied(host, application, DesiredState.STOPPED) is ApplicationStatus.STOPPED
    assert await host.runtime.instances(application) == []
    upkept = await host.deployment.reconcile()
    assert (upkept.started, upkept.restarted, upkept.failed) == (0, 0, 0)
    assert await host.runtime.instances(application) == []

    assert await applied(host, application, DesiredState.RUNNING) is ApplicationStatus.RUNNING
    assert (await get(host, "books")).status_code == 200


async def test_the_status_follows_what_upkeep_finds(host: Host) -> None:
    application = await live(host)
    await host.store.states.desire(application, DesiredState.STOPPED)
    await host.deployment.reconcile()
    assert (await host.store.application(application)).status is ApplicationStatus.STOPPED


async def test_a_restart_beside_the_live_instance_loses_no_request(host: Host) -> None:
    application = new_id()
    deployment = await host.deploy(application, "books", 1)
    async with Load(host.settings.proxy.port, "books.localhost") as load:
        for _ in range(3):
            before = deployment
            deployment = await replace(host, application, before, 1)
            assert deployment.instance != before.instance
            assert deployment.version == before.version
    assert load.failures == []
    assert load.requests > 100


async def test_the_log_goes_on_with_the_next_instance(host: Host) -> None:
    application = await live(host)
    log = ApplicationLog(host.settings.paths.logs)
    collector = LogCollector(host.runtime, host.store, log)

    async def texts() -> list[str]:
        await collector.collect(application)

        def wanted(_: ApplicationLogLine) -> bool:
            return True

        lines = await log.tail(application, wanted=wanted, limit=1_000)
        return [line.text for line in lines.items]

    first = await texts()
    assert first
    assert await texts() == first
    old = (await host.store.application(application)).deployment
    assert old is not None
    job = host.job(application)
    candidate = await host.candidate(job, 1)
    await host.store.update_application(application, deployment=candidate)
    await host.deployment.retire(InstanceInput(job=job, deployment=old))

    after = await texts()

    assert after[: len(first)] == first
    (switched,) = [n for n, text in enumerate(after) if text.startswith("Version 1 is live from")]
    assert len(after) > switched + 1
