"""Asking a conversation's questions, and for approval, in a terminal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from activities.specification.replies import says_something
from activities.specification.tracing import in_words
from models.conversation import AnswerValue, Question, QuestionKind
from models.jobs import Decision
from models.proposal import Estimate, SummarySection
from terminal.reader import LineReader


@dataclass(frozen=True)
class Proposal:
    """What a person is asked to approve."""

    sections: tuple[SummarySection, ...]
    estimate: Estimate | None = None


_YES = {"y", "yes", "j", "ja", "true", "1"}
_REFUSED = {
    QuestionKind.YES_NO: "Please say yes or no, or say it in a sentence.",
    QuestionKind.CHOICE: "That is none of the choices; type a number, or say it in a sentence.",
    QuestionKind.SEVERAL: "Type numbers from the list, separated by commas, or your own words.",
    QuestionKind.TEXT: "Please type something.",
}
_BACK = {"back", "answers", "go back"}
_NO = {"n", "no", "nein", "false", "0"}


async def ask_all(
    console: Console,
    reader: LineReader,
    questions: Sequence[Question],
    known: Mapping[str, AnswerValue] | None = None,
) -> dict[str, AnswerValue]:
    """Ask each question; an empty line takes the recommended answer, or keeps the known one.

    Args:
        console: Where to ask.
        reader: Where the answers come from.
        questions: What to ask.
        known: Earlier answers, by question id.
    """
    kept = known or {}
    enter = "keep your answer" if kept else "take what is recommended"
    console.print(
        f"\n[bold]A few questions[/] — press Enter to {enter}, or answer in your own words.\n"
    )
    answers = {}
    for number, question in enumerate(questions, start=1):
        console.print(f"[bold cyan]{number}.[/] {escape(question.text)}", highlight=False)
        console.print(f"   [dim]{escape(question.reason)}[/]", highlight=False)
        if question.id in kept:
            told = escape(in_words(kept[question.id]))
            console.print(f"   [dim]Your answer:[/] {told}", highlight=False)
        empty = kept.get(question.id, "you_decide")
        answers[question.id] = await _ask(console, reader, question, empty)
    return answers


async def _ask(
    console: Console, reader: LineReader, question: Question, empty: AnswerValue
) -> AnswerValue:
    for number, option in enumerate(question.options, start=1):
        mark = "[green]●[/]" if _is_recommended(question, option) else "○"
        console.print(f"   {mark} {number}  {escape(option)}", highlight=False)
    while True:
        console.print(f"   {_hint(question)} [bold]›[/] ", end="")
        typed = await reader.line()
        if not typed:
            return empty
        answer = parse_answer(question, typed)
        if answer is not None:
            return answer
        console.print(f"   [yellow]{_REFUSED[question.kind]}[/]")


def parse_answer(question: Question, typed: str) -> AnswerValue | None:
    """Return what was typed in the shape that the question asks for, or as it was said.

    Returns:
        None when it answers nothing.
    """
    parsers: dict[QuestionKind, Callable[[Question, str], AnswerValue | None]] = {
        QuestionKind.YES_NO: _yes_no,
        QuestionKind.CHOICE: _option,
        QuestionKind.SEVERAL: _options,
        QuestionKind.TEXT: lambda _, text: text,
    }
    answer = parsers[question.kind](question, typed)
    if answer is None and says_something(question, typed):
        return typed
    return answer


def _yes_no(_: Question, typed: str) -> bool | None:
    word = typed.casefold()
    return True if word in _YES else False if word in _NO else None


def _option(question: Question, typed: str) -> str | None:
    if typed.isdecimal() and len(typed) < 5 and 1 <= int(typed) <= len(question.options):
        return question.options[int(typed) - 1]
    same = [option for option in question.options if option.casefold() == typed.casefold()]
    return same[0] if same else None


def _options(question: Question, typed: str) -> tuple[str, ...] | None:
    parts = [part.strip() for part in typed.replace(";", ",").split(",") if part.strip()]
    chosen = [_option(question, part) for part in parts]
    if not chosen or any(option is None for option in chosen):
        return None
    # Once each: to name an option twice is no mistake that a person must correct.
    return tuple(dict.fromkeys(option for option in chosen if option is not None))


def _is_recommended(question: Question, option: str) -> bool:
    recommended = question.recommended
    return option == recommended or (isinstance(recommended, tuple) and option in recommended)


def _hint(question: Question) -> str:
    recommended = question.recommended
    if isinstance(recommended, bool):
        return "[dim](Y/n)[/]" if recommended else "[dim](y/N)[/]"
    if question.kind is QuestionKind.SEVERAL:
        return "[dim](numbers, separated by commas)[/]"
    return f"[dim]({escape(str(recommended))})[/]"


async def ask_approval(
    console: Console, reader: LineReader, proposal: Proposal, *, asked: bool = False
) -> tuple[Decision | None, str | None]:
    """Show a proposal in plain words and return the decision, with the changes wished for.

    Args:
        console: Where to show it.
        reader: Where the decision comes from.
        proposal: What to decide on.
        asked: Whether questions were answered before, to which one can go back.

    Returns:
        No decision when the person wants to go back to the questions.
    """
    for section in proposal.sections:
        _tell(console, section.heading, section.sentences)
    if proposal.estimate is not None and proposal.estimate.told:
        _tell(console, "What it will take", proposal.estimate.told)
    console.print(
        "\nPress [bold]Enter[/] to approve, type [bold]no[/] to stop, "
        "or say in your own words what should be different."
        + (" Type [bold]back[/] to change your answers." if asked else "")
    )
    console.print("[bold]›[/] ", end="")
    typed = await reader.line()
    if asked and typed.casefold() in _BACK:
        return None, None
    if not typed or typed.casefold() in _YES | {"ok", "approve"}:
        return Decision.APPROVE, None
    if typed.casefold() in _NO | {"stop", "reject", "cancel"}:
        return Decision.REJECT, None
    return Decision.CHANGE, typed


def _tell(console: Console, heading: str, sentences: Sequence[str]) -> None:
    console.print(f"\n[bold]{escape(heading)}[/]", highlight=False)
    table = Table.grid(padding=(0, 1))
    for sentence in sentences:
        table.add_row("  •", escape(sentence))
    console.print(table, highlight=False)
