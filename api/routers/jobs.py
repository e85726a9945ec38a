"""Jobs: where they stand, and what can be said to them."""

import json
from contextlib import suppress

from fastapi import APIRouter, Request, Response

from api.access import find_job
from api.auditing import note_decision
from api.auth import Caller
from api.bodies import AnswersBody, DecisionBody
from api.links import job_links
from api.places import all_placed, placed
from api.retrying import may_be_retried
from api.routers.parameters import WithJobs, WithLog, WithQuality
from api.routers.starts import located, may_start
from api.services import FromCaller, Services, WithServices
from api.talk import check_answers, check_decision, check_not_ended, possible, subject_of
from api.views import (
    Accepted,
    JobSummary,
    JobView,
    Listing,
    LogPage,
    Taken,
    TurnsView,
    TurnUsage,
)
from models.conversation import ConversationState
from models.errors import NotFound, StorageError
from models.jobs import DevelopmentJob
from models.quality import QualityReport

SARIF = "application/sarif+json"

router = APIRouter(prefix="/jobs", tags=["jobs"])


@router.get("")
async def list_jobs(
    query: WithJobs, services: WithServices, caller: FromCaller
) -> Listing[JobSummary]:
    """List jobs, newest first; operators see everybody's."""
    page = await services.store.jobs(
        owner=caller.scope,
        application_id=query.application_id,
        running=query.running,
        limit=query.limit,
        cursor=query.cursor,
    )
    found = await all_placed(services.store, page.items)
    items = tuple(JobSummary.of(job) for job in found)
    return Listing[JobSummary](items=items, next_cursor=page.next_cursor)


@router.get("/{job_id}")
async def show_job(job_id: str, services: WithServices, caller: FromCaller) -> JobView:
    """Show where a job stands."""
    # As it was published, with the events that tell of it: workflow and worker are not asked.
    job = await placed(services.store, await find_job(services.store, caller, job_id))
    actions = possible(job.progress, job.conversation.questions)
    return JobView.of(job, (*actions, *(["retry"] if may_be_retried(job) else [])))


@router.get("/{job_id}/conversation")
async def show_conversation(
    job_id: str, services: WithServices, caller: FromCaller
) -> ConversationState:
    """Show the conversation of a job."""
    job = await find_job(services.store, caller, job_id)
    return await services.engine.conversation(job)


@router.post("/{job_id}/answers", status_code=202)
async def answer_questions(
    job_id: str, body: AnswersBody, services: WithServices, caller: FromCaller
) -> Taken:
    """Answer any of the questions, also once more while the specification is not approved.

    ``you_decide`` takes the recommended value. Any question can be answered in a sentence:
    "yes, but per child" is taken as the answer and as a wish.
    """
    job = await find_job(services.store, caller, job_id)
    progress = await services.engine.progress(job)
    asked = (await services.engine.conversation(job)).questions
    answers = check_answers(progress, asked, body.answers)
    await services.engine.answer(job, answers)
    await _keep(services, job)
    return _taken(job)


@router.post("/{job_id}/decision", status_code=202)
async def decide(
    job_id: str, body: DecisionBody, services: WithServices, caller: FromCaller
) -> Taken:
    """Approve, change or reject what is proposed, or decide what the job waits for since.

    While the code is written, a job can wait for a permission, for more budget, or for help: its
    ``decision`` says what, why, and what each way to decide means.
    """
    job = await find_job(services.store, caller, job_id)
    progress = await services.engine.progress(job)
    check_decision(progress, body)
    about = subject_of(progress)
    await services.engine.decide(
        job,
        body.decision,
        changes=body.changes,
        comment=body.comment,
        by=caller.owner,
        about=about,
    )
    await note_decision(services.store, caller, job, progress, body.decision, about)
    await _keep(services, job)
    return _taken(job)


@router.post("/{job_id}/cancel", status_code=202)
async def cancel(job_id: str, services: WithServices, caller: FromCaller) -> Taken:
    """Stop a job and undo what it did."""
    job = await _running(services, caller, job_id)
    await services.engine.cancel(job)
    return _taken(job)


@router.post("/{job_id}/pause", status_code=202)
async def pause(job_id: str, services: WithServices, caller: FromCaller) -> Taken:
    """Let a job end its current step and wait then; deadlines wait with it."""
    job = await _running(services, caller, job_id)
    await services.engine.pause(job, caller.owner)
    await _keep(services, job)
    return _taken(job)


@router.post("/{job_id}/resume", status_code=202)
async def resume(job_id: str, services: WithServices, caller: FromCaller) -> Taken:
    """Let a paused job go on; one that is not paused just does."""
    job = await _running(services, caller, job_id)
    await services.engine.resume(job, caller.owner)
    await _keep(services, job)
    return _taken(job)


@router.post("/{job_id}/retry", status_code=202)
async def retry(
    job_id: str,
    request: Request,
    response: Response,
    services: WithServices,
    caller: FromCaller,
) -> Accepted:
    """Start a failed job again from the step that failed, as a new job.

    What was approved, built, checked and packaged is taken over; nothing is asked again.
    """
    job = await find_job(services.store, caller, job_id)
    key = may_start(request, services, caller)
    return located(response, await services.starter.retry(caller, job, key))


@router.get("/{job_id}/logs")
async def read_log(
    job_id: str, query: WithLog, services: WithServices, caller: FromCaller
) -> LogPage:
    """Read the build log."""
    job = await find_job(services.store, caller, job_id)
    lines = await services.log.read(job.id, after=query.after, level=query.level, limit=query.limit)
    after = lines[-1].number if lines else query.after
    return LogPage(items=tuple(lines), next_after=after)


@router.get(
    "/{job_id}/quality",
    response_model=QualityReport,
    responses={200: {"content": {SARIF: {}}}},
)
async def show_quality(
    job_id: str, query: WithQuality, services: WithServices, caller: FromCaller
) -> QualityReport | Response:
    """Show what the gates found."""
    job = await find_job(services.store, caller, job_id)
    quality = job.progress.quality
    if quality is None:
        raise NotFound(
            "This job has no quality report yet.",
            remedy="Wait until its gates have run; a rollback or deletion has none.",
        )
    if query.format == "json":
        return quality
    # Only this form needs it, and it must not slow down every start.
    from activities.quality.report import to_sarif

    return Response(json.dumps(to_sarif(quality)), media_type=SARIF)


@router.get("/{job_id}/turns")
async def list_turns(job_id: str, services: WithServices, caller: FromCaller) -> TurnsView:
    """List what each turn of the job's coding agent has used."""
    job = await find_job(services.store, caller, job_id)
    turns = await services.store.usage.turns(job.id)
    return TurnsView(items=tuple(TurnUsage(turn=n, spent=s) for n, s in turns.items()))


async def _running(services: Services, caller: Caller, job_id: str) -> DevelopmentJob:
    """Return a job of the caller's that has not ended."""
    job = await find_job(services.store, caller, job_id)
    check_not_ended(job.progress)
    return job


async def _keep(services: Services, job: DevelopmentJob) -> None:
    """Store what the job makes of a message: whoever looks next, and wherever, shall see it."""
    progress = await services.engine.progress(job)
    # The message was delivered all the same, and the job stores its next state itself.
    with suppress(StorageError):
        await services.store.publish(job.id, progress, ())


def _taken(job: DevelopmentJob) -> Taken:
    return Taken(job_id=job.id, links=job_links(job.id, job.application_id))
