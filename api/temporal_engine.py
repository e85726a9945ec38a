"""The job engine behind the API: workflows on a Temporal server."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeVar

import structlog
from temporalio.client import (
    Client,
    WorkflowFailureError,
    WorkflowHandle,
    WorkflowQueryFailedError,
    WorkflowQueryRejectedError,
)
from temporalio.common import Priority, QueryRejectCondition, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from activities.backups.messages import BackUpInput, BackUpRequest
from activities.resources.messages import CleanUpInput, CleanUpReport
from api.calling import answered_within
from api.collecting import collect_log
from api.host_engine import HostEngine
from api.jobs import kind_of
from api.links import job_links
from api.pollers import idle_queues
from api.temporal_hosts import TemporalHostEngine
from models.applications import Application
from models.backups import Backup
from models.base import Model, new_id
from models.conversation import AnswerValue, ConversationState
from models.errors import Conflict, RuntimeFailure, Unavailable
from models.jobs import Decision, DevelopmentJob, JobContext, JobKind, JobProgress
from storage.metadata import MetadataStore
from temporal.search_attributes import attributes_of
from temporal.task_queues import ORCHESTRATOR
from workflows.ids import (
    QueryName,
    SignalName,
    WorkflowName,
    backup_workflow_id,
    clean_up_id,
    workflow_id,
)
from workflows.messages import (
    AnswerSignal,
    DecisionSignal,
    JobInput,
    JobPolicy,
    PauseSignal,
    SetStateInput,
)

CALL_TIMEOUT = timedelta(seconds=5)
TASK_TIMEOUT = timedelta(seconds=2)
"""A workflow that a killed worker was just thinking about goes on after so long. Thinking takes
milliseconds, replaying a long history some hundred; what is noted in the records prolongs it."""
QUERY_TIMEOUT = timedelta(seconds=1.5)
"""A worker answers in milliseconds; without one the stored state is shown instead."""
CLEANING_TIMEOUT = timedelta(minutes=5)
"""A clean-up that takes longer goes on, but nobody is told of its end."""
PING_TIMEOUT = timedelta(seconds=1)
QUIET_SECONDS = 5.0
"""How long no worker is asked after one did not answer."""

State = TypeVar("State", bound=Model)
_log = structlog.get_logger(__name__)


class TemporalJobEngine:
    """Starts, signals and queries the workflows of jobs.

    Args:
        client: A connected client with the pydantic converter.
        store: Where the state is read when no worker answers.
        policy: What the operator set for jobs.
        clock: Seconds, monotonic.
    """

    def __init__(
        self,
        client: Client,
        store: MetadataStore,
        policy: JobPolicy | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._store = store
        self._policy = policy or JobPolicy()
        self._clock = clock
        self._quiet_until = 0.0
        self.hosts: HostEngine = TemporalHostEngine(client)

    async def start(self, job: JobInput, *, priority: int) -> str:
        """Start the workflow of a job, with what the operator set."""
        ids, kind = job.job, kind_of(job)
        try:
            async with answered_within(CALL_TIMEOUT):
                handle: WorkflowHandle[Any, Any] = await self._client.start_workflow(
                    WorkflowName[kind.name].value,
                    job.model_copy(update={"policy": self._policy}),
                    id=workflow_id(ids.application_id),
                    task_queue=ORCHESTRATOR,
                    id_reuse_policy=_reuse(job, kind),
                    memo={"job_id": ids.job_id, "correlation_id": ids.correlation_id},
                    search_attributes=attributes_of(ids, kind),
                    priority=Priority(priority_key=priority, fairness_key=ids.owner[:64]),
                    static_summary=f"{kind.value.replace('_', ' ')} for {ids.owner}",
                    task_timeout=TASK_TIMEOUT,
                    rpc_timeout=CALL_TIMEOUT,
                )
        except WorkflowAlreadyStartedError as clash:
            return await self._adopt(ids, clash)
        return handle.result_run_id or ""

    async def back_up(self, backup: Backup, *, host: str) -> None:
        """Start the workflow that makes a backup; it may have been started before."""
        wanted = BackUpInput(
            application_id=backup.application_id, backup_id=backup.id, kind=backup.kind
        )
        async with answered_within(CALL_TIMEOUT):
            with suppress(WorkflowAlreadyStartedError):
                await self._client.start_workflow(
                    WorkflowName.BACK_UP.value,
                    BackUpRequest(host=host, backup=wanted),
                    id=backup_workflow_id(backup.id),
                    task_queue=ORCHESTRATOR,
                    id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
                    rpc_timeout=CALL_TIMEOUT,
                )

    async def answer(self, job: DevelopmentJob, answers: Mapping[str, AnswerValue]) -> None:
        """Signal answers."""
        await self._signal(job, SignalName.ANSWER, AnswerSignal(answers=dict(answers)))

    async def decide(
        self,
        job: DevelopmentJob,
        decision: Decision,
        *,
        changes: str | None,
        comment: str | None,
        by: str,
        about: str = "",
    ) -> None:
        """Signal a decision."""
        signal = DecisionSignal(
            decision=decision, changes=changes, comment=comment, by=by, about=about
        )
        await self._signal(job, SignalName.DECIDE, signal)

    async def cancel(self, job: DevelopmentJob) -> None:
        """Signal that the job shall stop."""
        await self._signal(job, SignalName.CANCEL)

    async def pause(self, job: DevelopmentJob, by: str) -> None:
        """Signal that the job shall wait after its current step."""
        await self._signal(job, SignalName.PAUSE, PauseSignal(by=by))

    async def resume(self, job: DevelopmentJob, by: str) -> None:
        """Signal that a paused job shall go on."""
        await self._signal(job, SignalName.RESUME, PauseSignal(by=by))

    async def apply_state(self, application: Application) -> None:
        """Start a workflow that starts or stops the application; each reads what is newest."""
        host = _host_of(application, self._policy)
        async with answered_within(CALL_TIMEOUT):
            await self._client.start_workflow(
                WorkflowName.SET_STATE.value,
                SetStateInput(application_id=application.id, host=host),
                id=f"state-{application.id}-{new_id()}",
                task_queue=ORCHESTRATOR,
                static_summary=f"{application.desired_state.value}: {application.title[:80]}",
                rpc_timeout=CALL_TIMEOUT,
            )

    async def collect_log(self, application: Application, seconds: float) -> bool:
        """Let the application's host write down what it says; see ``api.collecting``."""
        host = _host_of(application, self._policy)
        return await collect_log(self._client, application.id, host, seconds)

    async def progress(self, job: DevelopmentJob) -> JobProgress:
        """Query the running workflow; the stored state stands in, and wins when it is newer."""
        if job.finished_at is not None:
            return job.progress
        found = await self._query(job, QueryName.PROGRESS, JobProgress)
        if found is not None and found.job_id == job.id:
            if found.sequence >= job.progress.sequence:
                return found
            return job.progress
        return (await self._store.job(job.id)).progress

    async def conversation(self, job: DevelopmentJob) -> ConversationState:
        """Query the running workflow; the stored state stands in."""
        if job.finished_at is not None:
            return job.conversation
        found = await self._query(job, QueryName.CONVERSATION, ConversationState)
        return found if found is not None else (await self._store.job(job.id)).conversation

    async def ping(self) -> None:
        """Ask the server for its health."""
        async with answered_within(PING_TIMEOUT):
            healthy = await self._client.service_client.check_health(timeout=PING_TIMEOUT)
        if not healthy:
            raise Unavailable("The workflow server is not healthy.")

    async def idle_queues(self) -> tuple[str, ...]:
        """Ask the server which of the queues that jobs go through no worker polls."""
        async with answered_within(PING_TIMEOUT):
            return await idle_queues(self._client, self._policy.host)

    async def clean_up(self, host: str, *, dry_run: bool, by: str) -> CleanUpReport:
        """Run the clean-up's workflow and wait for its end, or as long as a caller may wait."""
        try:
            async with answered_within(CLEANING_TIMEOUT):
                report: CleanUpReport = await self._client.execute_workflow(
                    WorkflowName.CLEAN_UP.value,
                    CleanUpInput(host=host, dry_run=dry_run, by=by),
                    id=clean_up_id(host),
                    task_queue=ORCHESTRATOR,
                    result_type=CleanUpReport,
                    static_summary="clean-up, dry run" if dry_run else "clean-up",
                )
        except WorkflowAlreadyStartedError:
            raise Conflict(
                "This machine is being cleaned up already.", remedy="Ask again in a minute."
            ) from None
        except WorkflowFailureError as failure:
            raise RuntimeFailure(
                "The clean-up did not come to its end; what it removed is in the audit list.",
                cause=str(failure.cause)[:500],
            ) from failure
        return report

    async def _adopt(self, ids: JobContext, clash: WorkflowAlreadyStartedError) -> str:
        """Return the run that is in the way if it is this very job; else it is a conflict."""
        handle = self._client.get_workflow_handle(clash.workflow_id, run_id=clash.run_id)
        async with answered_within(CALL_TIMEOUT):
            there = await handle.describe(rpc_timeout=CALL_TIMEOUT)
            running = str(await there.memo_value("job_id", default=""))
        if running == ids.job_id:
            return there.run_id
        raise Conflict(
            "Another job is running on this application.",
            links=job_links(running, ids.application_id),
            running_job_id=running,
        )

    async def _signal(self, job: DevelopmentJob, name: SignalName, *args: Model) -> None:
        handle = self._handle(job)
        async with answered_within(CALL_TIMEOUT):
            try:
                await handle.signal(name.value, args=args, rpc_timeout=CALL_TIMEOUT)
            except RPCError as problem:
                if problem.status is not RPCStatusCode.NOT_FOUND:
                    raise
                raise Conflict(
                    "The job has ended.", remedy="Look at its result.", possible=[]
                ) from problem

    async def _query(self, job: DevelopmentJob, name: QueryName, kind: type[State]) -> State | None:
        if self._clock() < self._quiet_until:
            return None
        try:
            async with answered_within(QUERY_TIMEOUT):
                found: State = await self._handle(job).query(
                    name.value,
                    result_type=kind,
                    reject_condition=QueryRejectCondition.NOT_OPEN,
                    rpc_timeout=QUERY_TIMEOUT,
                )
        except (WorkflowQueryRejectedError, WorkflowQueryFailedError):
            return None
        except Unavailable as problem:
            if problem.context["rpc"] != RPCStatusCode.NOT_FOUND.name:
                self._quiet_until = self._clock() + QUIET_SECONDS
                _log.warning("query_unanswered", job_id=job.id, rpc=problem.context["rpc"])
            return None
        return found

    def _handle(self, job: DevelopmentJob) -> WorkflowHandle[Any, Any]:
        return self._client.get_workflow_handle(
            workflow_id(job.application_id), run_id=job.run_id or None
        )


def _host_of(application: Application, policy: JobPolicy) -> str:
    return application.deployment.host if application.deployment else policy.host


def _reuse(job: JobInput, kind: JobKind) -> WorkflowIDReusePolicy:
    if kind is JobKind.CREATE and job.retry_of is None:
        # An application is created once only, even when its creation has ended.
        return WorkflowIDReusePolicy.REJECT_DUPLICATE
    return WorkflowIDReusePolicy.ALLOW_DUPLICATE
