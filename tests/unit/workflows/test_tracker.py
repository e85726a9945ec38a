"""The state of a job and its events."""

from models.jobs import EventKind, JobKind, JobPhase, JobResult
from tests import samples
from workflows.milestones import milestones_of
from workflows.tracker import Tracker


def tracker() -> Tracker:
    return Tracker(samples.job("app"), JobKind.CREATE)


def test_every_kind_of_job_ends_at_a_hundred_percent_and_never_goes_back() -> None:
    for kind in JobKind:
        percentages = [milestone.percentage for milestone in milestones_of(kind)]
        assert percentages == sorted(percentages)
        assert percentages[-1] == 100


def test_reaching_a_milestone_twice_tells_it_once() -> None:
    job = tracker()
    job.reach("built")
    job.reach("built")

    assert [event.kind for event in job.take_unpublished()] == [EventKind.MILESTONE]


def test_milestones_in_another_order_never_lower_the_percentage() -> None:
    job = tracker()
    for name in ("checked", "packaged", "built"):
        job.reach(name)

    assert [event.percentage for event in job.take_unpublished()] == [65, 65, 65]


def test_events_are_taken_once() -> None:
    job = tracker()
    job.enter(JobPhase.BUILDING, "Writing")

    assert len(job.take_unpublished()) == 1
    assert job.take_unpublished() == ()


def test_entering_the_same_phase_again_only_changes_the_message() -> None:
    job = tracker()
    job.enter(JobPhase.BUILDING, "Writing")
    job.take_unpublished()
    job.enter(JobPhase.BUILDING, "Still writing")

    assert job.take_unpublished() == ()
    assert job.progress.message == "Still writing"


def test_the_end_takes_open_questions_away() -> None:
    job = tracker()
    job.ask((samples.question(),), "Please answer", samples.NOW)
    job.finish(JobPhase.DONE, JobResult(summary="Done."))

    assert job.progress.questions == ()
    assert job.progress.percentage == 100


def test_every_change_grows_the_sequence() -> None:
    job = tracker()
    before = job.progress.sequence
    job.enter(JobPhase.BUILDING, "Writing")
    job.reach("built")

    assert job.progress.sequence == before + 2
