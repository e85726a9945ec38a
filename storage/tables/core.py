"""Applications and their jobs: documents beside what is searched, sorted and joined by."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from storage.columns import Count, Document, Moment, Words
from storage.tables.base import metadata

applications = Table(
    "applications",
    metadata,
    Column("id", Words, primary_key=True),
    Column("owner", Words, nullable=False),
    Column("status", Words, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("kind", Words),
    Column("title_key", Words, nullable=False),
    Column("search", Words, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("document", Document, nullable=False),
    Index(None, "created_at", "id"),
    Index(None, "owner", "created_at", "id"),
)

slugs = Table(
    "slugs",
    metadata,
    Column("slug", Words, primary_key=True),
    Column("application_id", Words, ForeignKey("applications.id"), nullable=False),
    UniqueConstraint("application_id"),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Words, primary_key=True),
    Column("application_id", Words, ForeignKey("applications.id"), nullable=False),
    Column("owner", Words, nullable=False),
    Column("run_id", Words, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("phase", Words, nullable=False),
    Column("percentage", Count, nullable=False),
    Column("progress_sequence", Count, nullable=False),
    Column("last_sequence", Count, nullable=False),
    Column("document", Document, nullable=False),
    Column("progress", Document, nullable=False),
    Column("conversation", Document, nullable=False),
    Index(None, "created_at", "id"),
    Index(None, "owner", "created_at", "id"),
    Index(None, "application_id", "created_at", "id"),
    Index(None, "finished_at", "owner"),
)

events = Table(
    "events",
    metadata,
    Column("job_id", Words, ForeignKey("jobs.id"), nullable=False),
    Column("sequence", Count, nullable=False),
    Column("key", Words, nullable=False),
    Column("document", Document, nullable=False),
    PrimaryKeyConstraint("job_id", "sequence"),
    UniqueConstraint("job_id", "key"),
    sqlite_with_rowid=False,
)

versions = Table(
    "versions",
    metadata,
    Column("application_id", Words, ForeignKey("applications.id"), nullable=False),
    Column("number", Count, nullable=False),
    Column("job_id", Words, nullable=False),
    Column("document", Document, nullable=False),
    PrimaryKeyConstraint("application_id", "number"),
)

version_numbers = Table(
    "version_numbers",
    metadata,
    Column("application_id", Words, ForeignKey("applications.id"), nullable=False),
    Column("job_id", Words, nullable=False),
    Column("number", Count, nullable=False),
    PrimaryKeyConstraint("application_id", "job_id"),
    UniqueConstraint("application_id", "number"),
)

request_keys = Table(
    "request_keys",
    metadata,
    Column("owner", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("fingerprint", Words, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("subject", Document, nullable=False),
    PrimaryKeyConstraint("owner", "key"),
)

audit = Table(
    "audit",
    metadata,
    Column("sequence", Count, primary_key=True, autoincrement=False),
    Column("document", Words, nullable=False),
    Column("previous", Words, nullable=False),
    Column("digest", Words, nullable=False),
)
