"""Answers in people's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.specification.replies import read_reply, says_something
from models.conversation import YOU_DECIDE, AnswerValue, Question, QuestionKind

SEVERAL = Question(
    id="fields.book",
    text="Besides the title, what would you like to note of each book?",
    reason="r",
    kind=QuestionKind.SEVERAL,
    options=("Author", "Rating", "Status"),
    recommended=("Author", "Rating"),
)
DATES = SEVERAL.model_copy(update={"options": ("Due date", "Last done", "Room")})
YES_NO = Question(
    id="several.expense.category",
    text="Can one expense have several categories?",
    reason="r",
    kind=QuestionKind.YES_NO,
    recommended=False,
)
CHOICE = Question(
    id="choices.book.status",
    text="Which choices should “Status” offer?",
    reason="r",
    kind=QuestionKind.CHOICE,
    options=("to do, doing, done", "open, closed"),
    recommended="open, closed",
)
FREE = Question(id="what", text="What?", reason="r", kind=QuestionKind.TEXT, recommended="items")
ALL = (SEVERAL, YES_NO, CHOICE, FREE)


@pytest.mark.parametrize(
    ("question", "said", "answer", "wishes"),
    [
        (SEVERAL, "author and rating", ("Author", "Rating"), []),
        (SEVERAL, "The status, and also the author please", ("Status", "Author"), []),
        (SEVERAL, "Author, publisher", ("Author",), ["add publisher to book"]),
        (SEVERAL, "publisher", ("Author", "Rating"), ["add publisher to book"]),
        (SEVERAL, "only the publisher", (), ["add publisher to book"]),
        (SEVERAL, "everything", ("Author", "Rating", "Status"), []),
        (SEVERAL, "everything except the rating", ("Author", "Status"), []),
        (SEVERAL, "all but status", ("Author", "Rating"), []),
        (SEVERAL, "no rating", ("Author",), []),
        (SEVERAL, "none", (), []),
        (SEVERAL, "1, 3 and publisher", ("Author", "Status"), ["add publisher to book"]),
        (SEVERAL, "whatever you think", ("Author", "Rating"), []),
        (SEVERAL, "yes, but per child", ("Author", "Rating"), ["each book belongs to a child"]),
        (DATES, "the date and the room", ("Due date", "Room"), []),
        (DATES, "last date", ("Author", "Rating"), ["add last date to book"]),
        (YES_NO, "yes", True, []),
        (YES_NO, "Yes, but per child", True, ["each expense belongs to a child"]),
        (YES_NO, "nope, but add a due date", False, ["add a due date"]),
        (YES_NO, "I don't think so", False, []),
        (YES_NO, "no idea", False, []),
        (CHOICE, "open, closed", "open, closed", []),
        (CHOICE, "to read, reading, read", "to read, reading, read", []),
        (CHOICE, "the first one", "to do, doing, done", []),
        (
            CHOICE,
            "To do, doing, done, but also stuck",
            "to do, doing, done",
            ["add the choice stuck to status"],
        ),
        (FREE, "books, with title and author", "books, with title and author", []),
    ],
)
def test_an_answer_and_what_was_said_besides(
    question: Question, said: str, answer: AnswerValue, wishes: list[str]
) -> None:
    assert says_something(question, said)
    reply = read_reply(question, said)
    assert reply.answer == answer
    assert [ways[0] for ways in reply.wishes] == wishes


def test_what_answers_nothing_is_a_wish_beside_the_recommended_answer() -> None:
    reply = read_reply(YES_NO, "that depends on the season")
    assert reply.answer is False
    assert reply.wishes == (("that depends on the season",),)


@pytest.mark.parametrize("question", ALL)
@pytest.mark.parametrize("nothing", ["", "  ", "\n"])
def test_nothing_says_nothing(question: Question, nothing: str) -> None:
    assert not says_something(question, nothing)


@pytest.mark.parametrize("question", ALL)
def test_answers_in_the_shape_that_was_asked_for_stay_as_they_are(question: Question) -> None:
    for value in (YOU_DECIDE, question.recommended):
        assert read_reply(question, value).answer == value
        assert not read_reply(question, value).wishes


@given(text=st.text(max_size=400), number=st.integers(0, len(ALL) - 1))
def test_any_text_becomes_an_answer_of_its_kind(text: str, number: int) -> None:
    question = ALL[number]
    reply = read_reply(question, text)
    kinds = {QuestionKind.SEVERAL: tuple, QuestionKind.YES_NO: bool}
    if text.strip() and text != YOU_DECIDE:
        assert isinstance(reply.answer, kinds.get(question.kind, str))
    if question.kind is QuestionKind.SEVERAL and isinstance(reply.answer, tuple):
        assert set(reply.answer) <= set(question.options)
