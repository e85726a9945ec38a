"""What is not as it should be, and who was told."""

from sqlalchemy import Column, Index, Table, UniqueConstraint

from storage.columns import Count, Document, Moment, Words
from storage.tables.base import metadata

findings = Table(
    "findings",
    metadata,
    Column("id", Words, primary_key=True),
    Column("open_key", Words),
    Column("host", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("application_id", Words),
    Column("owner", Words, nullable=False),
    Column("raised_at", Moment),
    Column("resolved_at", Moment),
    Column("tell_at", Moment),
    Column("document", Document, nullable=False),
    UniqueConstraint("open_key"),
    Index(None, "application_id", "resolved_at"),
    Index(None, "owner", "raised_at", "id"),
    Index(None, "raised_at", "id"),
    Index(None, "resolved_at"),
    Index(None, "tell_at"),
)
"""``open_key`` names host, aspect and subject while a finding is open: there is one of each."""

alert_events = Table(
    "alert_events",
    metadata,
    Column("sequence", Count, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("owner", Words, nullable=False),
    Column("document", Document, nullable=False),
    Index(None, "at"),
)
"""What happened to alerts, in one sequence for all; the newest is never deleted."""
