"""What may be said to a job in which phase."""

import pytest

from api.bodies import DecisionBody
from api.talk import check_answers, check_decision, check_not_ended, possible
from models.conversation import Question, QuestionKind
from models.decisions import Choice, DecisionKind, OpenDecision
from models.errors import Conflict, InvalidInput
from models.jobs import Decision, JobKind, JobPhase, JobProgress
from tests import samples


def progress(phase: JobPhase, *questions: Question) -> JobProgress:
    return JobProgress(
        job_id="j", application_id="a", kind=JobKind.CREATE, phase=phase, questions=questions
    )


def question(kind: QuestionKind, *options: str) -> Question:
    recommended: str | bool | tuple[str, ...] = {
        QuestionKind.YES_NO: True,
        QuestionKind.SEVERAL: tuple(options),
    }.get(kind, options[0] if options else "x")
    return Question(
        id="q", text="?", reason="!", kind=kind, options=options, recommended=recommended
    )


ASKING = JobPhase.GATHERING_REQUIREMENTS


@pytest.mark.parametrize(
    ("asked", "value", "good"),
    [
        (question(QuestionKind.YES_NO), True, True),
        (question(QuestionKind.YES_NO), "yes", True),
        (question(QuestionKind.YES_NO), "yes, but per child", True),
        (question(QuestionKind.YES_NO), "blue", False),
        (question(QuestionKind.YES_NO), "7", False),
        (question(QuestionKind.YES_NO), "you_decide", True),
        (question(QuestionKind.TEXT), "Anything", True),
        (question(QuestionKind.TEXT), " ", False),
        (question(QuestionKind.TEXT), True, False),
        (question(QuestionKind.TEXT), ["a"], False),
        (question(QuestionKind.CHOICE, "a", "b"), "b", True),
        (question(QuestionKind.CHOICE, "a", "b"), "c", False),
        (question(QuestionKind.CHOICE, "a", "b"), "neither of them", True),
        (question(QuestionKind.CHOICE, "a", "b"), ["a"], False),
        (question(QuestionKind.SEVERAL, "a", "b"), ["b", "a"], True),
        (question(QuestionKind.SEVERAL, "a", "b"), [], True),
        (question(QuestionKind.SEVERAL, "a", "b"), ["a", "a"], False),
        (question(QuestionKind.SEVERAL, "a", "b"), ["c"], False),
        (question(QuestionKind.SEVERAL, "a", "b"), "publisher", True),
        (question(QuestionKind.SEVERAL, "a", "b"), "  ", False),
        (question(QuestionKind.SEVERAL, "a", "b"), "you_decide", True),
    ],
)
def test_an_answer_must_fit_its_question(
    asked: Question, value: str | bool | list[str], good: bool
) -> None:
    state = progress(ASKING, asked)
    if good:
        given = tuple(value) if isinstance(value, list) else value
        assert check_answers(state, (), {"q": value}) == {"q": given}
        return
    with pytest.raises(InvalidInput) as refusal:
        check_answers(state, (), {"q": value})
    assert refusal.value.context["errors"][0]["pointer"] == "/answers/q"


def test_an_unknown_question_is_named_by_its_pointer() -> None:
    with pytest.raises(InvalidInput) as refusal:
        check_answers(progress(ASKING, samples.question()), (), {"a/b~c": "x"})
    assert refusal.value.context["errors"][0]["pointer"] == "/answers/a~1b~0c"
    assert "fields.book" in refusal.value.remedy


def test_an_answered_question_can_be_answered_anew_while_others_are_open() -> None:
    state = progress(ASKING, samples.question("other"))
    asked = (samples.question("first"), samples.question("other"))
    assert check_answers(state, asked, {"first": ["Title"]}) == {"first": ("Title",)}


@pytest.mark.parametrize("phase", [JobPhase.SPECIFYING, JobPhase.AWAITING_APPROVAL])
def test_an_answer_can_be_changed_until_the_specification_is_approved(phase: JobPhase) -> None:
    asked = (samples.question("first"),)
    assert "answers" in possible(progress(phase), asked)
    assert check_answers(progress(phase), asked, {"first": ["Title"]}) == {"first": ("Title",)}


@pytest.mark.parametrize("phase", [JobPhase.BUILDING, JobPhase.DONE])
def test_an_approved_specification_takes_no_answers(phase: JobPhase) -> None:
    with pytest.raises(Conflict):
        check_answers(progress(phase), (samples.question("first"),), {"first": ["Title"]})


