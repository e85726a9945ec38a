"""An application whose data outgrows its limit: stopped with a reason, nothing lost, and back."""

from activities.resources.filling import DiskGuard
from activities.resources.host import HostProbe
from activities.resources.sampling import Sampler
from models.applications import LimitChange
from models.base import utc_now
from models.specification import ResourceLimits
from tests.integration.containers.asking import ask, until_healthy
from tests.integration.deployment.conftest import LIMITS, Host
from tests.integration.deployment.test_waking import ONE_RUNTIME, a_place, serving

OVER = (LIMITS.disk_mb + 1) * 1024 * 1024


@ONE_RUNTIME
async def test_it_is_stopped_says_why_and_comes_back_with_more_room(host: Host) -> None:
    place, settings = await a_place(host), host.settings
    await ask(place.live.endpoint, "/write/3")
    big = settings.paths.applications / place.application / "data" / "big"
    big.write_bytes(b"x" * OVER)

    sampler = Sampler(host.runtime, host.store, settings, HostProbe(settings.paths.root))
    measured = await sampler.run(utc_now())
    assert await DiskGuard(host.store, settings.resources).run(measured, utc_now()) == 1
    assert (await host.deployment.reconcile()).stopped == 1
    assert await host.runtime.instances(place.application) == []
    async with serving(host):
        page = await place.ask(accept="application/json")
    assert (page.status_code, page.json()["code"]) == (503, "full")
    assert big.stat().st_size == OVER

    change = LimitChange(disk_mb=2 * LIMITS.disk_mb, by="ada", at=utc_now())
    await host.store.adjustments.limit(place.application, change, ResourceLimits())
    assert (await host.deployment.reconcile()).started == 1
    await until_healthy(place.live.endpoint)
    assert await ask(place.live.endpoint, "/read") == {"entries": 3}
    assert (await place.ask()).status_code == 200
