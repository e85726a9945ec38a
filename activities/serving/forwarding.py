"""Keeps this host's proxy leading to applications that run on hosts with proxies of their own."""

import structlog

from activities.serving.caddy_config import host_name
from activities.serving.desired import all_applications, reachable
from activities.serving.elsewhere import addresses_elsewhere
from activities.serving.proxy import Proxy
from models.errors import OrchestrationError
from settings import Settings
from storage.metadata import MetadataStore


class Forwarder:
    """Routes to other hosts' proxies; those of this host's own applications are not its matter."""

    def __init__(self, proxy: Proxy, settings: Settings, store: MetadataStore) -> None:
        self._proxy = proxy
        self._settings = settings
        self._store = store
        self._log = structlog.get_logger("activities.deployment")

    async def run(self) -> int:
        """Compare all such routes with what they should be; return how many had to change."""
        elsewhere = await addresses_elsewhere(self._store, self._settings)
        if not elsewhere:
            return 0
        try:
            return await self._compare(elsewhere)
        except OrchestrationError as problem:
            # This host's own applications are no worse for it; the next upkeep tries again.
            await self._log.awarning("not_forwarded", code=problem.code, message=problem.message)
            return 0

    async def _compare(self, elsewhere: dict[str, str]) -> int:
        changed, wanted = 0, set()
        async for application in all_applications(self._store):
            deployment = application.deployment
            address = elsewhere.get(deployment.host) if deployment else None
            should = reachable(application, elsewhere)
            if address is None or should is None:
                continue
            wanted.add(application.id)
            changed += await self._lead(application.id, should.slug, address)
        return changed + await self._remove_others(wanted, set(elsewhere.values()))

    async def lead_to_host(self, application_id: str, slug: str, host: str) -> bool:
        """Lead visitors of one application to a host; no-op where it shares this proxy."""
        elsewhere = await addresses_elsewhere(self._store, self._settings)
        if host not in elsewhere:
            return False
        return await self._lead(application_id, slug, elsewhere[host])

    async def _lead(self, application_id: str, slug: str, address: str) -> bool:
        host = host_name(self._settings, slug)
        return await self._proxy.ensure_route(host, application_id, address)

    async def _remove_others(self, wanted: set[str], addresses: set[str]) -> int:
        routes = await self._proxy.routes()
        gone = [a for a, dial in routes.items() if dial in addresses and a not in wanted]
        return sum([await self._proxy.remove_route(application_id) for application_id in gone])
