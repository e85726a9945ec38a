"""What may be said to a job in which phase; pure."""

from collections.abc import Mapping, Sequence

from api.bodies import DecisionBody
from api.problems import pointer
from models.conversation import YOU_DECIDE, AnswerValue, Question, QuestionKind
from models.decisions import OpenDecision, proposal_id
from models.errors import Conflict, InvalidInput
from models.jobs import Decision, JobPhase, JobProgress

_OPEN = frozenset(
    {JobPhase.GATHERING_REQUIREMENTS, JobPhase.SPECIFYING, JobPhase.AWAITING_APPROVAL}
)
"""Phases in which a question that was asked can be answered, also once more."""


_FREELY = ", or in a sentence of your own."


def possible(progress: JobProgress, asked: Sequence[Question] = ()) -> list[str]:
    """Return what can be said to a job right now; ``asked`` is every question it has asked."""
    if progress.phase.ended:
        return []
    actions = ["resume" if progress.paused else "pause", "cancel"]
    agreed = progress.approved_at is not None
    if progress.questions or (asked and progress.phase in _OPEN and not agreed):
        actions.insert(0, "answers")
    if progress.phase is JobPhase.AWAITING_APPROVAL:
        actions.insert(0, "decision")
    return actions


def check_not_ended(progress: JobProgress) -> None:
    """Raise Conflict when the job has ended."""
    if progress.phase.ended:
        raise Conflict(
            f"The job has ended ({_words(progress.phase)}).",
            remedy="Nothing more can be said to it; start a new one.",
            possible=[],
        )


def subject_of(progress: JobProgress) -> str:
    """Return the id of what the job waits for a decision on."""
    if progress.decision is not None:
        return progress.decision.id
    return proposal_id(progress.proposals) if progress.proposals else ""


def check_decision(progress: JobProgress, body: DecisionBody) -> None:
    """Check that the job waits for a decision and that this one is complete.

    Raises:
        Conflict: It does not wait for one.
        InvalidInput: ``changes`` is missing, or given where it says nothing.
    """
    check_not_ended(progress)
    if progress.phase is not JobPhase.AWAITING_APPROVAL:
        raise _not_now("a decision", progress)
    if progress.decision is not None:
        _check_open(progress.decision, body)
        return
    if body.about not in {None, subject_of(progress)}:
        raise _other_decision()
    if (body.decision is Decision.CHANGE) == (body.changes is not None):
        return
    detail = (
        "Say in words what shall be different."
        if body.decision is Decision.CHANGE
        else "Only 'change' takes changes."
    )
    raise InvalidInput(detail, errors=[{"pointer": "/changes", "detail": detail}])


def _check_open(decision: OpenDecision, body: DecisionBody) -> None:
    """Check that it is one of the ways to decide what the job waits for."""
    if body.about not in {None, decision.id}:
        raise _other_decision()
    choice = next((each for each in decision.choices if each.decision is body.decision), None)
    if choice is None:
        known = ", ".join(each.decision.value for each in decision.choices)
        detail = f"This can't be decided so; choose one of: {known}."
        raise InvalidInput(detail, errors=[{"pointer": "/decision", "detail": detail}])
    if choice.needs_words != (body.changes is not None):
        detail = (
            "Say in words what shall be done."
            if choice.needs_words
            else "This way to decide takes no words."
        )
        raise InvalidInput(detail, errors=[{"pointer": "/changes", "detail": detail}])


def _other_decision() -> Conflict:
    return Conflict(
        "The job does not wait for that decision any more.",
        remedy="Look at the job for what it waits for now.",
    )


def check_answers(
    progress: JobProgress, asked: Sequence[Question], answers: Mapping[str, str | bool | list[str]]
) -> dict[str, AnswerValue]:
    """Return the answers in the shape that the questions ask for, or as they were said.

    Args:
        progress: State of the job.
        asked: Every question of the conversation, answered or not.
        answers: By question id.

    Raises:
        Conflict: Nothing was asked, or what was asked is agreed on.
        InvalidInput: An answer is to an unknown question, or says nothing to it.
    """
    check_not_ended(progress)
    if "answers" not in possible(progress, asked):
        raise _not_now("answers", progress)
    known = {question.id: question for question in (*asked, *progress.questions)}
    errors = []
    for question_id, value in answers.items():
        question = known.get(question_id)
        detail = "There is no such question." if question is None else _wrong(question, value)
        if detail:
            errors.append({"pointer": pointer("answers", question_id), "detail": detail})
    if errors:
        raise InvalidInput(
            errors[0]["detail"],
            remedy="The questions: " + ", ".join(known) + ".",
            errors=errors,
        )
    return {
        question_id: tuple(value) if isinstance(value, list) else value
        for question_id, value in answers.items()
    }


def _wrong(question: Question, value: object) -> str | None:
    # Only answers need it, and it must not slow down every start.
    from activities.specification.replies import says_something

    if value == YOU_DECIDE:
        return None
    if isinstance(value, str) and says_something(question, value):
        return None
    if question.kind is QuestionKind.YES_NO:
        return None if isinstance(value, bool) else f"Answer true or false{_FREELY}"
    if question.kind is QuestionKind.SEVERAL:
        return _wrong_several(question, value)
    if question.kind is QuestionKind.TEXT:
        return "Answer with a text."
    return f"Choose one of: {', '.join(question.options)}{_FREELY}"


def _wrong_several(question: Question, value: object) -> str | None:
    if not isinstance(value, list):
        return f"Answer with a list{_FREELY}"
    if len(set(value)) != len(value):
        return "Name each option once."
    if question.options and any(item not in question.options for item in value):
        return "Choose among: " + ", ".join(question.options) + "."
    return None


def _not_now(what: str, progress: JobProgress) -> Conflict:
    actions = possible(progress)
    return Conflict(
        f"The job is not waiting for {what}; it is {_words(progress.phase)}.",
        remedy="Possible now: " + ", ".join(actions) + ".",
        possible=actions,
    )


def _words(phase: JobPhase) -> str:
    return phase.value.replace("_", " ")
