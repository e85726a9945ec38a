"""Asking applications through the proxy, as their visitors do, with or without TLS."""

import ssl
from pathlib import Path

import httpx

from activities.serving.caddy_tls import INSIDE_NAME
from activities.serving.health import local_client
from activities.serving.probe_secret import PROBE_HEADER, probe_secret
from settings import Settings


def proxy_client(settings: Settings, seconds: float) -> httpx.AsyncClient:
    """Return a client of the proxy; what it asks does not count as a visit."""
    if settings.proxy.encrypted:
        transport: httpx.AsyncBaseTransport = _Inside(settings.paths.root_certificate)
        client = httpx.AsyncClient(
            transport=transport, base_url=settings.proxy_url, timeout=seconds, trust_env=False
        )
    else:
        client = local_client(settings.proxy_url, seconds)
    client.headers[PROBE_HEADER] = probe_secret(settings.paths)
    return client


class _Inside(httpx.AsyncHTTPTransport):
    """Speaks TLS with the proxy by the name that is for workers, whatever host is asked for.

    A certificate of that name is always there, also while a public authority has not yet answered
    for an application's own: whether a version works must not hang on that.
    """

    def __init__(self, root: Path) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if root.exists():
            context.load_verify_locations(root)
        super().__init__(verify=context)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.extensions = {**request.extensions, "sni_hostname": INSIDE_NAME}
        return await super().handle_async_request(request)
