"""Deciding on a terminal what only the owner can decide."""

import io
import json
from decimal import Decimal

import httpx
import pytest
from rich.console import Console

from api.views import JobView
from models.decisions import Choice, DecisionKind, OpenDecision
from models.jobs import (
    Decision,
    DevelopmentJob,
    EventKind,
    JobEvent,
    JobKind,
    JobPhase,
    JobProgress,
    JobResult,
)
from models.usage import JobUsage, Limits, Spent
from sdk.client import OrchestratorClient
from terminal.deciding import ask_decision
from terminal.follow import Follower
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
            "12 turns, credits: 3.2 of 10, tokens: 1,200",
        ),
        (
            JobUsage(turns=2, spent=Spent(cost=Decimal("0.0110400000"), output_tokens=0)),
            "2 turns, tokens: 0, cost: 0.011",
        ),
    ],
)
def test_what_was_used_is_told_beside_the_budget(usage: JobUsage, line: str) -> None:
    assert usage_line(usage) == line


class Waiting:
    """An API whose job waits for the newer of two decisions, and ends once it has it."""

    def __init__(self) -> None:
        self.sent: list[dict[str, object]] = []

    def job(self) -> JobView:
        progress = JobProgress(
            job_id="j",
            application_id="a",
            kind=JobKind.CREATE,
            phase=JobPhase.DONE if self.sent else JobPhase.AWAITING_APPROVAL,
            decision=None if self.sent else DECISION,
            result=JobResult(summary="Live.") if self.sent else None,
        )
        job = DevelopmentJob(
            id="j",
            application_id="a",
            owner="ada",
            kind=JobKind.CREATE,
            correlation_id="c",
            created_at=samples.NOW,
            updated_at=samples.NOW,
            progress=progress,
        )
        return JobView.of(job)

    def events(self) -> bytes:
        earlier = DECISION.model_copy(update={"id": "decision-0"})
        told = [
            (EventKind.DECISION_NEEDED, {"decision": item.model_dump(mode="json")})
            for item in (earlier, DECISION)
        ]
        frames = []
        for sequence, (kind, data) in enumerate([*told, (EventKind.DONE, {})], start=1):
            event = JobEvent(
                sequence=sequence,
                job_id="j",
                application_id="a",
                at=samples.NOW,
                phase=JobPhase.DONE if kind is EventKind.DONE else JobPhase.AWAITING_APPROVAL,
                percentage=20,
                kind=kind,
                message="told",
                data=data,
            )
            frames.append(f"id: {sequence}\ndata: {event.model_dump_json()}\n\n")
        return "".join(frames).encode()

    async def serve(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/decision"):
            self.sent.append(json.loads(request.content))
            return httpx.Response(202, json={"job_id": "j", "links": {}})
        if request.url.path.endswith("/events"):
            return httpx.Response(200, content=self.events())
        return httpx.Response(200, text=self.job().model_dump_json())


async def test_following_asks_what_is_open_once_and_says_which_one_it_decides() -> None:
    api = Waiting()
    console = Console(file=io.StringIO(), width=80, force_terminal=False)
    async with OrchestratorClient(
        "http://api", "t", transport=httpx.MockTransport(api.serve)
    ) as client:
        job = await Follower(client, console, Typist("1", "use fewer fields")).follow("j")

    assert job.phase is JobPhase.DONE
    assert api.sent == [
        {"decision": "change", "changes": "use fewer fields", "about": "decision-1"}
    ]
