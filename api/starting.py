"""Starting jobs: the workflow first, then the records, so that dying in between loses nothing.

The workflow writes the same records as its first step; both insert only what is absent.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from activities.backups.restoring import check_restorable
from api.access import check_not_deleted
from api.admission import Admissions
from api.auditing import note_job
from api.auth import Caller
from api.bodies import CreateApplicationBody, ModifyBody, RollBackBody
from api.correlation import correlation_id
from api.jobs import JobEngine, kind_of
from api.retrying import check_retryable, retry_input
from api.views import Accepted
from models.applications import Application, DesiredState
from models.backups import Backup
from models.base import Model, new_id, utc_now
from models.checkpoints import Checkpoint
from models.conversation import ConversationState
from models.errors import Conflict, InvalidInput, NotFound, OrchestrationError
from models.jobs import DevelopmentJob, JobContext, JobKind, JobPhase, JobProgress
from models.queue import Delay
from storage.metadata import MetadataStore
from storage.owner_limits import Applicant
from workflows.messages import (
    CreateApplicationInput,
    DeleteApplicationInput,
    JobInput,
    ModifyApplicationInput,
    RestartApplicationInput,
    RestoreApplicationInput,
    RollBackApplicationInput,
)

LONGEST_KEY = 255
LONGEST_TITLE = 60
_BUILDING = frozenset({JobKind.CREATE, JobKind.MODIFY})


class Ticket(Model):
    """The identity of a job about to start; the same idempotency key gets the same ticket."""

    application_id: str
    job_id: str
    correlation_id: str
    created_at: datetime
    asked_by: str = ""
    repeated: bool = False
    """Whether the key may have been used before."""


class JobStarter:
    """Turns accepted requests into running jobs.

    Args:
        engine: Carries jobs out.
        store: Holds their records and the idempotency keys.
        admissions: Decides about those that build something.
    """

    def __init__(self, engine: JobEngine, store: MetadataStore, admissions: Admissions) -> None:
        self._engine = engine
        self._store = store
        self._admissions = admissions

    async def create(
        self, caller: Caller, body: CreateApplicationBody, key: str | None
    ) -> Accepted:
        """Start a creation."""
        ticket = await self._ticket(caller, key, "create", body)
        application = Application(
            id=ticket.application_id,
            owner=caller.owner,
            title=body.name or _working_title(body.request),
            priority=body.priority,
            request=body.request,
            created_at=ticket.created_at,
            updated_at=ticket.created_at,
            running_job_id=ticket.job_id,
        )
        job = CreateApplicationInput(
            job=_context(ticket, application),
            created_at=ticket.created_at,
            application=application,
            request=body.request,
            name=body.name,
            builder=body.builder,
            auto_approve=body.auto_approve,
        )
        return await self._start(ticket, job, application, body.request)

    async def modify(
        self, caller: Caller, application: Application, body: ModifyBody, key: str | None
    ) -> Accepted:
        """Start a modification.

        Raises:
            Conflict: The application can't be changed, or another job runs.
        """
        ticket = await self._ticket(caller, key, "modify", body, application)
        if not await self._is_recorded(ticket):
            check_can_change(application)
        job = ModifyApplicationInput(
            job=_context(ticket, application),
            created_at=ticket.created_at,
            request=body.request,
            auto_approve=body.auto_approve,
        )
        return await self._start(ticket, job, application, body.request)

    async def roll_back(
        self, caller: Caller, application: Application, body: RollBackBody, key: str | None
    ) -> Accepted:
        """Start a rollback.

        Raises:
            Conflict: The version is live already, or another job runs.
            InvalidInput: There is no such version.
        """
        ticket = await self._ticket(caller, key, "roll_back", body, application)
        if not await self._is_recorded(ticket):  # else the version may be live because of it
            check_can_change(application)
            await self._check_target(application, body.version)
        job = RollBackApplicationInput(
            job=_context(ticket, application),
            created_at=ticket.created_at,
            version=body.version,
            restore_data=body.restore_data,
        )
        return await self._start(ticket, job, application, f"Back to version {body.version}")

    async def restore(
        self, caller: Caller, application: Application, backup: Backup, key: str | None
    ) -> Accepted:
        """Start the return of the data to a backup.

        Raises:
            Conflict: The backup can't be restored below the live version, or another job runs.
        """
        ticket = await self._ticket(caller, key, f"restore {backup.id}", None, application)
        if not await self._is_recorded(ticket):
            check_can_change(application)
            check_restorable(backup, application.current_version or 0)
        job = RestoreApplicationInput(
            job=_context(ticket, application), created_at=ticket.created_at, backup_id=backup.id
        )
        words = f"Back to the data of {backup.taken_at:%Y-%m-%d %H:%M} UTC"
        return await self._start(ticket, job, application, words)

    async def delete(
        self, caller: Caller, application: Application, keep_data: bool, key: str | None
    ) -> Accepted:
        """Start a deletion.

        Raises:
            Conflict: It was deleted already, or another job runs.
        """
        ticket = await self._ticket(caller, key, f"delete {keep_data}", None, application)
        if not await self._is_recorded(ticket):
            check_not_deleted(application)
        job = DeleteApplicationInput(
            job=_context(ticket, application), created_at=ticket.created_at, keep_data=keep_data
        )
        return await self._start(ticket, job, application, "Delete")

    async def restart(self, caller: Caller, application: Application, key: str | None) -> Accepted:
        """Start a restart.

        Raises:
            Conflict: The application is stopped, or another job runs.
        """
        ticket = await self._ticket(caller, key, "restart", None, application)
        if not await self._is_recorded(ticket):
            check_can_change(application)
            _check_runs(application)
        job = RestartApplicationInput(
            job=_context(ticket, application), created_at=ticket.created_at
        )
        return await self._start(ticket, job, application, "Restart")

    async def retry(self, caller: Caller, failed: DevelopmentJob, key: str | None) -> Accepted:
        """Start a failed job again from where it failed.

        Raises:
            Conflict: It can't be retried, or another job runs.
        """
        application = await self._store.application(failed.application_id)
        ticket = await self._ticket(caller, key, f"retry {failed.id}", None, application)
        if not await self._is_recorded(ticket):
            newest = await self._store.jobs(application_id=application.id)
            check_retryable(failed, application, newest.items)
        job = retry_input(failed, application, _context(ticket, application), ticket.created_at)
        return await self._start(ticket, job, application, failed.request)

    async def _check_target(self, application: Application, version: int) -> None:
        if version == application.current_version:
            raise Conflict(
                f"Version {version} is the one that is live.", remedy="Choose another version."
            )
        try:
            await self._store.version(application.id, version)
        except NotFound:
            detail = f"There is no version {version}."
            raise InvalidInput(
                detail,
                remedy="List the versions to choose one.",
                errors=[{"pointer": "/version", "detail": detail}],
            ) from None

    async def _ticket(
        self,
        caller: Caller,
        key: str | None,
        operation: str,
        body: Model | None,
        application: Application | None = None,
    ) -> Ticket:
        fresh = Ticket(
            application_id=application.id if application else new_id(),
            job_id=new_id(),
            correlation_id=correlation_id() or new_id(),
            created_at=utc_now(),
            asked_by=caller.owner,
        )
        if key is None:
            return fresh
        content = body.model_dump_json() if body else ""
        told = "\n".join((operation, application.id if application else "", content))
        fingerprint = hashlib.sha256(told.encode()).hexdigest()
        subject = fresh.model_dump(mode="json", exclude={"repeated"})
        claimed = await self._store.claim_key(caller.owner, key, fingerprint, subject)
        return Ticket.model_validate({**claimed, "repeated": claimed["job_id"] != fresh.job_id})

    async def _start(
        self, ticket: Ticket, job: JobInput, application: Application, words: str
    ) -> Accepted:
        delay = None
        if not await self._is_recorded(ticket):
            delay = await self._admit(job)
            run_id = await self._started(job, application.priority)
            await note_job(self._store, ticket.asked_by, job)
            is_new = isinstance(job, CreateApplicationInput)
            await self._store.open_job(_record(job, run_id, words), application if is_new else None)
        return Accepted.of(ticket.job_id, ticket.application_id, delay)

    async def _admit(self, job: JobInput) -> Delay | None:
        """Let in what builds something; to go back or to take down is possible at any time."""
        kind, ids = kind_of(job), job.job
        if kind not in _BUILDING:
            return None
        applicant = Applicant(ids.job_id, ids.owner, ids.application_id, kind)
        return await self._admissions.admit(applicant)

    async def _started(self, job: JobInput, priority: int) -> str:
        try:
            return await self._engine.start(job, priority=priority)
        except OrchestrationError:
            await self._admissions.withdraw(job.job.job_id)
            raise

    async def _is_recorded(self, ticket: Ticket) -> bool:
        """Tell whether the key was used before, and came as far as it can."""
        if not ticket.repeated:
            return False
        try:
            await self._store.job(ticket.job_id)
        except NotFound:
            return False
        return True


def idempotency_key(headers: Mapping[str, str]) -> str | None:
    """Return the request's idempotency key.

    Raises:
        InvalidInput: It is empty, too long, or not of printable ASCII characters.
    """
    key = headers.get("idempotency-key")
    if key is None:
        return None
    if not 0 < len(key) <= LONGEST_KEY or not (key.isascii() and key.isprintable()):
        raise InvalidInput(
            "The Idempotency-Key must have 1 to 255 printable ASCII characters.",
            errors=[{"parameter": "Idempotency-Key", "detail": "Not a valid key."}],
        )
    return key


def check_can_change(application: Application) -> None:
    """Raise Conflict when there is nothing yet, or nothing any more, that could be changed."""
    check_not_deleted(application)
    if application.current_version is None:
        raise Conflict(
            "This application has no version yet.",
            remedy="Wait for its creation to end, or create it anew.",
        )


def _check_runs(application: Application) -> None:
    if application.desired_state is DesiredState.STOPPED:
        raise Conflict(
            "The application is stopped, so there is nothing to restart.",
            remedy="Start it first: 'orchestrator start', or desired_state 'running'.",
        )


def _context(ticket: Ticket, application: Application) -> JobContext:
    return JobContext(
        job_id=ticket.job_id,
        application_id=ticket.application_id,
        owner=application.owner,
        correlation_id=ticket.correlation_id,
    )


def _record(start: JobInput, run_id: str, words: str) -> DevelopmentJob:
    job, kind = start.job, kind_of(start)
    return DevelopmentJob(
        id=job.job_id,
        application_id=job.application_id,
        owner=job.owner,
        kind=kind,
        request=words,
        run_id=run_id,
        correlation_id=job.correlation_id,
        retry_of=start.retry_of,
        created_at=start.created_at,
        updated_at=start.created_at,
        progress=JobProgress(
            job_id=job.job_id,
            application_id=job.application_id,
            kind=kind,
            phase=JobPhase.ANALYSING,
            checkpoint=Checkpoint(order=start.order),
        ),
        conversation=ConversationState(request=words),
    )


def _working_title(request: str) -> str:
    """Return the first words of a request, until it has been understood."""
    line = " ".join(request.replace("\t", " ").split())
    if len(line) <= LONGEST_TITLE:
        return line
    return line[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
