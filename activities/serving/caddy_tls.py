"""Certificates of the applications' addresses as a part of the proxy's configuration; pure."""

from typing import Any

from settings import Settings, TlsChoice

Json = dict[str, Any]
INSIDE_NAME = "orchestrator.internal"
"""Name that workers ask the proxy by: its certificate never waits for a public authority."""
HSTS_SECONDS = 180 * 24 * 3600


def server(settings: Settings) -> Json:
    """Return what TLS adds to the server of the applications."""
    if not settings.proxy.encrypted:
        return {"automatic_https": {"disable": True}, "protocols": ["h1"]}
    return {
        "automatic_https": {"disable_redirects": True},
        "protocols": ["h1", "h2"],
        "tls_connection_policies": [{}],
    }


def first_routes(settings: Settings) -> list[Json]:
    """Return the routes before all others.

    Browsers are told to insist on HTTPS only where everybody trusts the certificate: with an
    authority of one's own a visitor could never get back.
    """
    if settings.proxy.tls is not TlsChoice.ACME:
        return []
    header = {"Strict-Transport-Security": [f"max-age={HSTS_SECONDS}"]}
    return [{"handle": [{"handler": "headers", "response": {"set": header}}]}]


def redirects(settings: Settings) -> dict[str, Json]:
    """Return the server that leads visitors from HTTP to HTTPS, if there is to be one."""
    proxy = settings.proxy
    if not proxy.encrypted:
        return {}
    port = "" if proxy.https_port == 443 else f":{proxy.https_port}"
    location = f"https://{{http.request.host}}{port}{{http.request.uri}}"
    lead = {
        "handler": "static_response",
        "status_code": 308,
        "headers": {"Location": [location], "Cache-Control": ["no-store"]},
    }
    hosts = [proxy.base_domain, f"*.{proxy.base_domain}"]
    return {
        "redirects": {
            "listen": [proxy.listening_at(proxy.port)],
            "automatic_https": {"disable": True},
            "protocols": ["h1"],
            "read_header_timeout": "15s",
            "routes": [{"match": [{"host": hosts}], "handle": [lead]}],
        }
    }


def apps(settings: Settings) -> dict[str, Json]:
    """Return the parts of Caddy that make and keep certificates."""
    proxy = settings.proxy
    if not proxy.encrypted:
        return {}
    internal = {"module": "internal"}
    policies: list[Json] = [{"subjects": [INSIDE_NAME], "issuers": [internal]}]
    policies.append({"issuers": [_acme(settings) if proxy.tls is TlsChoice.ACME else internal]})
    authority = {
        "name": "Applications of this installation",
        "root_common_name": f"Applications below {proxy.base_domain}",
        # The system's trust is its owner's to give.
        "install_trust": False,
    }
    return {
        "tls": {
            "certificates": {"automate": [INSIDE_NAME]},
            "automation": {"policies": policies},
        },
        "pki": {"certificate_authorities": {"local": authority}},
    }


def _acme(settings: Settings) -> Json:
    proxy = settings.proxy
    found: Json = {
        "module": "acme",
        "ca": proxy.acme_directory,
        # Outside they are 80 and 443; a router or a firewall may lead them to ports of ours.
        "challenges": {
            "bind_host": proxy.host,
            "http": {"alternate_port": proxy.port},
            "tls-alpn": {"alternate_port": proxy.https_port},
        },
    }
    if proxy.acme_email:
        found["email"] = proxy.acme_email
    if proxy.acme_root:
        found["trusted_roots_pem_files"] = [str(proxy.acme_root.absolute())]
    return found
