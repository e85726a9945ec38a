"""What the end of a job makes of its application."""

from activities.records.outcomes import outcome_of
from models.applications import ApplicationStatus, DesiredState
from models.base import new_id
from models.jobs import JobKind, JobPhase
from tests import samples
from workflows.tracker import Tracker


def test_what_has_lost_its_data_is_stopped_so_that_upkeep_leaves_it_alone() -> None:
    application = samples.application(new_id(), current_version=2)
    tracker = Tracker(samples.job(application.id, new_id()), JobKind.ROLL_BACK)
    failed = tracker.progress.model_copy(update={"phase": JobPhase.FAILED})

    kept = outcome_of(failed, deleted=False)(application)
    halted = outcome_of(failed, deleted=False, halted=True)(application)

    assert "desired_state" not in kept
    assert halted["desired_state"] is DesiredState.STOPPED
    assert halted["status"] is ApplicationStatus.STOPPED
