"""Questions are few, and every answer that differs from the recommended one changes the result."""

from itertools import combinations

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.answers import apply_answers
from activities.understanding.questions import questions_for
from models.conversation import (
    YOU_DECIDE,
    AnswerValue,
    Question,
    QuestionKind,
    Understanding,
)
from tests.unit.activities.understanding.meaning import examples

_MORE = [
    "tickets",
    "tickets and their statuses",
    "gadgets and their owners",
    "books and their authors",
    "chores",
    "tasks with title and status. I also track suppliers, clients and rooms.",
    "I need to track gadgets that have many parts",
    "projects with a status and customers and rooms and machines",
    "tasks, each with a status; projects; clients; suppliers",
]


def _asked() -> list[tuple[str, Question]]:
    requests = [e.request for e in examples() if e.questions] + _MORE
    return [(request, q) for request in requests for q in questions_for(analyse(request))]


def _other_answers(question: Question) -> list[AnswerValue]:
    if question.kind is QuestionKind.YES_NO:
        return [not question.recommended]
    if question.kind is QuestionKind.CHOICE:
        return [option for option in question.options if option != question.recommended]
    if question.kind is QuestionKind.TEXT:
        return ["wines with name and price", "plants", "films with title; actors with name"]
    subsets: list[AnswerValue] = [(option,) for option in question.options]
    subsets += list(combinations(question.options, max(1, len(question.options) - 1)))
    usual = set(_several(question.recommended))
    return [s for s in [(), *subsets, question.options] if set(_several(s)) != usual]


def _several(value: AnswerValue) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _result(understanding: Understanding, question: Question, answer: AnswerValue) -> object:
    specification = write_specification(understanding, (question,), {question.id: answer})
    told = [constraint.statement for constraint in specification.constraints]
    return specification.data_model, specification.metadata.currency, told


@pytest.mark.parametrize(("request_text", "question"), _asked(), ids=str)
def test_every_other_answer_changes_the_specification(
    request_text: str, question: Question
) -> None:
    understanding = analyse(request_text)
    usual = _result(understanding, question, YOU_DECIDE)
    assert _result(understanding, question, question.recommended) == usual
    others = _other_answers(question)
    assert others
    results = [_result(understanding, question, answer) for answer in others]
    assert all(result != usual for result in results)


def test_questions_have_what_is_needed_to_answer_them() -> None:
    for _, question in _asked():
        assert question.text.endswith("?")
        assert question.reason.endswith(".")
        several = question.kind in (QuestionKind.CHOICE, QuestionKind.SEVERAL)
        assert bool(question.options) is several
        if question.kind is QuestionKind.SEVERAL:
            assert set(_several(question.recommended)) <= set(question.options)
        if question.kind is QuestionKind.CHOICE:
            assert question.recommended in question.options


def test_all_kinds_of_questions_are_asked_somewhere() -> None:
    abouts = {question.id.partition(".")[0] for _, question in _asked()}
    assert abouts == {"what", "fields", "several", "choices", "currency", "beyond"}


def test_answering_what_is_kept_reads_the_answer_like_a_request() -> None:
    understanding = analyse("beekeeping")
    questions = questions_for(understanding)
    told = apply_answers(
        understanding, questions, {"what": "hives with name, place and date checked"}
    )
    assert told.title == "Beekeeping"
    assert [entity.name for entity in told.entities] == ["hive"]


def test_answers_to_other_questions_and_nonsense_change_nothing() -> None:
    understanding = analyse("chores")
    questions = questions_for(understanding)
    assert apply_answers(understanding, questions, {"other": "x"}) == understanding
    assert apply_answers(understanding, questions, {}) == understanding


def test_a_choice_that_was_left_out_is_gone_and_an_extra_is_added() -> None:
    understanding = analyse("chores")
    (question,) = questions_for(understanding)
    answered = apply_answers(understanding, (question,), {question.id: ("Due date", "Room")})
    (chore,) = answered.entities
    assert [field.label for field in chore.fields] == ["Name", "Due date", "Room"]
