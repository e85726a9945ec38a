"""Jobs: where they stand, what they ask, and what they tell."""

from collections.abc import AsyncIterator, Mapping

from api.views import Accepted, JobSummary, JobView, Listing, LogPage, TurnsView, TurnUsage
from models.conversation import AnswerValue, ConversationState
from models.deployments import DeploymentPlan, Evidence
from models.jobs import Decision, EventKind, JobEvent
from models.quality import QualityReport
from sdk.calls import Calls, given, job_path
from sdk.streams import resuming

_ENDS = frozenset({EventKind.DONE, EventKind.FAILED})


class JobCalls(Calls):
    """Calls about jobs."""

    async def job(self, job_id: str) -> JobView:
        """Return a job and where it stands."""
        return await self._get(job_path(job_id), JobView)

    async def jobs(
        self,
        *,
        application_id: str | None = None,
        running: bool | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Listing[JobSummary]:
        """Return a page of jobs, newest first; without the parts that lists leave out."""
        asked = {"application_id": application_id, "running": running, "limit": limit}
        return await self._get("/jobs", Listing[JobSummary], {**asked, "cursor": cursor})

    async def retry(self, job_id: str, *, key: str | None = None) -> Accepted:
        """Start a failed job again from the step that failed, as a new job."""
        return await self._start("POST", f"{job_path(job_id)}/retry", key)

    async def conversation(self, job_id: str) -> ConversationState:
        """Return the conversation of a job."""
        return await self._get(f"{job_path(job_id)}/conversation", ConversationState)

    async def answer(self, job_id: str, answers: Mapping[str, AnswerValue]) -> None:
        """Answer any of the open questions; ``you_decide`` takes the recommended value."""
        await self._send("POST", f"{job_path(job_id)}/answers", json={"answers": dict(answers)})

    async def decide(
        self,
        job_id: str,
        decision: Decision,
        *,
        changes: str | None = None,
        comment: str | None = None,
        about: str | None = None,
    ) -> None:
        """Approve, change or reject what is proposed, or the open decision of that id."""
        told = {"decision": decision.value, "changes": changes, "comment": comment, "about": about}
        body = given(told)
        await self._send("POST", f"{job_path(job_id)}/decision", json=body)

    async def cancel(self, job_id: str) -> None:
        """Stop a job and undo what it did."""
        await self._send("POST", f"{job_path(job_id)}/cancel")

    async def pause(self, job_id: str) -> None:
        """Let a job end its current step and wait then."""
        await self._send("POST", f"{job_path(job_id)}/pause")

    async def resume(self, job_id: str) -> None:
        """Let a paused job go on."""
        await self._send("POST", f"{job_path(job_id)}/resume")

    async def logs(
        self, job_id: str, *, after: int = 0, level: str | None = None, limit: int = 1_000
    ) -> LogPage:
        """Return lines of the build log."""
        asked = {"after": after, "level": level, "limit": limit}
        return await self._get(f"{job_path(job_id)}/logs", LogPage, asked)

    async def turns(self, job_id: str) -> tuple[TurnUsage, ...]:
        """Return what each turn of the job's coding agent has used."""
        return (await self._get(f"{job_path(job_id)}/turns", TurnsView)).items

    async def quality(self, job_id: str) -> QualityReport:
        """Return what the gates found."""
        return await self._get(f"{job_path(job_id)}/quality", QualityReport)

    async def plan(self, job_id: str) -> DeploymentPlan:
        """Return what the deployment of a job will do."""
        return await self._get(f"{job_path(job_id)}/plan", DeploymentPlan)

    async def evidence(self, job_id: str) -> Listing[Evidence]:
        """Return what was seen of versions of a job that failed."""
        return await self._get(f"{job_path(job_id)}/evidence", Listing[Evidence])

    async def events(self, job_id: str, *, after: int = 0) -> AsyncIterator[JobEvent]:
        """Yield every event of a job once and in order, through any loss of connection, to its end.

        Raises:
            ApiError: The server refuses; being unreachable for a while is no reason to give up.
        """
        path = f"/api/v1{job_path(job_id)}/events"
        async for _, event in resuming(self._http, path, after, JobEvent):
            yield event
            if event.kind in _ENDS:
                return

    async def wait(self, job_id: str) -> JobView:
        """Return a job once it has ended."""
        async for _ in self.events(job_id):
            pass
        return await self.job(job_id)
