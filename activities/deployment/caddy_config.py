"""The reverse proxy's configuration, as a pure function of settings and applications."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from activities.deployment.elsewhere import forwarding, is_elsewhere
from models.applications import Endpoint
from settings import Paths, Settings

SERVER = "applications"
"""Name of the proxy's HTTP server in its configuration."""
ROUTES = f"/config/apps/http/servers/{SERVER}/routes"
"""Path of the routes in the admin API."""
HOLD_SECONDS = 5
"""How long a request waits for an application that does not listen at the moment."""
_STYLE = (
    "body{font:1rem/1.6 system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1.5rem;"
    "color:#1f2933;background:#f7f8fa}h1{font-size:1.5rem;line-height:1.3}p{color:#52606d}"
    "@media(prefers-color-scheme:dark){body{color:#e6e9ed;background:#15191e}p{color:#9fb0c0}}"
)
Json = dict[str, Any]


def route_id(application_id: str) -> str:
    """Return the id by which the admin API finds an application's route."""
    return f"application-{application_id}"


def host_name(settings: Settings, slug: str) -> str:
    """Return the name that an application is asked for by."""
    return f"{slug}.{settings.proxy.base_domain}"


def current_socket(paths: Paths, application_id: str) -> Path:
    """Return the link that leads to the live instance's socket."""
    return paths.application_run(application_id) / "current.sock"


def upstream(paths: Paths, application_id: str, endpoint: Endpoint) -> str:
    """Return where the proxy finds the application: the link that is switched, or its port.

    One that runs on a host with a proxy of its own is found through that one.
    """
    if endpoint.address is not None:
        return endpoint.address
    if endpoint.port is not None:
        return f"127.0.0.1:{endpoint.port}"
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
            {
                "handler": "reverse_proxy",
                "upstreams": [{"dial": dial}],
                "transport": {"protocol": "http", "keep_alive": {"enabled": False}},
                "load_balancing": {"try_duration": f"{HOLD_SECONDS}s", "try_interval": "20ms"},
                "stream_close_delay": "5m",
                "flush_interval": -1,
                "headers": {
                    # X-Forwarded-* are set by the proxy itself, what a client sends of them is
                    # dropped; these others would pass.
                    "request": {"delete": ["Forwarded", "X-Real-Ip", "X-Forwarded-Prefix", "Proxy"]}
                },
            }
        ],
    }
    return forwarding(made) if is_elsewhere(dial) else made


def caddy_config(
    settings: Settings, applications: Sequence[tuple[str, str, Endpoint]]
) -> dict[str, Any]:
    """Return the whole configuration: listeners, pages for what is not there, a route each.

    Args:
        settings: Where to listen and where sockets are.
        applications: Slug, application id and endpoint of each.
    """
    paths = settings.paths
    routes = [
        route(host_name(settings, slug), application, upstream(paths, application, endpoint))
        for slug, application, endpoint in applications
    ]
    listen = f"{settings.proxy.host}:{settings.proxy.port}"
    server = {
        "listen": [listen],
        "automatic_https": {"disable": True},
        "protocols": ["h1"],
        "read_header_timeout": "15s",
        "idle_timeout": "5m",
        "max_header_bytes": 65536,
        "routes": [*routes, _unknown_host()],
        "errors": {"routes": [_broken_application(), _other_error()]},
    }
    return {
        "admin": {
            "listen": f"unix/{paths.proxy_admin_socket}|0600",
            "config": {"persist": False},
        },
        "logging": {"logs": {"default": {"level": "WARN"}}},
        "apps": {"http": {"grace_period": "5s", "servers": {SERVER: server}}},
    }


def _unknown_host() -> Json:
    text = (
        "There is no application at this address. Check the spelling, or it may have been deleted."
    )
    return {"handle": [_page(404, "Nothing here", text)]}


def _broken_application() -> Json:
    text = "The application does not answer at the moment. Wait a little and load the page again."
    match = {"expression": "{http.error.status_code} in [502, 503, 504]"}
    page = _page(503, "One moment, please", text)
    page["headers"]["Retry-After"] = ["5"]
    return {"match": [match], "handle": [page], "terminal": True}


def _other_error() -> Json:
    page = _page(500, "That did not work", "The request could not be handled.")
    page["status_code"] = "{http.error.status_code}"
    return {"handle": [page]}


def _page(status: int, title: str, text: str) -> Json:
    body = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1><p>{escape(text)}</p></main></body></html>"
    )
    return {
        "handler": "static_response",
        "status_code": status,
        "headers": {
            "Content-Type": ["text/html; charset=utf-8"],
            "Cache-Control": ["no-store"],
            "X-Content-Type-Options": ["nosniff"],
            "Content-Security-Policy": ["default-src 'none'; style-src 'unsafe-inline'"],
        },
        "body": body,
    }
