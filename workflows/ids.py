"""Names of workflows, signals and queries, each in one place."""

from enum import StrEnum
from typing import Final

UPKEEP_SCHEDULE: Final = "upkeep"


class WorkflowName(StrEnum):
    """Types of workflows, as the server knows them."""

    CREATE = "CreateApplication"
    MODIFY = "ModifyApplication"
    ROLL_BACK = "RollBackApplication"
    DELETE = "DeleteApplication"
    RESTART = "RestartApplication"
    SET_STATE = "SetState"
    UPKEEP = "Upkeep"


class SignalName(StrEnum):
    """What can be told to a running job."""

    ANSWER = "answer"
    DECIDE = "decide"
    CANCEL = "cancel"
    PAUSE = "pause"
    RESUME = "resume"


class QueryName(StrEnum):
    """What can be asked of a running job."""

    PROGRESS = "progress"
    CONVERSATION = "conversation"
    SPECIFICATION = "specification"


def workflow_id(application_id: str) -> str:
    """Return the workflow id of every job on that application.

    Temporal runs one workflow per id at a time, which makes the id the application's lock.
    """
    return f"application-{application_id}"
