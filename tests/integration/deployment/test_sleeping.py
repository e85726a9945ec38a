"""An application that sleeps: nothing of it runs, and nothing else has changed."""

from activities.serving.caddy_config import Reachable
from activities.serving.desired import desired_routes
from models.base import new_id, utc_now
from tests.integration.containers.asking import ask, until_healthy
from tests.integration.deployment.conftest import Host


async def test_who_sleeps_is_halted_keeps_the_route_and_comes_back(host: Host) -> None:
    application, slug = new_id(), "drowsy"
    live = await host.deploy(application, slug)
    await host.record(application, slug, live)
    before = (await host.runtime.stats([live.instance]))[live.instance]
    assert before.memory_bytes > 1_000_000
    await ask(live.endpoint, "/write/3")

    assert await host.store.adjustments.put_to_sleep(application, utc_now())
    assert (await host.deployment.reconcile()).stopped == 1
    assert (await host.deployment.reconcile()).stopped == 0
    assert await host.runtime.stats([live.instance]) == {}
    assert await host.runtime.instances(application) == []
    routes = await desired_routes(host.store, host.settings)
    assert routes == [Reachable(slug, application, live.endpoint, resting=True)]

    await host.store.update_application(application, asleep_since=None)
    assert (await host.deployment.reconcile()).started == 1
    await until_healthy(live.endpoint)
    assert await ask(live.endpoint, "/read") == {"entries": 3}
