"""The hosts that applications run on."""

from sqlalchemy import Boolean, Column, ForeignKey, PrimaryKeyConstraint, Table

from storage.columns import Document, Moment, Words
from storage.tables.base import metadata

hosts = Table(
    "hosts",
    metadata,
    Column("name", Words, primary_key=True),
    Column("place", Words, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("draining", Boolean, nullable=False),
    Column("lost_at", Moment),
    Column("document", Document, nullable=False),
)
"""The document is the host's own; what others decide about it stands in columns of its own."""

host_leftovers = Table(
    "host_leftovers",
    metadata,
    Column("host", Words, nullable=False),
    Column("application_id", Words, ForeignKey("applications.id"), nullable=False),
    Column("document", Document, nullable=False),
    PrimaryKeyConstraint("host", "application_id"),
)
"""Data that stayed behind on a host that was given up."""

host_promises = Table(
    "host_promises",
    metadata,
    Column("job_id", Words, primary_key=True),
    Column("application_id", Words, ForeignKey("applications.id"), nullable=False),
    Column("document", Document, nullable=False),
)
"""Hosts that were chosen by jobs; one counts for as long as its job runs."""
