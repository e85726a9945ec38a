"""Backups: copies of an application's data, what is known of each, and what became of it."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from models.base import Model, Text


class BackupKind(StrEnum):
    """Why a copy was made."""

    SCHEDULED = "scheduled"
    MANUAL = "manual"
    """The owner asked for it."""
    BEFORE_CHANGE = "before_change"
    """A job was about to change the data: a modification, a rollback or a restore."""


class BackupState(StrEnum):
    """What can be done with a copy."""

    MAKING = "making"
    """It was asked for, and is not there yet."""
    WHOLE = "whole"
    DAMAGED = "damaged"
    """Its file is not what was written."""
    MISSING = "missing"
    """Its file is gone."""
    FAILED = "failed"
    """It could not be made."""


class DatabaseFacts(Model):
    """What a SQLite database held when it was looked at."""

    name: str = ""
    """Path below the application's data."""
    tables: dict[str, int] = Field(default_factory=dict)
    """Rows of each table."""
    integrity: str = ""
    """What SQLite's own check said: ``ok`` or what is broken; empty when it was not asked."""


class Backup(Model):
    """One copy of an application's data."""

    id: str
    application_id: str
    kind: BackupKind
    state: BackupState = BackupState.MAKING
    version: int = Field(default=0, ge=0)
    """The version that was live, whose schema the data has."""
    taken_at: datetime
    size: int = 0
    """Bytes of the file."""
    sha256: str = ""
    """Of the file."""
    content: str = ""
    """SHA-256 over the names and contents of all that is in it: equal for equal data."""
    databases: tuple[DatabaseFacts, ...] = ()
    file: str = ""
    """Path below the data directory."""
    checked_at: datetime | None = None
    """When the file was last read in full and found whole."""
    verified_at: datetime | None = None
    """When it was last restored for a trial, and the application answered on it."""
    problem: Text = ""
    """What is wrong with it, in a sentence."""
