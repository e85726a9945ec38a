"""Hosts, for operators."""

from api.host_views import HostView
from api.views import Listing
from sdk.calls import Calls, part, read


class HostCalls(Calls):
    """Calls about hosts; for operators only."""

    async def hosts(self) -> Listing[HostView]:
        """Return all hosts with their figures."""
        return await self._get("/hosts", Listing[HostView])

    async def drain_host(self, host: str) -> HostView:
        """Place nothing more on a host, and move its applications away."""
        return read(await self._send("POST", f"{_host(host)}/drain"), HostView)

    async def undrain_host(self, host: str) -> HostView:
        """Let a host get applications again."""
        return read(await self._send("POST", f"{_host(host)}/undrain"), HostView)

    async def fail_over_host(self, host: str) -> HostView:
        """Start the applications of a lost host elsewhere."""
        return read(await self._send("POST", f"{_host(host)}/fail-over"), HostView)

    async def remove_host(self, host: str) -> None:
        """Forget an empty host."""
        await self._send("DELETE", _host(host))


def _host(name: str) -> str:
    return f"/hosts/{part(name)}"
