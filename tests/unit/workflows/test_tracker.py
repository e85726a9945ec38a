"""The state of a job and its events."""

from models.decisions import DecisionKind, OpenDecision
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


def test_a_plan_comes_between_approval_and_the_written_code() -> None:
    job = tracker()
    job.plan((("Data model", 1), ("Pages", 3)))

    between = job.progress.milestones[3:5]
    assert [(m.name, m.description, m.percentage) for m in between] == [
        ("stage_1", "Written: Data model", 19),
        ("stage_2", "Written: Pages", 34),
    ]
    percentages = [milestone.percentage for milestone in job.progress.milestones]
    assert percentages == sorted(percentages)


def test_an_agent_that_takes_back_what_it_ticked_moves_nothing_back() -> None:
    job = tracker()
    for done in (0, 3, 1, 9):
        job.advance(done, 4, "On it")

    assert [event.percentage for event in job.take_unpublished()] == [15, 29, 29, 34]


def test_what_is_waited_for_is_gone_at_the_end() -> None:
    job = tracker()
    decision = OpenDecision(
        id="decision-1",
        kind=DecisionKind.BUDGET,
        title="?",
        choices=(),
        deadline=samples.NOW,
        otherwise="!",
    )
    job.wait_for(decision)
    assert job.progress.decision == decision
    job.finish(JobPhase.CANCELLED, JobResult(summary="Cancelled."))

    assert job.progress.decision is None
