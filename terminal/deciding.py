"""Asking for what only the owner can decide, while the code is written."""

from rich.console import Console
from rich.markup import escape

from models.decisions import Choice, OpenDecision
from models.jobs import Decision
from terminal.reader import LineReader


async def ask_decision(
    console: Console, reader: LineReader, decision: OpenDecision
) -> tuple[Decision, str | None]:
    """Show what is to be decided and return how, with the words that belong to it."""
    console.print(f"\n[bold]{escape(decision.title)}[/]", highlight=False)
    for reason in decision.reasons:
        console.print(f"  • {escape(reason)}", highlight=False)
    for number, choice in enumerate(decision.choices, start=1):
        console.print(f"   {number}  {escape(choice.label)}", highlight=False)
    console.print(f"[dim]{escape(decision.otherwise)}[/]", highlight=False)
    while True:
        console.print("Type a number [bold]›[/] ", end="")
        chosen = _chosen(decision, await reader.line())
        if chosen is None:
            console.print("[yellow]That is none of the choices.[/]")
        elif not chosen.needs_words:
            return chosen.decision, None
        else:
            console.print("What should be done differently? [bold]›[/] ", end="")
            if words := await reader.line():
                return chosen.decision, words


def _chosen(decision: OpenDecision, typed: str) -> Choice | None:
    if not typed.isdecimal() or len(typed) > 3 or not 1 <= int(typed) <= len(decision.choices):
        return None
    return decision.choices[int(typed) - 1]
