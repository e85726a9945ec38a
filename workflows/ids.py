"""Names of workflows, signals and queries, each in one place."""

from enum import StrEnum
from typing import Final

UPKEEP_SCHEDULE: Final = "upkeep"
BACKUPS_SCHEDULE: Final = "backups"
DRILLS_SCHEDULE: Final = "backup-drills"
TENDING: Final = "resources"
CLEANING: Final = "clean-up"
WATCH_SCHEDULE: Final = "host-watch"


class WorkflowName(StrEnum):
    """Types of workflows, as the server knows them."""

    CREATE = "CreateApplication"
    MODIFY = "ModifyApplication"
    ROLL_BACK = "RollBackApplication"
    DELETE = "DeleteApplication"
    RESTORE = "RestoreApplication"
    BACK_UP = "BackUpApplication"
    BACK_UP_ALL = "BackUpApplications"
    PROVE_BACKUPS = "ProveBackups"
    RESTART = "RestartApplication"
    SET_STATE = "SetState"
    UPKEEP = "Upkeep"
    HEAL = "Heal"
    TELL = "TellAlerts"
    TEND = "TendResources"
    CLEAN_UP = "CleanUp"
    MOVE = "MoveApplication"
    EVACUATE = "EvacuateHost"
    HOST_WATCH = "HostWatch"


class SignalName(StrEnum):
    """What can be told to a running job."""

    ANSWER = "answer"
    DECIDE = "decide"
    CANCEL = "cancel"
    PAUSE = "pause"
    RESUME = "resume"
    HOST_LOST = "host_lost"


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


def healing_id(subject: str) -> str:
    """Return the workflow id of every healing of that subject: no two run at once."""
    return f"heal-{subject}"


def telling_id() -> str:
    """Return the workflow id of every telling of alerts: nobody is told the same twice at once."""
    return "tell-alerts"


def backup_workflow_id(backup_id: str) -> str:
    """Return the workflow id of one backup that was asked for."""
    return f"backup-{backup_id}"


def clean_up_id(host: str) -> str:
    """Return the workflow id of every clean-up of a host: there is one at a time."""
    return f"{CLEANING}-{host}"


def evacuation_id(host: str) -> str:
    """Return the workflow id of the emptying of a host: one at a time for each."""
    return f"evacuation-{host}"
