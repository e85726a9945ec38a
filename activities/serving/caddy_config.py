"""The reverse proxy's configuration, as a pure function of settings and applications."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from activities.serving import caddy_logs, caddy_pages, caddy_tls
from activities.serving.elsewhere import forwarding, is_elsewhere
from models.applications import Endpoint
from settings import Paths, Settings

SERVER = "applications"
"""Name of the proxy's HTTP server in its configuration."""
ROUTES = f"/config/apps/http/servers/{SERVER}/routes"
"""Path of the routes in the admin API."""
HOLD_SECONDS = 5
"""How long a request waits for an application that does not listen at the moment."""
_DROPPED = ["Forwarded", "X-Real-Ip", "X-Forwarded-Prefix", "Proxy", caddy_pages.ONLY_PAGE]
"""Headers of a request that only a proxy may set."""
Json = dict[str, Any]
_NEVER: list[Json] = [{"not": [{}]}]
"""Requests that are tried again after an application had them: none. By default each GET would be,
and one that kills a version would be handed to the version before it, until that is dead as well.
Those that reached no application are held and tried in any case."""


@dataclass(frozen=True)
class Reachable:
    """An application that visitors can reach, or a page in its place."""

    slug: str
    application_id: str
    endpoint: Endpoint
    resting: bool = False
    """It sleeps, or its owner has stopped it."""


def dialled(item: Json) -> str:
    """Return where an application's route leads."""
    found: str = item["handle"][-1]["upstreams"][0]["dial"]
    return found


def route_id(application_id: str) -> str:
    """Return the id by which the admin API finds an application's route."""
    return f"application-{application_id}"


def host_name(settings: Settings, slug: str) -> str:
    """Return the name that an application is asked for by."""
    return f"{slug}.{settings.proxy.base_domain}"


def current_socket(paths: Paths, application_id: str) -> Path:
    """Return the link that leads to the live instance's socket."""
    return paths.application_run(application_id) / "current.sock"


def doorkeeper(paths: Paths) -> str:
    """Return where the proxy finds whoever answers for what does not run."""
    return f"unix/{paths.doorkeeper_socket}"


def upstream(
    paths: Paths, application_id: str, endpoint: Endpoint, *, resting: bool = False
) -> str:
    """Return where the proxy finds the application: the link that is switched, or its port.

    Args:
        paths: Where sockets are.
        application_id: Whose.
        endpoint: Where its instance listens, or would.
        resting: It sleeps or is stopped. A link then leads to the doorkeeper by itself.

    One that runs on a host with a proxy of its own is found through that one.
    """
    if endpoint.address is not None:
        return endpoint.address
    if endpoint.port is not None:
        return doorkeeper(paths) if resting else f"127.0.0.1:{endpoint.port}"
    return f"unix/{current_socket(paths, application_id)}"


def route(host: str, application_id: str, dial: str) -> Json:
    """Return the route of one application.

    Connections to it are not kept: an idle one to a retired version would lose the next request.
    """
    made: Json = {
        "@id": route_id(application_id),
        "match": [{"host": [host]}],
        "terminal": True,
        "handle": [
            *caddy_logs.noting(application_id),
            {
                "handler": "reverse_proxy",
                "upstreams": [{"dial": dial}],
                "transport": {"protocol": "http", "keep_alive": {"enabled": False}},
                "load_balancing": {
                    "try_duration": f"{HOLD_SECONDS}s",
                    "try_interval": "20ms",
                    "retry_match": _NEVER,
                },
                "stream_close_delay": "5m",
                "flush_interval": -1,
                "headers": {
                    # X-Forwarded-* are set by the proxy itself, what a client sends of them is
                    # dropped; these others would pass.
                    "request": {"delete": _DROPPED}
                },
            },
        ],
    }
    return forwarding(made) if is_elsewhere(dial) else made


def application_route(settings: Settings, application: Reachable) -> Json:
    """Return the route of an application that visitors can reach."""
    dial = upstream(
        settings.paths,
        application.application_id,
        application.endpoint,
        resting=application.resting,
    )
    return route(host_name(settings, application.slug), application.application_id, dial)


def caddy_config(
    settings: Settings, applications: Sequence[Reachable], probe_secret: str
) -> dict[str, Any]:
    """Return the whole configuration: listeners, pages for what is not there, a route each."""
    routes = [application_route(settings, one) for one in applications]
    return whole_config(settings, routes, probe_secret)


def whole_config(settings: Settings, routes: Sequence[Json], probe_secret: str) -> dict[str, Any]:
    """Return the whole configuration around the routes of applications."""
    proxy, paths = settings.proxy, settings.paths
    first = [*caddy_logs.telling_probes(probe_secret), *caddy_tls.first_routes(settings)]
    server = {
        "listen": [proxy.listening_at(proxy.public_port)],
        **caddy_tls.server(settings),
        **_trusting(proxy.trusted_proxies),
        "read_header_timeout": "15s",
        "idle_timeout": "5m",
        "max_header_bytes": 65536,
        "logs": {"default_logger_name": caddy_logs.LOGGER},
        "routes": [*first, *routes, *caddy_pages.unknown_host()],
        "errors": {"routes": caddy_pages.errors(doorkeeper(paths))},
    }
    http = {
        "grace_period": "5s",
        "http_port": proxy.port,
        "https_port": proxy.https_port,
        "servers": {SERVER: server, **caddy_tls.redirects(settings)},
    }
    return {
        "admin": {"listen": admin_address(paths), "config": {"persist": False}},
        "storage": {"module": "file_system", "root": str(paths.certificates)},
        "logging": caddy_logs.logging(settings),
        "apps": {"http": http, **caddy_tls.apps(settings)},
    }


def _trusting(proxies: Sequence[str]) -> Json:
    """Return whose word counts for a visitor's address; whatever others say of it is dropped."""
    if not proxies:
        return {}
    # Strict: of a row of addresses the last one that is no trusted proxy's is the visitor's, since
    # what stands before it may have been made up.
    static = {"source": "static", "ranges": list(proxies)}
    return {"trusted_proxies": static, "trusted_proxies_strict": 1}


def admin_address(paths: Paths) -> str:
    """Return where the proxy's admin API listens."""
    return f"unix/{paths.proxy_admin_socket}|0600"
