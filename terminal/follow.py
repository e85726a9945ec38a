"""Following a job to its end: showing progress, asking what is asked, telling the result."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel

from api.views import JobView
from models.conversation import Question
from models.decisions import OpenDecision
from models.jobs import EventKind, JobEvent, JobPhase
from models.quality import QualityReport
from sdk.client import OrchestratorClient
from sdk.errors import Conflict, InvalidRequest, TooLarge
from terminal.deciding import ask_decision
from terminal.questions import Proposal, ask_all, ask_approval
from terminal.reader import LineReader
from terminal.spending import usage_line
from terminal.view import ProgressView
from terminal.waiting import SILENCE_SECONDS, Silence


class Follower:
    """Follows one job on a terminal.

    Args:
        client: Where the job is.
        console: Where to show it.
        reader: Where answers come from.
        patience: Seconds without a sign of the job after which a missing worker is told.
    """

    def __init__(
        self,
        client: OrchestratorClient,
        console: Console,
        reader: LineReader | None = None,
        *,
        patience: float = SILENCE_SECONDS,
    ) -> None:
        self._client = client
        self._console = console
        self._reader = reader or LineReader()
        self._silence = Silence(client, console, seconds=patience)

    async def follow(self, job_id: str) -> JobView:
        """Show a job's events until it ends, answering for the person at the terminal.

        Raises:
            terminal.reader.NoInputError: Something is asked, and nobody is there to answer.
        """
        job = await self._client.job(job_id)
        with ProgressView(self._console, job.milestones) as view, self._silence as silence:
            async for event in self._client.events(job_id):
                silence.end()
                if not view.knows(event):
                    # The job plans its steps only once its workflow runs, and some of them later.
                    view.expect((await self._client.job(job_id)).milestones)
                view.show(event)
                if event.kind in {EventKind.QUESTION, EventKind.DECISION_NEEDED}:
                    view.pause()
                    await self._attend(job_id, event)
                    view.resume()
                silence.begin()
        return await self._client.job(job_id)

    async def _attend(self, job_id: str, event: JobEvent) -> None:
        """Ask until what was typed is taken; a dialogue does not end for a slip."""
        while True:
            try:
                return await self._ask_once(job_id, event)
            except (InvalidRequest, TooLarge) as refusal:
                self._tell(refusal.detail, refusal.remedy)
            except Conflict as refusal:
                # Somebody else was faster, or the time is over: the events tell how it goes on.
                return self._tell(refusal.detail)

    def _tell(self, *sentences: str) -> None:
        self._console.print(f"[yellow]{escape(' '.join(sentences))}[/]", highlight=False)

    async def _ask_once(self, job_id: str, event: JobEvent) -> None:
        """Answer a question, unless it was answered already (the events of a past hour)."""
        job = await self._client.job(job_id)
        if job.phase is not event.phase:
            return
        if event.data.get("reminder") or event.data.get("refusal"):
            self._tell(event.message)
        if event.kind is EventKind.QUESTION and job.questions:
            await self._answer(job_id, job.questions)
        elif job.decision is not None:
            await self._decide_open(job_id, job.decision, event)
        elif job.phase is JobPhase.AWAITING_APPROVAL and "decision" not in event.data:
            proposal = Proposal(job.summary_sections, job.estimate)
            await self._decide(job_id, proposal, job.proposal or None)

    async def _decide_open(self, job_id: str, open_: OpenDecision, event: JobEvent) -> None:
        """Ask what the job waits for; the event may tell of an earlier decision."""
        if (event.data.get("decision") or {}).get("id") != open_.id:
            return
        decision, words = await ask_decision(self._console, self._reader, open_)
        await self._client.decide(job_id, decision, changes=words, about=open_.id)

    async def _answer(self, job_id: str, questions: Sequence[Question]) -> None:
        answers = await ask_all(self._console, self._reader, questions)
        await self._client.answer(job_id, answers)

    async def _decide(self, job_id: str, proposal: Proposal, about: str | None) -> None:
        talk = await self._client.conversation(job_id)
        asked = bool(talk.questions)
        decision, changes = await ask_approval(self._console, self._reader, proposal, asked=asked)
        if decision is None:
            answers = await ask_all(self._console, self._reader, talk.questions, talk.answers)
            if answers == talk.answers:
                await self._decide(job_id, proposal, about)
            else:
                await self._client.answer(job_id, answers)
        else:
            await self._client.decide(job_id, decision, changes=changes, about=about)


def tell_result(console: Console, job: JobView) -> None:
    """Print how a job ended and what to do next."""
    if job.phase is JobPhase.DONE and job.result is not None:
        lines = [f"[bold green]{escape(job.result.summary)}[/]"]
        if job.result.url:
            lines += ["", f"[bold]{job.result.url}[/]"]
        if job.quality is not None:
            lines += ["", *quality_lines(job.quality)]
        if job.usage is not None:
            lines += ["", f"Written by {escape(job.builder)}: {usage_line(job.usage)}"]
        if job.result.next_steps:
            lines += ["", "What to do next:"]
            lines += [f"  • {escape(step)}" for step in job.result.next_steps]
        console.print(Panel("\n".join(lines), border_style="green", expand=False))
    elif job.error is not None:
        lines = [
            f"[bold red]{escape(job.error.title)}[/]",
            escape(job.error.detail),
            "",
            f"What to do: {escape(job.error.remedy)}",
            "",
            f"[dim]Job             {job.job_id}[/]",
            f"[dim]Correlation id  {job.error.correlation_id}[/]",
        ]
        if job.usage is not None:
            lines.append(f"[dim]Used            {usage_line(job.usage)}[/]")
        console.print(Panel("\n".join(lines), border_style="red", expand=False))
    else:
        told = job.result.summary if job.result else job.message
        console.print(told or f"The job is {job.phase.value}.", markup=False, highlight=False)


def quality_lines(report: QualityReport) -> list[str]:
    """Return a line per gate."""
    return [
        f"{'[green]✔[/]' if gate.passed else '[red]✘[/]'} {gate.gate.value}: {escape(gate.summary)}"
        for gate in report.gates
    ]
