"""Putting on record who did what: whatever can't be undone, or lets others do something."""

from api.auth import Caller
from api.jobs import kind_of
from models.backups import Backup
from models.decisions import Decision
from models.jobs import DevelopmentJob, JobKind, JobProgress
from storage.metadata import MetadataStore
from workflows.messages import JobInput, RestoreApplicationInput, RollBackApplicationInput

_JOBS = {
    JobKind.DELETE: "application.delete",
    JobKind.ROLL_BACK: "application.roll_back",
    JobKind.RESTORE: "application.restore",
}
"""Jobs that take something away; the others add a version, or change nothing of it."""


async def note_job(store: MetadataStore, by: str, job: JobInput) -> None:
    """Note who started a job, if it takes something away."""
    action = _JOBS.get(kind_of(job))
    if action is None:
        return
    data: dict[str, object] = {"job_id": job.job.job_id}
    if isinstance(job, RollBackApplicationInput):
        data |= {"version": job.version, "restore_data": job.restore_data}
    if isinstance(job, RestoreApplicationInput):
        data |= {"backup_id": job.backup_id}
    await store.add_audit(by, action, job.job.application_id, data)


async def note_decision(
    store: MetadataStore,
    caller: Caller,
    job: DevelopmentJob,
    progress: JobProgress,
    decision: Decision,
    about: str,
) -> None:
    """Note who decided what: about a proposal, a permission, a budget or trouble."""
    kind = progress.decision.kind.value if progress.decision is not None else "proposal"
    data = {"job_id": job.id, "about": about}
    await store.add_audit(caller.owner, f"{kind}.{decision}", job.application_id, data)


async def note_backup(store: MetadataStore, caller: Caller, action: str, backup: Backup) -> None:
    """Note who took a backup along, or deleted it."""
    data = {"backup_id": backup.id}
    await store.add_audit(caller.owner, f"backup.{action}", backup.application_id, data)
