"""What is changed about an application without a job: only while no job works on it."""

from datetime import datetime

from sqlalchemy import Connection

from models.applications import Application, ApplicationStatus, DesiredState, LimitChange
from models.errors import Conflict
from models.specification import ResourceLimits
from storage.applications import load_application, save_application
from storage.database import Database, writes


class AdjustmentRecords:
    """Each looks at the application and changes it in one transaction: jobs are never disturbed."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @writes
    def limit(
        self,
        connection: Connection,
        application_id: str,
        change: LimitChange | None,
        original: ResourceLimits,
    ) -> Application:
        """Change the limits of what runs and of the versions to come; upkeep makes them hold.

        Args:
            connection: Of the transaction.
            application_id: Whose.
            change: The new limits; None for those of the specification again.
            original: The specification's of what runs.

        Raises:
            NotFound: The application is unknown.
            Conflict: Nothing runs that could be limited, or a job works on it.
        """
        application = load_application(connection, application_id, lock=True)
        deployment = application.deployment
        if application.running_job_id is not None:
            raise Conflict(
                "A job is running on this application.", remedy="Try again when it has ended."
            )
        if deployment is None or application.status is ApplicationStatus.DELETED:
            raise Conflict("Nothing of this application runs that could be limited.")
        limits = original if change is None else change.applied_to(original)
        changes: dict[str, object] = {
            "limits": change,
            "deployment": deployment.model_copy(update={"limits": limits}),
        }
        if limits.disk_mb > deployment.limits.disk_mb:
            changes["full_since"] = None  # whether it is enough, the next measurement tells
        return save_application(connection, application, changes)

    @writes
    def put_to_sleep(self, connection: Connection, application_id: str, at: datetime) -> bool:
        """Note that nothing shall run until the next visitor; False when that can't be now."""
        application = load_application(connection, application_id, lock=True)
        if application.status is not ApplicationStatus.RUNNING or not _is_up(application):
            return False
        save_application(connection, application, {"asleep_since": at})
        return True

    @writes
    def stop_full(self, connection: Connection, application_id: str, at: datetime) -> bool:
        """Note that nothing shall run until there is room for its data; False: that can't be."""
        application = load_application(connection, application_id, lock=True)
        if not _is_up(application):
            return False
        save_application(connection, application, {"full_since": at, "room_until": None})
        return True


def _is_up(application: Application) -> bool:
    """Return whether it should be running, and no job works on it."""
    return (
        application.running_job_id is None
        and application.deployment is not None
        and application.status is not ApplicationStatus.DELETED
        and application.desired_state is DesiredState.RUNNING
        and application.asleep_since is None
        and application.full_since is None
    )
