"""Keeps the proxy's configuration what the metadata store says, whoever changed or lost it."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import structlog

from activities.serving.caddy_config import (
    SERVER,
    application_route,
    route_id,
    whole_config,
)
from activities.serving.desired import all_applications, reachable
from activities.serving.elsewhere import addresses_elsewhere
from activities.serving.probe_secret import probe_secret
from activities.serving.proxy import Proxy
from models.applications import Application
from models.errors import OrchestrationError
from settings import Settings
from storage.metadata import MetadataStore

_ATTEMPTS = 3
_MANY = 3
"""From so many missing routes on, loading all at once disturbs visitors less than one by one."""
Json = dict[str, Any]


class ProxyGuard:
    """Compares the proxy's configuration with the metadata store.

    A route that alone is missing or wrong is left to whoever heals its application: to replace
    everything would close more connections than the one change. What else differs (a listener or
    the server gone, pages changed, an empty configuration) is only put right by loading it whole.
    """

    def __init__(self, proxy: Proxy, settings: Settings, store: MetadataStore) -> None:
        self._proxy = proxy
        self._settings = settings
        self._store = store
        self._elsewhere: Mapping[str, str] = {}
        self._log = structlog.get_logger("activities.deployment")

    async def run(self) -> Counter[str]:
        """Look once, and heal; what can't be healed is logged and tried again next time."""
        try:
            return await self._heal()
        except OrchestrationError as problem:
            await self._log.awarning("proxy_not_healed", code=problem.code, message=problem.message)
            return Counter()

    async def _heal(self) -> Counter[str]:
        for _ in range(_ATTEMPTS):
            # The proxy first: a route that is seen belongs to an application that is recorded.
            found, tag = await self._proxy.configuration()
            applications = [one async for one in all_applications(self._store)]
            self._elsewhere = await addresses_elsewhere(self._store, self._settings)
            routes = _routes(found)
            secret = probe_secret(self._settings.paths)
            whole = _is_whole(found, self._settings, secret)
            if whole and not self._lacks_many(routes, applications):
                return await self._remove_strangers(routes, applications)
            config = whole_config(self._settings, self._wanted(routes, applications), secret)
            if await self._proxy.replace(config, tag):
                await self._log.awarning("proxy_configuration_restored", routes=len(applications))
                return Counter(reloaded=1)
        return Counter()

    def _wanted(self, found: dict[str, Json], applications: list[Application]) -> list[Json]:
        """Return the route of each application; a job knows better where its own leads."""
        wanted = []
        for application in applications:
            present = found.get(route_id(application.id))
            should = reachable(application, self._elsewhere)
            if application.running_job_id is not None and present is not None:
                wanted.append(present)
            elif should is not None:
                wanted.append(application_route(self._settings, should))
        return wanted

    def _lacks_many(self, found: dict[str, Json], applications: list[Application]) -> bool:
        lost = [
            one.id
            for one in applications
            if one.running_job_id is None and reachable(one) and route_id(one.id) not in found
        ]
        return len(lost) >= _MANY

    async def _remove_strangers(
        self, found: dict[str, Json], applications: list[Application]
    ) -> Counter[str]:
        known = {
            route_id(application.id)
            for application in applications
            if application.running_job_id is not None or reachable(application) is not None
        }
        gone = [name.removeprefix(route_id("")) for name in found if name not in known]
        for application_id in gone:
            await self._proxy.remove_route(application_id)
        return Counter(unrouted=len(gone))


def _routes(config: Json) -> dict[str, Json]:
    """Return the routes of applications in a configuration, by their ids."""
    return {item["@id"]: item for item in _all_routes(config) if _is_of_application(item)}


def _all_routes(config: Json) -> list[Json]:
    try:
        found = config["apps"]["http"]["servers"][SERVER]["routes"]
    except (KeyError, TypeError):
        return []
    return found if isinstance(found, list) else []


def _is_of_application(item: Json) -> bool:
    return str(item.get("@id", "")).startswith(route_id(""))


def _is_whole(found: Json, settings: Settings, secret: str) -> bool:
    """Return whether everything around the routes of applications is as it should be."""
    routes = [item for item in _all_routes(found) if _is_of_application(item)]
    return found == whole_config(settings, routes, secret)
