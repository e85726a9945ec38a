"""Which jobs can be retried, and what a retry starts with."""

import pytest

from api.retrying import check_retryable, may_be_retried, retry_input
from models.applications import ApplicationStatus
from models.base import new_id
from models.checkpoints import Checkpoint, Order
from models.errors import Conflict
from models.jobs import DevelopmentJob, ErrorReport, JobKind, JobPhase, JobProgress
from tests import samples
from workflows.messages import (
    CreateApplicationInput,
    DeleteApplicationInput,
    ModifyApplicationInput,
    RestartApplicationInput,
    RollBackApplicationInput,
)

APPLICATION = new_id()


def ended(
    phase: JobPhase = JobPhase.FAILED,
    *,
    code: str | None = "unhealthy",
    kind: JobKind = JobKind.CREATE,
    checkpoint: Checkpoint | None = None,
) -> DevelopmentJob:
    report = ErrorReport(
        code=code or "", title="t", detail="d", remedy="r", phase=phase, correlation_id="c"
    )
    ids = samples.job(APPLICATION, new_id())
    return DevelopmentJob(
        id=ids.job_id,
        application_id=APPLICATION,
        owner="ada",
        kind=kind,
        request="books",
        correlation_id="c",
        created_at=samples.NOW,
        updated_at=samples.NOW,
        progress=JobProgress(
            job_id=ids.job_id,
            application_id=APPLICATION,
            kind=kind,
            phase=phase,
            error=report if code is not None else None,
            checkpoint=checkpoint or Checkpoint(),
        ),
    )


@pytest.mark.parametrize(
    ("job", "possible"),
    [
        (ended(), True),
        (ended(JobPhase.ROLLED_BACK), True),
        (ended(JobPhase.CANCELLED, code="nobody_answered"), True),
        (ended(JobPhase.CANCELLED, code="rejected"), False),
        (ended(JobPhase.CANCELLED, code=None), False),
        (ended(JobPhase.DONE, code=None), False),
        (ended(JobPhase.BUILDING, code=None), False),
        (ended(checkpoint=Checkpoint(recorded=True)), False),
        (ended(kind=JobKind.ROLL_BACK), False),
        (ended(kind=JobKind.ROLL_BACK, checkpoint=Checkpoint(order=Order(version=2))), True),
    ],
)
def test_what_failed_and_nothing_else_is_retried(job: DevelopmentJob, possible: bool) -> None:
    assert may_be_retried(job) is possible
    if possible:
        check_retryable(job, samples.application(APPLICATION), [job])
    else:
        with pytest.raises(Conflict):
            check_retryable(job, samples.application(APPLICATION), [job])


def test_another_job_in_between_is_in_the_way_unless_it_changes_no_version() -> None:
    job, later = ended(), ended(JobPhase.DONE, code=None, kind=JobKind.MODIFY)
    harmless = [
        ended(JobPhase.DONE, code=None, kind=kind) for kind in (JobKind.RESTART, JobKind.MOVE)
    ]
    application = samples.application(APPLICATION)
    check_retryable(job, application, [*harmless, job])
    with pytest.raises(Conflict) as refusal:
        check_retryable(job, application, [*harmless, later, job])
    assert later.id in refusal.value.context["links"]["job"]


def test_a_deleted_application_is_not_built_again() -> None:
    gone = samples.application(APPLICATION).model_copy(update={"status": ApplicationStatus.DELETED})
    job = ended()
    with pytest.raises(Conflict):
        check_retryable(job, gone, [job])


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (JobKind.CREATE, CreateApplicationInput),
        (JobKind.MODIFY, ModifyApplicationInput),
        (JobKind.ROLL_BACK, RollBackApplicationInput),
        (JobKind.DELETE, DeleteApplicationInput),
        (JobKind.RESTART, RestartApplicationInput),
    ],
)
def test_a_retry_asks_for_the_same(kind: JobKind, expected: type) -> None:
    order = Order(name="Books", version=2, restore_data=True, keep_data=True, auto_approve=True)
    job = ended(kind=kind, checkpoint=Checkpoint(order=order))
    ids = samples.job(APPLICATION, new_id())
    again = retry_input(job, samples.application(APPLICATION), ids, samples.NOW)
    assert type(again) is expected
    assert (again.retry_of, again.job) == (job.id, ids)
    asked = {
        name: getattr(again.order, name) for name in expected.model_fields if hasattr(order, name)
    }
    assert asked == {name: getattr(order, name) for name in asked}
