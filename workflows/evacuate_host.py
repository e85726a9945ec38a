"""All applications leave a host, each in a job of its own."""

import asyncio
from collections import Counter
from typing import NoReturn

from temporalio import workflow
from temporalio.common import Priority
from temporalio.exceptions import ChildWorkflowError, WorkflowAlreadyStartedError
from temporalio.workflow import ChildWorkflowCancellationType, ParentClosePolicy

from workflows import patches
from workflows.ids import WorkflowName, workflow_id

with workflow.unsafe.imports_passed_through():
    from activities.hosts.activities import HostActivities
    from activities.hosts.messages import EvacuationInput, EvacuationOrders, MoveOrder
    from models.hosts import HostNotice
    from models.jobs import JobKind
    from temporal.search_attributes import attributes_of
    from workflows import policies
    from workflows.lost_hosts import tell_lost
    from workflows.messages import HostLostSignal, JobPolicy, MoveApplicationInput

AT_A_TIME = 2
TRIES = 3
"""Of one application; its owner sees each."""
PATIENCE_HOURS = 0.1
"""How long one may wait for a host that fits, before others are tried."""
LONGEST_PAUSE_SECONDS = 300.0


@workflow.defn(name=WorkflowName.EVACUATE)
class EvacuateHost:
    """Moves what it finds until nothing is left; what a job works on is waited for."""

    def __init__(self) -> None:
        self._failed: Counter[str] = Counter()
        self._told: set[str] = set()
        self._moved = 0
        self._slots = asyncio.Semaphore(AT_A_TIME)

    @workflow.run
    async def run(self, request: EvacuationInput) -> int:
        """Return how many applications were moved."""
        goes_on = workflow.patched(patches.LONG_DRAINS)
        self._moved, self._failed = request.moved, Counter(request.failed)
        pause, remain = request.pause_seconds, 0
        for _ in range(request.rounds):
            found = await self._look(request)
            if found.over:
                return self._moved
            left = [one for one in found.orders if self._failed[one.job.application_id] < TRIES]
            remain = len(found.orders)
            if not left:
                break
            await self._make_way(request.host, left)
            ready = [order for order in left if not order.busy]
            before = self._moved
            await asyncio.gather(*(self._move(request.host, found, order) for order in ready))
            if self._moved - before < len(left):
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
        else:
            if goes_on:
                self._go_on(request)
        await self._tell(request, remain)
        return self._moved

    def _go_on(self, request: EvacuationInput) -> NoReturn:
        """Go on in a run of its own: what a job holds may be held for days."""
        known = {"moved": self._moved, "failed": dict(self._failed)}
        workflow.continue_as_new(request.model_copy(update=known))

    async def _look(self, request: EvacuationInput) -> EvacuationOrders:
        found: EvacuationOrders = await workflow.execute_activity_method(
            HostActivities.orders, request, **policies.SURVEYING
        )
        # One that came while the look was just being completed is dropped by the SDK.
        if workflow.cancellation_reason() is not None:
            raise asyncio.CancelledError
        return found

    async def _make_way(self, host: str, orders: list[MoveOrder]) -> None:
        """Let jobs end that hold applications of a lost host: they can't go on before the move."""
        for order in orders:
            if order.held_by and order.held_by not in self._told:
                self._told.add(order.held_by)
                signal = HostLostSignal(job_id=order.held_by, host=host, gives_way=True)
                await tell_lost(order.job.application_id, signal)

    async def _move(self, host: str, found: EvacuationOrders, order: MoveOrder) -> None:
        job = order.job
        policy = JobPolicy(
            host=host, watch_seconds=found.watch_seconds, deadline_hours=PATIENCE_HOURS
        )
        wanted = MoveApplicationInput(
            job=job, created_at=workflow.now(), policy=policy, leaves=host, lost=found.lost
        )
        async with self._slots:
            try:
                await workflow.execute_child_workflow(
                    WorkflowName.MOVE.value,
                    wanted,
                    id=workflow_id(job.application_id),
                    memo={"job_id": job.job_id, "correlation_id": job.correlation_id},
                    search_attributes=attributes_of(job, JobKind.MOVE),
                    priority=Priority(priority_key=order.priority, fairness_key=job.owner[:64]),
                    parent_close_policy=ParentClosePolicy.ABANDON,
                    cancellation_type=ChildWorkflowCancellationType.ABANDON,
                    static_summary=f"move for {job.owner}",
                )
            except WorkflowAlreadyStartedError:
                return  # a job has begun meanwhile: it is waited for
            except ChildWorkflowError:
                self._failed[job.application_id] += 1
                return
        self._moved += 1

    async def _tell(self, request: EvacuationInput, remain: int) -> None:
        event = "host_not_emptied" if remain else "host_emptied"
        told = f"Applications moved off the host '{request.host}': {self._moved}"
        told += f"; not moved: {remain}, see their jobs." if remain else "."
        notice = HostNotice(host=request.host, event=event, sentence=told)
        await workflow.execute_activity_method(HostActivities.tell, notice, **policies.SURVEYING)
