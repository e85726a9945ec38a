"""When a job can be retried, and what the retry starts with; pure."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from api.links import job_links
from models.applications import Application, ApplicationStatus
from models.checkpoints import REJECTED
from models.errors import Conflict
from models.jobs import DevelopmentJob, JobContext, JobKind, JobPhase
from workflows.messages import (
    CreateApplicationInput,
    DeleteApplicationInput,
    JobInput,
    ModifyApplicationInput,
    RestartApplicationInput,
    RollBackApplicationInput,
)

_WHOLE = frozenset({JobPhase.FAILED, JobPhase.ROLLED_BACK})
"""Ends that a retry may make good; so does the end of a job that nobody decided on in time."""


_CHANGE_NOTHING = frozenset({JobKind.RESTART, JobKind.MOVE})
"""The version that a failed job began from is live after them as well."""


def check_retryable(
    job: DevelopmentJob, application: Application, newest: Sequence[DevelopmentJob]
) -> None:
    """Check that the job failed, and that nothing has happened since that it does not know of.

    Args:
        job: Which one.
        application: Its application.
        newest: Jobs of the application, newest first.

    Raises:
        Conflict: It can't be retried; its detail says why.
    """
    links = job_links(job.id, job.application_id)
    if not job.progress.phase.ended:
        raise Conflict("The job is still running.", links=links)
    if not may_be_retried(job):
        told = job.progress.phase.value.replace("_", " ")
        raise Conflict(
            f"There is nothing to retry: the job ended as {told}.",
            remedy="Start a new one.",
            links=links,
        )
    if application.status is ApplicationStatus.DELETED:
        raise Conflict("The application was deleted.", remedy="Create a new one.")
    since = next((other for other in newest if other.kind not in _CHANGE_NOTHING), job)
    if since.id != job.id:
        raise Conflict(
            "Another job was started on this application after it.",
            remedy="Retry that one, or start a new one.",
            links=job_links(since.id, since.application_id),
        )


_ASKED_ANEW = frozenset({JobKind.MOVE, JobKind.RESTORE})
"""They put everything back when they fail, and nobody has to decide anything in them."""


def may_be_retried(job: DevelopmentJob) -> bool:
    """Tell whether the job ended in a way that is worth another try."""
    progress, checkpoint = job.progress, job.progress.checkpoint
    if job.kind in _ASKED_ANEW:
        return False
    if checkpoint.recorded or progress.error is None or progress.error.code == REJECTED:
        return False
    if job.kind is JobKind.ROLL_BACK and checkpoint.order.version is None:
        return False  # stored by a release that did not note what was asked
    return progress.phase in _WHOLE or progress.phase is JobPhase.CANCELLED


def retry_input(
    job: DevelopmentJob, application: Application, ids: JobContext, at: datetime
) -> JobInput:
    """Return what the retry of a job starts with: the same wish, under ids of its own."""
    asked = job.progress.checkpoint.order
    same: dict[str, Any] = {"job": ids, "created_at": at, "retry_of": job.id}
    match job.kind:
        case JobKind.CREATE:
            return CreateApplicationInput(
                **same,
                application=application,
                request=job.request,
                name=asked.name,
                builder=asked.builder,
                auto_approve=asked.auto_approve,
            )
        case JobKind.MODIFY:
            return ModifyApplicationInput(
                **same, request=job.request, auto_approve=asked.auto_approve
            )
        case JobKind.ROLL_BACK:
            return RollBackApplicationInput(
                **same, version=asked.version or 1, restore_data=asked.restore_data
            )
        case JobKind.DELETE:
            return DeleteApplicationInput(**same, keep_data=asked.keep_data)
        case JobKind.RESTART:
            return RestartApplicationInput(**same)
        case JobKind.MOVE | JobKind.RESTORE:
            raise ValueError(f"a job of kind {job.kind} is asked for anew, not tried again")
