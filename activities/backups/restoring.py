"""Whether a backup may be put back: pure, the same answer for the API and for the job."""

from models.backups import Backup, BackupState
from models.errors import Conflict

_UNUSABLE = {
    BackupState.MAKING: "is not made yet",
    BackupState.DAMAGED: "is damaged",
    BackupState.MISSING: "has lost its file",
    BackupState.FAILED: "could not be made",
}


def check_restorable(backup: Backup, live_version: int) -> None:
    """Make sure that a backup can be put back below a live version.

    An application brings older data up to its own version when it starts, as it does after a
    modification; newer data it may not understand.

    Raises:
        Conflict: The backup is not whole, or of a newer version than the live one.
    """
    if backup.state is not BackupState.WHOLE:
        raise Conflict(
            f"This backup {_UNUSABLE[backup.state]}, so it can't be restored.",
            remedy="Choose another one; 'orchestrator backups' lists them.",
        )
    if backup.version > live_version:
        raise Conflict(
            f"The backup is of version {backup.version}, newer than version {live_version},"
            " which is live and may not understand its data.",
            remedy=f"Make version {backup.version} live first, with 'orchestrator rollback';"
            " then restore the backup.",
        )
