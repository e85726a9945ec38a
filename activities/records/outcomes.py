"""What the end of a job makes of its application."""

from models.applications import Application, ApplicationStatus, DesiredState
from models.base import utc_now
from models.jobs import JobPhase, JobProgress
from storage.jobs import Outcome

_KEPT = frozenset(
    {ApplicationStatus.RUNNING, ApplicationStatus.STOPPED, ApplicationStatus.UNHEALTHY}
)


def outcome_of(progress: JobProgress, *, deleted: bool, halted: bool = False) -> Outcome:
    """Return the function that says which fields of the application change."""

    def changes(application: Application) -> dict[str, object]:
        if deleted:
            return _gone(application) | _freed(application)
        if application.status is ApplicationStatus.DELETED:
            return {}
        if halted:  # upkeep would lead visitors to it
            return {"desired_state": DesiredState.STOPPED, "status": ApplicationStatus.STOPPED}
        return {"status": status_after(application, progress.phase)} | _freed(application)

    return changes


def status_after(application: Application, phase: JobPhase) -> ApplicationStatus:
    """Return what the application is after a job that ended in ``phase``.

    A job that came to nothing leaves a stopped or an unhealthy application as it was.
    """
    if application.current_version is None:
        return ApplicationStatus.FAILED
    if phase is not JobPhase.DONE and application.status in _KEPT:
        return application.status
    return ApplicationStatus.RUNNING


def _freed(application: Application) -> dict[str, object]:
    """Return what frees an address at which nobody was ever served."""
    return {"slug": None} if application.current_version is None else {}


def _gone(application: Application) -> dict[str, object]:
    return {
        "status": ApplicationStatus.DELETED,
        "deployment": None,
        "deleted_at": application.deleted_at or utc_now(),
    }
