"""Who gets an application's visitors; every change of it goes through here, one at a time."""

import asyncio
import shutil
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from activities.containers.locks import application_lock
from activities.serving import switch
from activities.serving.caddy_config import host_name, upstream
from activities.serving.proxy import Proxy
from models.applications import Endpoint
from models.base import Model
from settings import Settings


class Led(Model):
    """What had to change so that visitors reach an endpoint."""

    switched: bool
    routed: bool


class Traffic:
    """The links that are switched, and the proxy's routes."""

    def __init__(self, proxy: Proxy, settings: Settings) -> None:
        self._proxy = proxy
        self._settings = settings
        self._paths = settings.paths

    def lock(self, application_id: str) -> AbstractAsyncContextManager[None]:
        """Return the lock to hold while the application's traffic is changed."""
        return application_lock(self._paths.run, application_id)

    async def lead_to(self, application_id: str, slug: str | None, endpoint: Endpoint) -> Led:
        """Give an endpoint the traffic; nothing happens when it has it already."""
        switched = False
        if endpoint.socket is not None:
            folder = self._paths.application_run(application_id)
            switched = await asyncio.to_thread(switch.switch_to, folder, Path(endpoint.socket))
        routed = False
        if slug is not None:
            dial = upstream(self._paths, application_id, endpoint)
            routed = await self._proxy.ensure_route(
                host_name(self._settings, slug), application_id, dial
            )
        return Led(switched=switched or (routed and endpoint.port is not None), routed=routed)

    async def leads_to(self, application_id: str, endpoint: Endpoint) -> bool:
        """Return whether an endpoint has the traffic at the moment."""
        if endpoint.socket is not None:
            folder = self._paths.application_run(application_id)
            return switch.read_current(folder) == Path(endpoint.socket)
        dial = upstream(self._paths, application_id, endpoint)
        return (await self._proxy.routes()).get(application_id) == dial

    async def rest(self, application_id: str, slug: str | None, endpoint: Endpoint) -> Led:
        """Lead visitors to the doorkeeper, who wakes the application or says why it is stopped."""
        switched = False
        if endpoint.socket is not None:
            folder = self._paths.application_run(application_id)
            door = self._paths.doorkeeper_socket
            switched = await asyncio.to_thread(switch.rest_at, folder, door)
        if slug is None:
            return Led(switched=switched, routed=False)
        dial = upstream(self._paths, application_id, endpoint, resting=True)
        host = host_name(self._settings, slug)
        routed = await self._proxy.ensure_route(host, application_id, dial)
        return Led(switched=switched or (routed and endpoint.port is not None), routed=routed)

    async def withdraw(self, application_id: str) -> None:
        """Lead nobody to the application any more, and remove its folder of sockets."""
        await self._proxy.remove_route(application_id)
        folder = self._paths.application_run(application_id)
        switch.clear(folder)
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
