"""From whatever ended a job to the report that its owner reads."""

from collections.abc import Sequence
from typing import Any

from temporalio.exceptions import (
    ActivityError,
    ApplicationError,
    ApplicationErrorCategory,
    TimeoutError,
)

from activities.quality.report import problems_in_words
from models.checkpoints import REJECTED as REJECTED
from models.errors import OrchestrationError, error_types
from models.jobs import ErrorReport, JobPhase
from models.quality import GateResult, QualityReport

GATES_FAILED = "quality_gates_failed"
UNHEALTHY_AFTER_SWITCH = "unhealthy_after_switch"
NOBODY_ANSWERED = "nobody_answered"
GIVEN_UP = "build_given_up"
BUDGET_SPENT = "budget_spent"
LIMIT_REACHED = "limit_reached"
TOO_LARGE_HERE = "too_large_here"
WAITED_TOO_LONG = "waited_too_long"
HOST_LOST = "host_lost"
_HALF_UNDONE = (
    "Not all that had been done could be undone, so the application may not be as it was before."
)


class JobStopped(Exception):
    """A job ends before its last step, for a reason that was foreseen."""

    def __init__(
        self, phase: JobPhase, code: str, detail: str, remedy: str, *, half_undone: str = ""
    ) -> None:
        super().__init__(detail)
        self.phase = phase
        self.code = code
        self.detail = detail
        self.remedy = remedy
        self.half_undone = half_undone
        """The detail, where that promises an undo that fails."""


def gates_failed(report: QualityReport) -> JobStopped:
    """Return the end of a job whose sources did not pass a gate."""
    told = " ".join(_tell(gate) for gate in report.failed_gates)
    return JobStopped(
        JobPhase.FAILED,
        GATES_FAILED,
        "The application was written but did not pass its quality checks, so nothing went live. "
        + told,
        "Read the quality report for what to change; then ask again, perhaps more simply.",
    )


def _tell(gate: GateResult) -> str:
    first = next(problems_in_words(gate), "")
    return f"{gate.gate.value.capitalize()}: {gate.summary} {first}".strip()


def report_of(
    error: BaseException, phase: JobPhase, correlation_id: str, remedies: Sequence[str] = ()
) -> ErrorReport:
    """Tell why a job failed; technical detail stays in the log under the correlation id.

    Args:
        error: What ended it.
        phase: The one that it was in.
        correlation_id: Of the job.
        remedies: What else its owner can do.
    """
    report = _report_of(error, phase, correlation_id)
    return report.model_copy(update={"remedy": " ".join((*remedies, report.remedy))})


def half_undone(report: ErrorReport, error: BaseException) -> ErrorReport:
    """Return the report of a job of which not everything could be undone."""
    told = (error.half_undone if isinstance(error, JobStopped) else "") or report.detail
    return report.model_copy(update={"detail": f"{told} {_HALF_UNDONE}"})


def _report_of(error: BaseException, phase: JobPhase, correlation_id: str) -> ErrorReport:
    if isinstance(error, JobStopped):
        title = _titles().get(error.code, "The job ended early")
        return _report(error.code, title, error.detail, error.remedy, phase, correlation_id)
    cause = _root(error)
    known = error_types().get(code_of(error))
    if known is not None and isinstance(cause, ApplicationError):
        details = _details(cause)
        remedy = str(details.get("remedy") or known.default_remedy)
        return _report(known.code, known.title, cause.message, remedy, phase, correlation_id)
    if isinstance(cause, TimeoutError):
        detail = "A step took longer than it may, also after several tries."
    else:
        detail = "A step failed in a way that was not foreseen, also after several tries."
    base = OrchestrationError
    return _report("internal_error", base.title, detail, base.default_remedy, phase, correlation_id)


def _titles() -> dict[str, str]:
    return {
        GATES_FAILED: "The quality checks did not pass",
        UNHEALTHY_AFTER_SWITCH: "The new version did not stay healthy",
        NOBODY_ANSWERED: "Nobody answered in time",
        REJECTED: "The proposal was rejected",
        GIVEN_UP: "The build was given up",
        BUDGET_SPENT: "The budget is used up",
        LIMIT_REACHED: "A limit is reached",
        TOO_LARGE_HERE: "This machine is too small for it",
        WAITED_TOO_LONG: "There was no room for it",
        HOST_LOST: "Its host is gone",
    }


def _report(
    code: str, title: str, detail: str, remedy: str, phase: JobPhase, correlation_id: str
) -> ErrorReport:
    return ErrorReport(
        code=code,
        title=title,
        detail=detail,
        remedy=remedy,
        phase=phase,
        correlation_id=correlation_id,
    )


def workflow_failure(report: ErrorReport) -> ApplicationError:
    """Return what the workflow itself fails with: told already, so no alarm to operators."""
    return ApplicationError(
        report.detail,
        type=report.code,
        non_retryable=True,
        category=ApplicationErrorCategory.BENIGN,
    )


def code_of(error: BaseException) -> str:
    """Return the code of what ended a step; empty when it has none."""
    return getattr(_root(error), "type", None) or ""


def _root(error: BaseException) -> BaseException:
    while isinstance(error, ActivityError) and error.cause is not None:
        error = error.cause
    return error


def _details(error: ApplicationError) -> dict[str, Any]:
    first = error.details[0] if error.details else {}
    return first if isinstance(first, dict) else {}
