"""Every error that leaves the API becomes a problem document (RFC 9457) here, and nowhere else."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from traceback import format_exception
from typing import Any

import structlog
from fastapi.exceptions import RequestValidationError
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from api.correlation import correlation_id
from api.limiting import Allowance
from models.base import Model
from models.errors import (
    InvalidInput,
    NotAuthenticated,
    NotFound,
    OrchestrationError,
    TooLarge,
    TooManyRequests,
)
from models.queue import LimitState

MEDIA_TYPE = "application/problem+json"
EXPOSED = ("errors", "links", "possible", "limit")
"""Facts of an error's context that its caller may see; the others are for the log."""
_PLAIN = {
    "extra_forbidden": "There is no field of that name.",
    "missing": "This is needed.",
    "json_invalid": "The body is not valid JSON.",
}
"""By type of error: what a person is told instead of the validator's words."""
MAX_ERRORS = 20
MAX_POINTER = 200

_log = structlog.get_logger(__name__)


class ProblemEntry(Model):
    """One thing that is wrong with the input."""

    detail: str
    pointer: str | None = None
    """JSON pointer (RFC 6901) into the body."""
    parameter: str | None = None
    """Name of the query parameter or header."""


class Problem(Model):
    """What every refusal and failure is answered with (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    """What happened, in words for the user."""
    instance: str
    code: str
    """Stable; see the table of codes in docs/api.md."""
    remedy: str
    """What the user can do about it."""
    correlation_id: str
    errors: tuple[ProblemEntry, ...] = ()
    """For bad input: where it is wrong."""
    links: dict[str, str] = Field(default_factory=dict)
    """For a conflict: the running job."""
    possible: tuple[str, ...] = ()
    """For a conflict: what can be said to the job now."""
    limit: LimitState | None = None
    """For a limit that is reached: which one, what it allows and what is used of it."""


class UnsupportedMediaType(InvalidInput):
    """The body is not JSON."""

    code = "unsupported_media_type"
    status = 415
    title = "The body must be JSON"
    default_remedy = "Send the body as JSON with 'Content-Type: application/json'."


class MethodNotAllowed(InvalidInput):
    """The address exists, the method does not."""

    code = "method_not_allowed"
    status = 405
    title = "This can't be done at that address"
    default_remedy = "Use one of the methods that the Allow header names."


def problem_response(error: Exception, scope: Scope) -> Response:
    """Return the answer for an error; one that is not ours is logged and told without internals."""
    known = _as_known(error)
    headers = dict(getattr(error, "headers", None) or {})
    if known is None:
        # As text: no renderer can fail on it, and this is the last resort.
        trace = "".join(format_exception(error))
        _log.error("unexpected_error", path=scope.get("path"), traceback=trace)
        known = OrchestrationError("Something unexpected happened; it was written to the log.")
    elif known.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.warning("request_failed", code=known.code, path=scope.get("path"), error=str(known))
    return Response(
        json.dumps(problem_document(known, str(scope.get("path", "")))),
        status_code=known.status,
        media_type=MEDIA_TYPE,
        headers=headers | _headers(known),
    )


def problem_document(error: OrchestrationError, instance: str) -> dict[str, Any]:
    """Return the problem document of an error."""
    document = {
        "type": f"urn:orchestrator:problem:{error.code}",
        "title": error.title,
        "status": error.status,
        "detail": error.message,
        "instance": instance[:MAX_POINTER],
        "code": error.code,
        "remedy": error.remedy,
        "correlation_id": correlation_id(),
    }
    return document | {name: error.context[name] for name in EXPOSED if name in error.context}


def _headers(error: OrchestrationError) -> dict[str, str]:
    if isinstance(error, NotAuthenticated):
        return {"WWW-Authenticate": "Bearer"}
    if isinstance(error, TooManyRequests):
        allowance = error.context.get("allowance")
        told = allowance.headers if isinstance(allowance, Allowance) else {}
        return {"Retry-After": str(error.context.get("retry_after", 1)), **told}
    if isinstance(error, TooLarge):
        return {"Connection": "close"}  # the rest of the body is not waited for
    if error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        return {"Retry-After": str(error.context.get("retry_after", 2))}
    return {}


def _as_known(error: Exception) -> OrchestrationError | None:
    if isinstance(error, OrchestrationError):
        return error
    if isinstance(error, RequestValidationError):
        return _of_validation(error.errors())
    if isinstance(error, HTTPException):
        return _of_framework(error)
    return None


def _of_framework(error: HTTPException) -> OrchestrationError | None:
    if error.status_code == HTTPStatus.NOT_FOUND:
        return NotFound("There is nothing at this address.")
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return MethodNotAllowed("This address does not know that method.")
    if error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
        return InvalidInput("The request could not be understood.")
    return None


def _of_validation(found: Sequence[Mapping[str, Any]]) -> InvalidInput | TooLarge:
    errors = [_entry(item) for item in found[:MAX_ERRORS]]
    detail = f"{errors[0]['detail']} ({errors[0].get('pointer', errors[0].get('parameter'))})"
    if any(_is_long_request(item) for item in found):
        return TooLarge("The request is longer than 20,000 characters.", errors=errors)
    return InvalidInput(detail, errors=errors)


def _is_long_request(item: Mapping[str, Any]) -> bool:
    return item["type"] == "string_too_long" and item["loc"][-1] in {"request", "changes"}


def _entry(item: Mapping[str, Any]) -> dict[str, str]:
    where, *rest = item["loc"]
    detail = _PLAIN.get(item["type"]) or str(item["msg"]).removeprefix("Value error, ")
    detail = detail[:1].upper() + detail[1:]
    if where == "body":
        return {"pointer": pointer(*rest), "detail": detail}
    return {"parameter": ".".join(map(str, rest))[:MAX_POINTER], "detail": detail}


def pointer(*parts: object) -> str:
    """Return the JSON pointer (RFC 6901) of a place in the body."""
    escaped = (str(part).replace("~", "~0").replace("/", "~1") for part in parts)
    return "".join(f"/{part}" for part in escaped)[:MAX_POINTER]
