"""The id that ties a request to its job, its activities and their log lines."""

import re

from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars

from models.base import new_id

HEADER = "x-correlation-id"
_ACCEPTED = re.compile(r"[A-Za-z0-9._-]{1,64}")


def bind_correlation_id(offered: str | None) -> str:
    """Take the offered id if it is plain, else a new one, for all that is logged from now on."""
    accepted = offered if offered and _ACCEPTED.fullmatch(offered) else new_id()
    clear_contextvars()
    bind_contextvars(correlation_id=accepted)
    return accepted


def correlation_id() -> str:
    """Return the id of the request that is being served; empty outside of one."""
    return str(get_contextvars().get("correlation_id", ""))
