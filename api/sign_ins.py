"""Signing in, over HTTP and WebSocket alike: refused tokens count for where they came from."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from starlette.types import Scope

from api.limiting import Limiter, Rule
from models.errors import NotAuthenticated

FAILED_SIGN_INS = Rule("sign-ins", 120)
"""Refused tokens per address and minute."""
CONNECTIONS = Rule("connections", 1_200)
"""WebSockets per address and minute: each may be silent for some seconds before it signs in."""

_log = structlog.get_logger(__name__)


def take_connection(limiter: Limiter, scope: Scope) -> None:
    """Count a connection that nobody has signed in on yet.

    Raises:
        TooManyRequests: Too many came from there.
    """
    limiter.take(CONNECTIONS, f"address:{_address(scope)}")


@contextmanager
def counting_refusals(limiter: Limiter, scope: Scope) -> Iterator[None]:
    """Count when a token is missing or refused within this context.

    Raises:
        TooManyRequests: Instead of the refusal, when there were too many of them from there.
    """
    try:
        yield
    except NotAuthenticated as refusal:
        address = _address(scope)
        _log.info("token_refused", address=address, reason=refusal.context.get("reason"))
        limiter.take(FAILED_SIGN_INS, f"address:{address}")
        raise


def _address(scope: Scope) -> str:
    return str((scope.get("client") or ("unknown",))[0])
