"""Visitors of applications that run on a host with a proxy of its own.

Whichever proxy a visitor asks leads there; the proxy of that host alone knows its sockets. What
was passed on once is not passed on again: two hosts that each believe that an application is on
the other would send a request to and fro for ever.
"""

from typing import Any

from settings import Settings
from storage.metadata import MetadataStore

PASSED_ON = "X-Orchestrator-Passed-On"


def is_elsewhere(dial: str) -> bool:
    """Return whether an upstream is the proxy of another host; ports of loopback are ours."""
    return not dial.startswith(("unix/", "127.0.0.1:"))


def forwarding(route: dict[str, Any]) -> dict[str, Any]:
    """Return the route as one that passes requests on to another host's proxy, once."""
    # The visit is noted by the other proxy alone: it counts once.
    (match,), handler = route["match"], route["handle"][-1]
    headers = handler["headers"]["request"]
    marked = {**headers, "set": {**headers.get("set", {}), PASSED_ON: ["1"]}}
    return {
        **route,
        "match": [{**match, "not": [{"header": {PASSED_ON: ["*"]}}]}],
        "handle": [{**handler, "headers": {**handler["headers"], "request": marked}}],
    }


async def addresses_elsewhere(store: MetadataStore, settings: Settings) -> dict[str, str]:
    """Return the addresses of the proxies of other hosts, by the hosts' names."""
    own = settings.runtime.address
    return {
        host.name: host.address
        for host in await store.hosts.all()
        if host.address not in {None, own} and host.name != settings.runtime.host_name
        if host.address is not None
    }
