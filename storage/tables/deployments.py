"""What deployments are going to do, and what was seen of those that failed.

Without foreign keys: what was seen on a host is kept even when the rest is not there any more.
"""

from sqlalchemy import Column, Index, PrimaryKeyConstraint, Table

from storage.columns import Count, Document, Moment, Words
from storage.tables.base import metadata

deployment_plans = Table(
    "deployment_plans",
    metadata,
    Column("job_id", Words, primary_key=True),
    Column("application_id", Words, nullable=False),
    Column("stops", Count),
    Column("created_at", Moment, nullable=False),
    Column("document", Document, nullable=False),
    Index(None, "application_id", "stops", "created_at"),
)
"""A plan per job; ``stops`` is the version that was live when it was made."""

deployment_evidence = Table(
    "deployment_evidence",
    metadata,
    Column("job_id", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("application_id", Words, nullable=False),
    Column("image", Words, nullable=False),
    Column("kept_until", Moment),
    Column("at", Moment, nullable=False),
    Column("document", Document, nullable=False),
    PrimaryKeyConstraint("job_id", "key"),
    Index(None, "application_id", "image"),
)
"""``key`` is the step and the attempt that saw it: stored again, it stays as it is."""
