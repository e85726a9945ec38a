"""What callers get of backups."""

from datetime import datetime

from api.links import application_links, backup_links
from models.backups import Backup, BackupKind, BackupState
from models.base import Model


class BackupView(Model):
    """A copy of an application's data."""

    backup_id: str
    application_id: str
    kind: BackupKind
    state: BackupState
    version: int
    """The version that was live when it was taken."""
    taken_at: datetime
    size: int
    """Bytes of the file."""
    sha256: str
    """Of the file."""
    checked_at: datetime | None
    """When the file was last read in full and found whole."""
    verified_at: datetime | None
    """When it was last restored for a trial, and the application answered on it."""
    problem: str
    """What is wrong with it; empty when nothing is."""
    links: dict[str, str]

    @classmethod
    def of(cls, backup: Backup) -> "BackupView":
        """Return the view of a backup."""
        told = backup.model_dump(include=set(cls.model_fields) - {"links"})
        links = backup_links(backup.id, backup.application_id)
        if backup.state is not BackupState.WHOLE:
            links = {"backup": links["backup"]}
        return cls(backup_id=backup.id, links=links, **told)


class BackupAccepted(Model):
    """A backup is being made; look at it at its link until its state says how it went."""

    application_id: str
    backup_id: str
    links: dict[str, str]

    @classmethod
    def of(cls, backup: Backup) -> "BackupAccepted":
        """Return the answer for a backup."""
        return cls(
            application_id=backup.application_id,
            backup_id=backup.id,
            links={
                "backup": backup_links(backup.id, backup.application_id)["backup"],
                "application": application_links(backup.application_id)["application"],
            },
        )
