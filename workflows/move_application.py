"""An application's way to another host, with its data: planned, or because its host is lost."""

from temporalio import workflow
from temporalio.exceptions import ActivityError, is_cancelled_exception

from workflows import delivery, placing
from workflows.ids import WorkflowName
from workflows.job import JobWorkflow
from workflows.modify_application import require_live

with workflow.unsafe.imports_passed_through():
    from activities.backups.activities import BackupActivities
    from activities.backups.messages import BackUpInput, BackUpOutcome, ChosenInput
    from activities.containers.activities import ContainerActivities
    from activities.containers.messages import PackageInput
    from activities.deployment.activities import DeploymentActivities
    from activities.deployment.messages import (
        InstanceInput,
        StartCandidateInput,
        SwitchBackInput,
    )
    from activities.hosts.activities import HostActivities
    from activities.hosts.local_activities import LocalHostActivities
    from activities.hosts.messages import ClearInput, ForwardInput, RestoreCopyInput, SettleInput
    from activities.migration.activities import MigrationActivities
    from activities.migration.messages import SnapshotInput
    from models.applications import Application, Deployment, DesiredState
    from models.backups import BackupKind
    from models.jobs import JobKind, JobPhase, JobResult
    from temporal import task_queues
    from workflows import policies
    from workflows.failures import JobStopped
    from workflows.lost_hosts import HostLost
    from workflows.messages import JobOutcome, MoveApplicationInput

SNAPSHOTS = "snapshots"
"""Folder of the data directory that snapshots are named below."""


