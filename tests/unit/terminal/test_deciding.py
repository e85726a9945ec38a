"""Deciding on a terminal what only the owner can decide."""

import io
from decimal import Decimal

import pytest
from rich.console import Console

from models.decisions import Choice, DecisionKind, OpenDecision
from models.jobs import Decision
from models.usage import JobUsage, Limits, Spent
from terminal.deciding import ask_decision
from terminal.reader import LineReader, NoInputError
from terminal.spending import usage_line
from tests import samples

DECISION = OpenDecision(
    id="decision-1",
    kind=DecisionKind.TROUBLE,
    title="kiro gets no further [by] itself.",
    reasons=("The tests fail.",),
    choices=(
        Choice(decision=Decision.CHANGE, label="Try again with your advice", needs_words=True),
        Choice(decision=Decision.APPROVE, label="Take the embedded builder instead"),
        Choice(decision=Decision.REJECT, label="Give up"),
    ),
    deadline=samples.NOW,
    otherwise="Without a decision the job ends.",
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


@pytest.mark.parametrize(
    ("typed", "decided"),
    [
        (("2",), (Decision.APPROVE, None)),
        (("", "0", "4", "yes", "²", "3"), (Decision.REJECT, None)),
        (("1", "use fewer fields"), (Decision.CHANGE, "use fewer fields")),
        (("1", "", "3"), (Decision.REJECT, None)),
    ],
)
async def test_a_number_decides_and_advice_takes_words(
    typed: tuple[str, ...], decided: tuple[Decision, str | None]
) -> None:
    told = io.StringIO()
    console = Console(file=told, width=80, force_terminal=False)

    assert await ask_decision(console, Typist(*typed), DECISION) == decided
    assert "kiro gets no further [by] itself." in told.getvalue()
    assert "2  Take the embedded builder instead" in told.getvalue()


async def test_without_anybody_nothing_is_decided() -> None:
    with pytest.raises(NoInputError):
        await ask_decision(Console(file=io.StringIO()), Typist(), DECISION)


@pytest.mark.parametrize(
    ("usage", "line"),
    [
        (JobUsage(turns=1), "1 turn, the agent does not say what they cost"),
        (
            JobUsage(
                turns=12,
                spent=Spent(credits=Decimal("3.20"), input_tokens=1200),
                budget=Limits(credits=Decimal(10)),
            ),
            "12 turns, credits: 3.20 of 10, tokens: 1,200",
        ),
    ],
)
def test_what_was_used_is_told_beside_the_budget(usage: JobUsage, line: str) -> None:
    assert usage_line(usage) == line
