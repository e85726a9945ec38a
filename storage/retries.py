"""What a job takes over from the failed one that it goes on from."""

from sqlalchemy import Connection, select, update

from models.applications import ApplicationStatus
from storage.applications import load_application, save_application
from storage.database import Database, writes
from storage.tables import agent_turns, version_numbers


class RetryRecords:
    """Moves what belongs to a failed job to the one that goes on from it."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @writes
    def take_over(
        self, connection: Connection, application_id: str, *, failed: str, job_id: str
    ) -> None:
        """Give a job the version number and the agent's turns of a failed one; again, no change.

        The number stays that of the same sources, and what the turns have cost counts once. An
        application whose creation failed is in preparation again, so that it may have an address.
        """
        application = load_application(connection, application_id, lock=True)
        if application.status is ApplicationStatus.FAILED:
            save_application(connection, application, {"status": ApplicationStatus.IN_PREPARATION})
        numbers = version_numbers.c
        mine = select(numbers.number).where(
            numbers.application_id == application_id, numbers.job_id == job_id
        )
        if connection.execute(mine).scalar() is None:
            theirs = (numbers.application_id == application_id) & (numbers.job_id == failed)
            connection.execute(update(version_numbers).where(theirs), {"job_id": job_id})
        ended = (agent_turns.c.job_id == failed) & agent_turns.c.ended_at.is_not(None)
        connection.execute(update(agent_turns).where(ended), {"job_id": job_id})
