"""What the client raises: one class per kind of refusal, made from problem documents.

ApiError
├── InvalidRequest       400, 405, 415
│   └── RequestRefused   422
├── NotAuthenticated     401
├── NotAllowed           403
├── NotFound             404
├── Conflict             409
├── TooLarge             413
├── TooManyRequests      429
├── ServerFailed         500 and above
└── Unreachable          no answer at all
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

UNREADABLE = "The server sent an answer that is not understood."


class ApiError(Exception):
    """Base of all; carries what the problem document says.

    Args:
        detail: What happened, in a sentence.
        status: HTTP status; 0 when there was no answer.
        code: The problem's stable name.
        remedy: What can be done about it.
        correlation_id: Names the request in the server's log.
        errors: What is wrong, place by place, with JSON pointers.
        links: Addresses that help, like the running job's.
        possible: What could be said to the job instead.
        retry_after: Seconds to wait, if the server said so.
    """

    status_is: ClassVar[frozenset[int]] = frozenset()

    def __init__(
        self,
        detail: str,
        *,
        status: int = 0,
        code: str = "",
        remedy: str = "",
        correlation_id: str = "",
        errors: Sequence[Mapping[str, str]] = (),
        links: Mapping[str, str] | None = None,
        possible: Sequence[str] = (),
        retry_after: float | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.status = status
        self.code = code
        self.remedy = remedy
        self.correlation_id = correlation_id
        self.errors = tuple(errors)
        self.links = dict(links or {})
        self.possible = tuple(possible)
        self.retry_after = retry_after


class InvalidRequest(ApiError):
    """The request is not acceptable as it stands."""

    status_is = frozenset({400, 405, 415})


class RequestRefused(InvalidRequest):
    """The request was understood and is refused."""

    status_is = frozenset({422})


class NotAuthenticated(ApiError):
    """The token is missing, not valid, or has expired."""

    status_is = frozenset({401})


class NotAllowed(ApiError):
    """The caller may not do this."""

    status_is = frozenset({403})


class NotFound(ApiError):
    """There is no such thing, or it is somebody else's."""

    status_is = frozenset({404})


class Conflict(ApiError):
    """Something else is going on; ``links`` or ``possible`` say what."""

    status_is = frozenset({409})


class TooLarge(ApiError):
    """More was sent than is accepted."""

    status_is = frozenset({413})


class TooManyRequests(ApiError):
    """Wait ``retry_after`` seconds."""

    status_is = frozenset({429})


class ServerFailed(ApiError):
    """The server, or a part behind it, failed."""


class Unreachable(ApiError):
    """No server answers."""


_KINDS = (
    InvalidRequest,
    RequestRefused,
    NotAuthenticated,
    NotAllowed,
    NotFound,
    Conflict,
    TooLarge,
    TooManyRequests,
)


def error_of(status: int, problem: Any, retry_after: str | None = None) -> ApiError:
    """Return the error that an answer with that status and body stands for."""
    told = problem if isinstance(problem, Mapping) else {}
    kind = next((kind for kind in _KINDS if status in kind.status_is), ServerFailed)
    return kind(
        str(told.get("detail", UNREADABLE)),
        status=status,
        code=str(told.get("code", "")),
        remedy=str(told.get("remedy", "")),
        correlation_id=str(told.get("correlation_id", "")),
        errors=told.get("errors", ()),
        links=told.get("links"),
        possible=told.get("possible", ()),
        retry_after=float(retry_after) if retry_after and retry_after.isdigit() else None,
    )
