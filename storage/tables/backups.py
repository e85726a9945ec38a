"""Backups of applications' data, and when each application was last looked at."""

from sqlalchemy import Column, ForeignKey, Index, Table

from storage.columns import Document, Moment, Words
from storage.tables.base import metadata

backups = Table(
    "backups",
    metadata,
    Column("id", Words, primary_key=True),
    Column("application_id", Words, ForeignKey("applications.id"), nullable=False),
    Column("state", Words, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("document", Document, nullable=False),
    Index(None, "application_id", "taken_at", "id"),
)

backup_rounds = Table(
    "backup_rounds",
    metadata,
    Column("application_id", Words, ForeignKey("applications.id"), primary_key=True),
    Column("looked_at", Moment),
    Column("drilled_at", Moment),
)
"""An application without changes gets no new backup, but was looked at."""
