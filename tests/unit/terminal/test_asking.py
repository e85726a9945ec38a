"""Questions and proposals on a terminal: whatever is asked or typed."""

import asyncio
import io
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console

from models.conversation import AnswerValue, Question, QuestionKind
from models.errors import Conflict, InvalidInput, TooLarge
from models.jobs import Decision
from models.proposal import Estimate, SummaryPart, SummarySection
from terminal.commands import check_request, parse_given
from terminal.questions import Proposal, ask_all, ask_approval, parse_answer
from terminal.reader import LineReader, NoInputError

FIELDS = Question(
    id="fields",
    text="What would you like to note?",
    reason="Each becomes a column.",
    kind=QuestionKind.SEVERAL,
    options=("Due date", "Done", "Notes"),
    recommended=("Due date", "Done"),
)
CHOICE = Question(
    id="view",
    text="How shall it look?",
    reason="It is the first page.",
    kind=QuestionKind.CHOICE,
    options=("List", "Board"),
    recommended="List",
)
YES_NO = Question(
    id="share", text="Share it?", reason="r", kind=QuestionKind.YES_NO, recommended=False
)
FREE = Question(id="name", text="Its name?", reason="r", kind=QuestionKind.TEXT, recommended="X")

PROPOSAL = Proposal(
    (
        SummarySection(
            part=SummaryPart.GETS, heading="What you [will] get", sentences=("A list.",)
        ),
        SummarySection(
            part=SummaryPart.KEEPS, heading="What it keeps", sentences=("It keeps [books].",)
        ),
    ),
    Estimate(
        seconds=60,
        at_least=50,
        at_most=90,
        memory_mb=1,
        disk_mb=1,
        told=("It takes about a minute.",),
    ),
)


class Typist(LineReader):
    """Types lines, then leaves."""

    def __init__(self, *lines: str) -> None:
        super().__init__()
        self._left = list(lines)

    async def line(self) -> str:
        if not self._left:
            raise NoInputError
        return self._left.pop(0)


def _console() -> tuple[Console, io.StringIO]:
    told = io.StringIO()
    return Console(file=told, width=80, force_terminal=False), told


@pytest.mark.parametrize(
    ("question", "typed", "answer"),
    [
        (FIELDS, "1,3", ("Due date", "Notes")),
        (FIELDS, " 2 ; notes ", ("Done", "Notes")),
        (FIELDS, "1,1,due date,3", ("Due date", "Notes")),
        (FIELDS, "4", None),
        (FIELDS, "0", None),
        (FIELDS, ",", None),
        (FIELDS, "1, publisher", "1, publisher"),
        (FIELDS, "yes, but per child", "yes, but per child"),
        (CHOICE, "the board, but with colours", "the board, but with colours"),
        (YES_NO, "no, only with my sister", "no, only with my sister"),
        (FIELDS, "²", None),
        (CHOICE, "2", "Board"),
        (CHOICE, "board", "Board"),
        (CHOICE, "-1", None),
        (CHOICE, "99999999999999999999", None),
        (YES_NO, "Y", True),
        (YES_NO, "no", False),
        (YES_NO, "perhaps", None),
        (FREE, "[red]Ours[/]", "[red]Ours[/]"),
    ],
)
def test_what_is_typed_becomes_an_answer(
    question: Question, typed: str, answer: AnswerValue | None
) -> None:
    assert parse_answer(question, typed) == answer


async def test_enter_takes_what_is_recommended_and_nonsense_is_asked_again() -> None:
    console, told = _console()
    answers = await ask_all(console, Typist("", "7", "2"), [FIELDS, CHOICE])
    assert answers == {"fields": "you_decide", "view": "Board"}
    assert "none of the choices" in told.getvalue()


async def test_going_back_keeps_answers_that_are_not_given_anew() -> None:
    console, told = _console()
    assert await ask_approval(console, Typist("back"), PROPOSAL, asked=True) == (None, None)
    known: dict[str, AnswerValue] = {"fields": ("Notes",), "view": "List"}
    answers = await ask_all(console, Typist("", "2"), [FIELDS, CHOICE], known)
    assert answers == {"fields": ("Notes",), "view": "Board"}
    assert "Your answer: Notes" in told.getvalue()


async def test_going_back_is_a_wish_like_any_other_when_nothing_was_asked() -> None:
    console, _ = _console()
    answer = await ask_approval(console, Typist("back"), PROPOSAL)
    assert answer == (Decision.CHANGE, "back")