@workflow.defn(name=WorkflowName.MOVE)
class MoveApplication(JobWorkflow):
    """Starts the same version on another host, on the data that it has, and leaves nothing."""

    @workflow.init
    def __init__(self, request: MoveApplicationInput) -> None:
        super().__init__(request, JobKind.MOVE)
        self._request = request
        self._led = False
        """Whether visitors were led to where it goes, so that things were entered there."""
        self._age = ""
        """How old the data is that a lost host's application goes on with, in words."""

    @workflow.run
    async def run(self, request: MoveApplicationInput) -> JobOutcome:
        """Carry the job out; see :class:`workflows.job.JobWorkflow` for signals and queries."""
        return await self.carry_out(self._move)

    async def _move(self) -> JobResult:
        leaves = self._request.leaves
        found = await self.open(JobPhase.DEPLOYING, f"Finding another host than '{leaves}'")
        current, application = require_live(found), found.application
        live = application.deployment
        if live is None or live.host != leaves:
            return JobResult(version=current.number, summary="It is on another host already.")
        copy = await self._newest_copy() if self._request.lost else None
        placed = await placing.choose(self, live.limits, avoid=leaves)
        self.mark("placed")
        item = delivery.Delivery(
            version=current.number,
            specification=current.specification,
            slug=application.slug or "",
            # What is lost can't be live again, whatever goes wrong here.
            live=None if self._request.lost else live,
        )
        await self._package(item, current.commit)
        await self._bring_data(item, live, copy)
        candidate = await self._start(item, live)
        if _has_visitors(application):
            await self._lead_visitors(item, candidate, placed.others)
        else:
            await self._stop(candidate, self.host_queue)
        await self._settle(candidate)
        return self._told(item, application)

    async def _package(self, item: delivery.Delivery, commit: str) -> None:
        """Make it startable there while it still runs where it is."""
        await self.enter(JobPhase.DEPLOYING, f"Getting ready on '{self.host}'")
        package = await self.act(
            ContainerActivities.package,
            PackageInput(job=self.job, version=item.version, commit=commit),
            policies.PACKAGING,
            queue=self.host_queue,
        )
        item.image = package.image
        self.mark("packaged")

    async def _newest_copy(self) -> str:
        """Return the newest copy of the data.

        Raises:
            JobStopped: There is none: an empty application would look like a loss of all data.
        """
        found = await self.note(HostActivities.latest_copy, self.job)
        if found.reference is None:
            raise JobStopped(
                JobPhase.FAILED,
                "no_copy",
                f"The host '{self._request.leaves}' does not answer, and there is no copy of this "
                "application's data anywhere else, so it was not started on another host.",
                "Bring the host back: the application and its data are there.",
            )
        self._age = found.told
        return found.reference

    async def _bring_data(
        self, item: delivery.Delivery, live: Deployment, copy: str | None
    ) -> None:
        """Put the data there: as it is now, or as the newest copy has it."""
        await self.enter(JobPhase.DEPLOYING, f"Taking the data to '{self.host}'")
        await self.go_midway()
        self.saga.add("bring it back", lambda: self._bring_back(item))
        reference = copy or await self._take_along(item, live)
        await self.act(
            LocalHostActivities.restore,
            RestoreCopyInput(job=self.job, reference=reference),
            policies.SAVING_SOON,
            queue=self.host_queue,
        )
        self.mark("saved")

    async def _take_along(self, item: delivery.Delivery, live: Deployment) -> str:
        """Stop it, so that nothing is entered any more, and copy its data."""
        await self._stop(live, self._left_queue)
        saved = await self.act(
            MigrationActivities.snapshot,
            SnapshotInput(job=self.job, version=item.version),
            policies.SAVING,
            queue=self._left_queue,
        )
        return f"{SNAPSHOTS}/{saved.reference}"

    async def _start(self, item: delivery.Delivery, live: Deployment) -> Deployment:
        item.candidate = await self.act(
            DeploymentActivities.start_candidate,
            StartCandidateInput(
                job=self.job,
                version=item.version,
                image=item.image,
                limits=live.limits,
                settings=item.specification.deployment,
            ),
            policies.DEPLOYING_SOON,
            queue=self.host_queue,
        )
        self.mark("started")
        return item.candidate

    async def _lead_visitors(
        self, item: delivery.Delivery, candidate: Deployment, others: tuple[str, ...]
    ) -> None:
        self._led = True
        await delivery.go_live(self, item, candidate)
        for other in others:
            await self._forward(item, other)
        await delivery.watch(self, item, candidate)

    async def _forward(self, item: delivery.Delivery, other: str) -> None:
        """Tell another host's proxy; one that does not listen finds out by its upkeep."""
        try:
            await self.act(
                LocalHostActivities.forward,
                ForwardInput(job=self.job, slug=item.slug, host=self.host),
                policies.FORWARDING,
                queue=task_queues.host_queue(other),
            )
        except ActivityError as problem:
            if is_cancelled_exception(problem):
                raise

    async def _settle(self, candidate: Deployment) -> None:
        lost = self._request.lost
        settled = SettleInput(
            job=self.job, deployment=candidate, left=self._request.leaves, data_stayed=lost
        )
        await self.note_for_good(HostActivities.settle, settled)
        left = self._request.leaves
        told = f"It could not be cleared away on '{left}'; that is noted, and its data kept there."
        if not lost and not await self.tidy_up(self._clear(self._left_queue), told):
            await self.note(HostActivities.settle, settled.model_copy(update={"data_stayed": True}))

    async def _bring_back(self, item: delivery.Delivery) -> None:
        """Undo of a move: it runs where it ran, with what was entered where it was to go."""
        saved = not (self._led and self.whole_steps) or await self._save_entries(item)
        if item.live is not None:
            back = SwitchBackInput(job=self.job, slug=item.slug, candidate=None, previous=item.live)
            await self.act(
                DeploymentActivities.switch_back, back, policies.UNDOING, queue=self._left_queue
            )
        if not saved:
            raise await self._left_there(item)
        await self._clear(self.host_queue)

    async def _save_entries(self, item: delivery.Delivery) -> bool:
        """Bring back what visitors entered; return whether it is safe.

        They wait meanwhile, so that this is given up sooner than other steps of an undo.
        """
        backup, is_kept = str(workflow.uuid7()), False
        try:
            if item.candidate is not None:
                await self._stop(item.candidate, self.host_queue)
            is_kept = await self._backed_up(backup)
            if not is_kept:
                return False
            self.remedies.append(
                f"What was entered on '{self.host}' is kept as backup {backup}: restore it with"
                f" 'orchestrator restore {item.slug} {backup}'."
            )
            if item.live is not None:
                chosen = ChosenInput(job=self.job, backup_id=backup, version=item.version)
                await self.act(
                    BackupActivities.put_back, chosen, policies.SAVING, queue=self._left_queue
                )
                self.remedies.pop()  # it is where it is looked for
        except (ActivityError, HostLost):
            return is_kept
        return True

    async def _backed_up(self, backup_id: str) -> bool:
        wanted = BackUpInput(
            application_id=self.job.application_id,
            backup_id=backup_id,
            kind=BackupKind.BEFORE_CHANGE,
            job_id=self.job.job_id,
        )
        made = await self.act(
            BackupActivities.back_up, wanted, policies.SAVING, queue=self.host_queue
        )
        return made.outcome is BackUpOutcome.MADE

    async def _left_there(self, item: delivery.Delivery) -> Exception:
        """Have the host keep aside what could not be brought back, and return what is wrong."""
        self.remedies.append(
            f"What was entered on '{self.host}' could not be copied; it was left there, and the"
            " operator can copy it from there."
        )
        if item.live is not None:
            left = SettleInput(job=self.job, deployment=item.live, left=self.host, data_stayed=True)
            await self.note(HostActivities.settle, left)
        return RuntimeError("what was entered could not be saved")

    async def _clear(self, queue: str) -> None:
        what = ClearInput(job=self.job)
        await self.act(LocalHostActivities.clear, what, policies.UNDOING, queue=queue)

    async def _stop(self, deployment: Deployment, queue: str) -> None:
        what = InstanceInput(job=self.job, deployment=deployment)
        await self.act(DeploymentActivities.retire, what, policies.UNDOING, queue=queue)

    @property
    def _left_queue(self) -> str:
        return task_queues.host_queue(self._request.leaves)

    def _told(self, item: delivery.Delivery, application: Application) -> JobResult:
        title, data = application.title, "Nothing was lost."
        if self._request.lost:
            data = (
                f"The host '{self._request.leaves}' does not answer. Your data is {self._age}: what"
                " was entered after that is on that host, and is kept if it comes back."
            )
        summary = f"“{title}” runs on '{self.host}' now. {data}"
        return JobResult(version=item.version, url=item.url or None, summary=summary)


def _has_visitors(application: Application) -> bool:
    """Return whether it shall run; one that is stopped or asleep moves all the same."""
    return (
        application.desired_state is DesiredState.RUNNING
        and application.asleep_since is None
        and application.full_since is None
    )
