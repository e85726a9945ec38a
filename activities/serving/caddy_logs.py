"""The proxy's logs as a part of its configuration: what is written of a visit, what never; pure.

Addresses of visitors are cut to their network; queries, headers and whatever in a path may be a
secret link are left out.
"""

from typing import Any

from activities.serving.pages import PAGE_HEADER
from activities.serving.probe_secret import PROBE_HEADER
from settings import Settings

Json = dict[str, Any]
LOGGER = "access"
APPLICATION_KEY = "app"
PAGE_KEY = "page"
"""The page that was shown instead of an answer of the application."""
PROBE_KEY = "probe"
"""Set where the orchestrator itself looked whether an application answers."""
_IS_PROBE = "orchestrator_probe"
_DELETED = (
    "request>headers",
    "request>remote_port",
    "request>remote_ip",
    "request>tls",
    "request>proto",
    "resp_headers",
    "user_id",
)


def logging(settings: Settings) -> Json:
    """Return the configuration of the logs."""
    access = f"http.log.access.{LOGGER}"
    file = {
        "output": "file",
        "filename": str(settings.paths.access_log),
        "mode": "0600",
        "dir_mode": "0700",
        "roll_size_mb": settings.traffic.access_log_megabytes,
        "roll_keep": settings.traffic.access_log_files,
        "roll_gzip": False,
    }
    return {
        "logs": {
            "default": {"level": "WARN", "exclude": ["http.log.access"], "encoder": _encoder()},
            LOGGER: {"writer": file, "include": [access], "encoder": _encoder(short=True)},
        }
    }


def noting(application_id: str) -> list[Json]:
    """Return the handlers that name the application, and why a request may not count for it."""
    noted = {
        APPLICATION_KEY: application_id,
        PAGE_KEY: f"{{http.response.header.{PAGE_HEADER}}}",
        PROBE_KEY: f"{{http.vars.{_IS_PROBE}}}",
    }
    return [{"handler": "log_append", "key": key, "value": value} for key, value in noted.items()]


def telling_probes(secret: str) -> list[Json]:
    """Return the routes that mark requests of the orchestrator itself, before all others.

    Whoever guesses at the secret is a visitor like others. Applications never see it.
    """
    mark = {"handler": "vars", _IS_PROBE: "1"}
    forget = {"handler": "headers", "request": {"delete": [PROBE_HEADER]}}
    return [
        {"match": [{"header": {PROBE_HEADER: [secret]}}], "handle": [mark]},
        {"handle": [forget]},
    ]


def _encoder(*, short: bool = False) -> Json:
    """Return how lines are written; short ones only have what differs between them."""
    omitted = {"level_key": "", "message_key": "", "name_key": ""} if short else {}
    without: dict[str, Json] = {name: {"filter": "delete"} for name in _DELETED}
    secrets = [
        {"regexp": r"\?.*", "value": ""},
        {"regexp": r"/[A-Za-z0-9_~.-]{20,}", "value": "/…"},
    ]
    masked = {"filter": "ip_mask", "ipv4_cidr": 24, "ipv6_cidr": 48}
    return {
        "format": "filter",
        "wrap": {"format": "json", "time_format": "unix_seconds_float", **omitted},
        "fields": without
        | {
            # The visitor's, also where a trusted proxy has passed the request on.
            "request>client_ip": masked,
            "request>uri": {"filter": "multi_regexp", "operations": secrets},
        },
    }