def test_answers_without_questions_are_a_conflict_that_says_what_is_possible() -> None:
    with pytest.raises(Conflict) as refusal:
        check_answers(progress(JobPhase.AWAITING_APPROVAL), (), {"q": "x"})
    assert refusal.value.context["possible"] == ["decision", "pause", "cancel"]


@pytest.mark.parametrize("phase", [p for p in JobPhase if p is not JobPhase.AWAITING_APPROVAL])
def test_a_decision_is_taken_in_one_phase_only(phase: JobPhase) -> None:
    with pytest.raises(Conflict):
        check_decision(progress(phase), DecisionBody(decision=Decision.APPROVE))
    check_decision(progress(JobPhase.AWAITING_APPROVAL), DecisionBody(decision=Decision.APPROVE))


def test_changes_belong_to_the_decision_change() -> None:
    state = progress(JobPhase.AWAITING_APPROVAL)
    for body in (
        DecisionBody(decision=Decision.CHANGE),
        DecisionBody(decision=Decision.APPROVE, changes="More colours"),
    ):
        with pytest.raises(InvalidInput) as refusal:
            check_decision(state, body)
        assert refusal.value.context["errors"][0]["pointer"] == "/changes"
    check_decision(state, DecisionBody(decision=Decision.CHANGE, changes="More colours"))


@pytest.mark.parametrize("phase", JobPhase)
def test_nothing_is_possible_after_the_end_and_cancel_always_before(phase: JobPhase) -> None:
    actions = possible(progress(phase))
    assert actions == [] if phase.ended else "cancel" in actions
    if phase.ended:
        with pytest.raises(Conflict):
            check_not_ended(progress(phase))


def waiting(*choices: Choice) -> JobProgress:
    decision = OpenDecision(
        id="decision-2",
        kind=DecisionKind.TROUBLE,
        title="?",
        choices=choices,
        deadline=samples.NOW,
        otherwise="!",
    )
    return progress(JobPhase.AWAITING_APPROVAL).model_copy(
        update={"decision": decision, "approved_at": samples.NOW}
    )


ADVISE = Choice(decision=Decision.CHANGE, label="Try again", needs_words=True)
STOP = Choice(decision=Decision.REJECT, label="Give up")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (DecisionBody(decision=Decision.APPROVE), "/decision"),
        (DecisionBody(decision=Decision.CHANGE), "/changes"),
        (DecisionBody(decision=Decision.REJECT, changes="Not so"), "/changes"),
        (DecisionBody(decision=Decision.REJECT), None),
        (DecisionBody(decision=Decision.CHANGE, changes="Use less", about="decision-2"), None),
    ],
)
def test_an_open_decision_is_taken_in_one_of_its_ways(
    body: DecisionBody, pointer: str | None
) -> None:
    if pointer is None:
        check_decision(waiting(ADVISE, STOP), body)
        return
    with pytest.raises(InvalidInput) as refusal:
        check_decision(waiting(ADVISE, STOP), body)
    assert refusal.value.context["errors"][0]["pointer"] == pointer


def test_a_decision_on_something_else_is_a_conflict() -> None:
    for state in (waiting(STOP), progress(JobPhase.AWAITING_APPROVAL)):
        with pytest.raises(Conflict):
            check_decision(state, DecisionBody(decision=Decision.REJECT, about="decision-1"))


def test_while_the_owner_is_asked_no_answer_changes_what_was_agreed() -> None:
    assert possible(waiting(STOP), (samples.question("first"),)) == ["decision", "pause", "cancel"]


def test_an_approval_of_a_proposal_that_was_replaced_does_not_count() -> None:
    state = progress(JobPhase.AWAITING_APPROVAL).model_copy(update={"proposals": 2})
    assert state.open_proposal == "proposal-2"
    check_decision(state, DecisionBody(decision=Decision.APPROVE))
    check_decision(state, DecisionBody(decision=Decision.APPROVE, about="proposal-2"))
    with pytest.raises(Conflict, match="any more"):
        check_decision(state, DecisionBody(decision=Decision.APPROVE, about="proposal-1"))


def test_no_proposal_is_open_before_or_after_it_is_waited_for() -> None:
    assert not progress(JobPhase.AWAITING_APPROVAL).open_proposal
    built = progress(JobPhase.BUILDING).model_copy(update={"proposals": 1})
    assert not built.open_proposal
