"""What owners want their applications to be, and what these really are."""

from datetime import timedelta

from sqlalchemy import Connection

from models.applications import Application, ApplicationStatus, DesiredState
from models.base import utc_now
from models.errors import Conflict
from storage.applications import load_application, save_application
from storage.database import Database, writes

MAKING_ROOM = timedelta(hours=1)
"""How long a full application that its owner starts is let alone."""
_SETTLED = frozenset(
    {ApplicationStatus.RUNNING, ApplicationStatus.STOPPED, ApplicationStatus.UNHEALTHY}
)


class StateRecords:
    """Desired and true state of applications; each change is one transaction."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @writes
    def desire(
        self, connection: Connection, application_id: str, desired: DesiredState
    ) -> Application:
        """Store what the owner wants, and return the application; it is not asleep any more.

        One that was stopped because it is full and shall run gets time to make room.

        Raises:
            NotFound: It is unknown.
            Conflict: A job works on it, or no version of it was ever live.
        """
        application = load_application(connection, application_id, lock=True)
        if application.current_version is None:
            raise Conflict(
                "This application has no version yet, so there is nothing to start or stop.",
                remedy="Wait for its creation to end, or create it anew.",
            )
        if application.running_job_id is not None:
            raise Conflict(
                "A job is running on this application.",
                running_job_id=application.running_job_id,
            )
        changes: dict[str, object] = {"desired_state": desired, "asleep_since": None}
        if application.full_since is not None and desired is DesiredState.RUNNING:
            changes |= {"full_since": None, "room_until": utc_now() + MAKING_ROOM}
        return save_application(connection, application, changes)

    @writes
    def found(
        self,
        connection: Connection,
        application_id: str,
        instance: str,
        status: ApplicationStatus,
    ) -> bool:
        """Note what was seen of an instance, unless it is out of date; say whether that is new.

        It is out of date when a job works on the application, another instance is live by now, or
        the owner wants something else.
        """
        application = load_application(connection, application_id, lock=True)
        deployment = application.deployment
        wants_stopped = application.desired_state is DesiredState.STOPPED
        current = (
            application.running_job_id is None
            and deployment is not None
            and deployment.instance == instance
            and application.status in _SETTLED
            and wants_stopped == (status is ApplicationStatus.STOPPED)
        )
        if not current or application.status is status:
            return False
        save_application(connection, application, {"status": status})
        return True