async def test_markup_in_questions_is_shown_and_not_obeyed() -> None:
    hostile = CHOICE.model_copy(
        update={"text": "[bold red]x[/] [/nothing]", "options": ("[link=http://e]a[/]", "b")}
    )
    console, told = _console()
    await ask_all(console, Typist("1"), [hostile])
    assert "[bold red]x[/] [/nothing]" in told.getvalue()
    assert "[link=http://e]a[/]" in told.getvalue()


async def test_nobody_at_the_terminal_is_noticed() -> None:
    console, _ = _console()
    with pytest.raises(NoInputError):
        await ask_all(console, Typist(), [FIELDS])


@pytest.mark.parametrize(
    ("typed", "decision", "changes"),
    [
        ("", Decision.APPROVE, None),
        ("yes", Decision.APPROVE, None),
        ("No", Decision.REJECT, None),
        ("cancel", Decision.REJECT, None),
        ("add a publisher", Decision.CHANGE, "add a publisher"),
    ],
)
async def test_a_proposal_is_decided(typed: str, decision: Decision, changes: str | None) -> None:
    console, told = _console()
    assert await ask_approval(console, Typist(typed), PROPOSAL) == (decision, changes)
    shown = told.getvalue()
    assert "It keeps [books]." in shown
    assert shown.index("What you [will] get") < shown.index("What it keeps")
    assert "about a minute" in shown


async def test_proposals_fit_eighty_columns_with_a_hanging_indent() -> None:
    console, told = _console()
    long = SummarySection(part=SummaryPart.GETS, heading="x", sentences=("word " * 40,))
    await ask_approval(console, Typist(""), Proposal((long,)))
    lines = told.getvalue().splitlines()
    assert all(len(line) <= 80 for line in lines)
    second = lines[next(i for i, line in enumerate(lines) if "•" in line) + 1]
    assert second.startswith("    word")


@pytest.mark.parametrize(
    "given", [["fields"], ["nothing=1"], ["view=neither"], ["share=perhaps"], [""]]
)
def test_answers_given_as_arguments_are_checked(given: list[str]) -> None:
    with pytest.raises(InvalidInput):
        parse_given((FIELDS, CHOICE, YES_NO), given)


def test_answers_can_be_given_as_arguments() -> None:
    questions = (FIELDS, CHOICE)
    assert parse_given(questions, ["you_decide"]) == {"fields": "you_decide", "view": "you_decide"}
    assert parse_given(questions, ["view=2"]) == {"view": "Board"}
    assert parse_given(questions, ["view=you_decide"]) == {"view": "you_decide"}


def test_an_earlier_answer_can_be_given_anew() -> None:
    assert parse_given((), ["view=2"], (CHOICE,)) == {"view": "Board"}
    with pytest.raises(Conflict):
        parse_given((), ["you_decide"], (CHOICE,))


def test_answering_when_nothing_is_asked_says_so() -> None:
    with pytest.raises(Conflict):
        parse_given((), ["you_decide"])


@pytest.mark.parametrize(
    "request_", ["", "  ", "hi", "12345 67", "a\x1b[31mbc", "\udcff\udcfe abc"]
)
def test_requests_that_say_nothing_are_refused_before_a_stack_starts(request_: str) -> None:
    with pytest.raises(InvalidInput):
        check_request(request_)


def test_requests_that_are_too_long_are_refused() -> None:
    with pytest.raises(TooLarge):
        check_request("a" * 100_000)
    check_request("books with title\nand author")


async def test_lines_are_read_from_whatever_standard_input_is() -> None:
    reader, writer = asyncio.StreamReader(), ["one\n", "two"]

    async def opened(lines: Sequence[str]) -> asyncio.StreamReader:
        reader.feed_data("".join(lines).encode())
        reader.feed_eof()
        return reader

    given = LineReader()
    given._stream = await opened(writer)
    assert [await given.line(), await given.line()] == ["one", "two"]
    with pytest.raises(NoInputError):
        await given.line()


@pytest.mark.parametrize(("written", "read"), [(None, []), ("one\ntwo", ["one", "two"])])
async def test_what_is_no_terminal_is_read_to_its_end(
    written: str | None, read: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(os.devnull) if written is None else tmp_path / "answers"
    if written is not None:
        path.write_text(written, encoding="utf-8")
    with path.open(encoding="utf-8") as given:
        monkeypatch.setattr("sys.stdin", given)
        lines = LineReader()
        assert [await asyncio.wait_for(lines.line(), 5) for _ in read] == read
        with pytest.raises(NoInputError):
            await asyncio.wait_for(lines.line(), 5)
