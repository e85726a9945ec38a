"""The error hierarchy.

OrchestrationError
├── InvalidInput            400  what was asked is not acceptable as it stands
│   └── RequestRefused      422  understood, but refused (hostile, forbidden, out of bounds)
├── NotAuthenticated        401
├── NotAllowed              403
├── NotFound                404
├── Conflict                409  something else is going on, or the phase is another one
├── TooLarge                413
├── TooManyRequests         429
│   └── LimitReached        429  an owner has as much as they may have
├── Unavailable             503  a part is down or busy: try again                (recoverable)
│   └── Overloaded          503  there is too much to do already                   (recoverable)
├── StorageError            503                                                    (recoverable)
│   └── DiskFull            507
├── BuildError              500  the builder could not produce a source tree
│   └── AgentFailure        500  a coding agent died, stalled or failed           (recoverable)
├── QualityError            500  a gate itself broke (a failed gate is a result, not an error)
├── RuntimeFailure          500  the container engine or process runtime failed    (recoverable)
│   └── ImageBuildFailed    500
└── DeploymentError         500
    └── Unhealthy           500  the new version never answered
"""

from enum import StrEnum
from typing import Any, ClassVar


class ErrorCategory(StrEnum):
    """Who has to act: decides how an error is retried, told and escalated."""

    USER = "user"
    """The request must change."""
    TRANSIENT = "transient"
    """Time heals it: retried with backoff."""
    APPLICATION = "application"
    """The generated application is at fault: repaired or rolled back."""
    PLATFORM = "platform"
    """The orchestrator or its host is at fault: escalated to the operator."""


class OrchestrationError(Exception):
    """Base of every error that the orchestrator raises on purpose.

    Args:
        message: What happened, in a sentence that a person without technical knowledge understands.
        remedy: What that person can do about it; the class has a default.
        context: Facts for the log (never secrets); values must be JSON-serialisable.
    """

    code: ClassVar[str] = "orchestration_error"
    category: ClassVar[ErrorCategory] = ErrorCategory.PLATFORM
    recoverable: ClassVar[bool] = False
    status: ClassVar[int] = 500
    title: ClassVar[str] = "Something went wrong"
    default_remedy: ClassVar[str] = "Try again; if it happens again, tell the operator."

    def __init__(self, message: str, *, remedy: str | None = None, **context: Any) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy or self.default_remedy
        self.context = context


class InvalidInput(OrchestrationError):
    """What was asked is not acceptable as it stands."""

    code = "invalid_input"
    category = ErrorCategory.USER
    status = 400
    title = "The request is not valid"
    default_remedy = "Correct the request and send it again."


class RequestRefused(InvalidInput):
    """The request was understood and is refused."""

    code = "request_refused"
    status = 422
    title = "The request can't be carried out"
    default_remedy = "Describe a small application that keeps records, in your own words."


class NotAuthenticated(OrchestrationError):
    """No valid token came with the request."""

    code = "not_authenticated"
    category = ErrorCategory.USER
    status = 401
    title = "Sign-in needed"
    default_remedy = "Send a valid token; 'orchestrator token' makes one."


class NotAllowed(OrchestrationError):
    """The caller is known and may not do this."""

    code = "not_allowed"
    category = ErrorCategory.USER
    status = 403
    title = "Not allowed"
    default_remedy = "Ask the owner or an operator to do this."


class NotFound(OrchestrationError):
    """There is no such thing, or it belongs to somebody else."""

    code = "not_found"
    category = ErrorCategory.USER
    status = 404
    title = "Not found"
    default_remedy = "Check the address; list what is yours with GET /api/v1/applications."


class Conflict(OrchestrationError):
    """Something else is going on, or the job is in another phase."""

    code = "conflict"
    category = ErrorCategory.USER
    status = 409
    title = "Not possible right now"
    default_remedy = "Wait for the running job to end, or cancel it."


class TooLarge(OrchestrationError):
    """More was sent than is accepted."""

    code = "too_large"
    category = ErrorCategory.USER
    status = 413
    title = "Too large"
    default_remedy = "Send less text."


class TooManyRequests(OrchestrationError):
    """The caller went over a rate limit."""

    code = "too_many_requests"
    category = ErrorCategory.USER
    status = 429
    title = "Too many requests"
    default_remedy = "Wait a little and try again."


class LimitReached(TooManyRequests):
    """The owner has as much as they may have."""

    code = "limit_reached"
    title = "A limit is reached"
    default_remedy = "See what you have and may have with GET /api/v1/limits."


class Unavailable(OrchestrationError):
    """A part that is needed is down or busy."""

    code = "unavailable"
    category = ErrorCategory.TRANSIENT
    recoverable = True
    status = 503
    title = "Not available right now"
    default_remedy = "Try again in a few seconds."


class Overloaded(Unavailable):
    """There is too much to do already."""

    code = "overloaded"
    title = "Too much is going on"
    default_remedy = "Try again in a few minutes; what you asked for was not begun."


class StorageError(OrchestrationError):
    """Something could not be written or read."""

    code = "storage_error"
    category = ErrorCategory.TRANSIENT
    recoverable = True
    status = 503
    title = "Storage is not available"
    default_remedy = "Check that the data directory is writable and has free space."


class DiskFull(StorageError):
    """There is no space left in the data directory."""

    code = "disk_full"
    category = ErrorCategory.PLATFORM
    status = 507
    title = "The disk is full"
    default_remedy = "Free some space on the disk that holds the data directory."


class BuildError(OrchestrationError):
    """The builder could not produce a source tree."""

    code = "build_failed"
    category = ErrorCategory.APPLICATION
    title = "The application could not be built"
    default_remedy = "Try a simpler request, or another builder."


class AgentFailure(BuildError):
    """A coding agent died, stalled or failed in a way that another try may heal."""

    code = "agent_failed"
    category = ErrorCategory.TRANSIENT
    recoverable = True
    title = "The coding agent failed"
    default_remedy = "Try again; if it happens again, choose another builder."


class QualityError(OrchestrationError):
    """A gate itself broke; a gate that found something is a result, not an error."""

    code = "quality_failed"
    recoverable = True
    title = "A quality check could not run"


class RuntimeFailure(OrchestrationError):
    """The container engine or the process runtime failed."""

    code = "runtime_failed"
    category = ErrorCategory.TRANSIENT
    recoverable = True
    title = "The application could not be started"
    default_remedy = "Check that the container engine is running and has free memory and disk."


class ImageBuildFailed(RuntimeFailure):
    """The image, or the virtual environment, could not be built from the source tree."""

    code = "image_build_failed"
    category = ErrorCategory.APPLICATION
    recoverable = False
    title = "The application could not be packaged"


class DeploymentError(OrchestrationError):
    """A version could not be put live."""

    code = "deployment_failed"
    category = ErrorCategory.PLATFORM
    title = "The application could not be put live"
    default_remedy = "The version before is still live; look at the job's log."


class Unhealthy(DeploymentError):
    """The new version never answered its health check."""

    code = "unhealthy"
    category = ErrorCategory.APPLICATION
    title = "The new version does not answer"


def _tree(base: type[OrchestrationError]) -> list[type[OrchestrationError]]:
    return [base, *(leaf for child in base.__subclasses__() for leaf in _tree(child))]


def error_types() -> dict[str, type[OrchestrationError]]:
    """Return every error class by its code; codes are unique and never change."""
    return {error.code: error for error in _tree(OrchestrationError)}
