"""Waiting in line, reservations, and what owners may have."""

from sqlalchemy import Column, ForeignKey, Index, PrimaryKeyConstraint, Table

from storage.columns import Count, Document, Moment, Words
from storage.tables.base import metadata

pools = Table(
    "pools",
    metadata,
    Column("host", Words, primary_key=True),
    Column("memory_mb", Count),
    Column("milli_cpus", Count),
    Column("builds", Count),
)
"""What each host has to give; its row is locked while something of it is given away."""

leases = Table(
    "leases",
    metadata,
    Column("job_id", Words, nullable=False),
    Column("step", Words, nullable=False),
    Column("application_id", Words, nullable=False),
    Column("owner", Words, nullable=False),
    Column("host", Words, nullable=False),
    Column("turn", Count, nullable=False),
    Column("priority", Count, nullable=False),
    Column("memory_mb", Count, nullable=False),
    Column("milli_cpus", Count, nullable=False),
    Column("builds", Count, nullable=False),
    Column("running_memory_mb", Count, nullable=False),
    Column("disk_mb", Count, nullable=False),
    Column("seconds", Count, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("granted_at", Moment),
    Column("expires_at", Moment, nullable=False),
    Column("told", Count, nullable=False),
    PrimaryKeyConstraint("job_id", "step"),
    Index(None, "host", "granted_at"),
    Index(None, "owner"),
)
"""Reservations, and those who wait for one: these have no ``granted_at``."""

owner_limits = Table(
    "owner_limits",
    metadata,
    Column("owner", Words, primary_key=True),
    Column("document", Document),
)
"""A row per owner, locked while one is let in; the document is what an operator has set."""

build_peaks = Table(
    "build_peaks",
    metadata,
    Column("job_id", Words, nullable=False),
    Column("part", Words, nullable=False),
    Column("builder", Words, nullable=False),
    Column("memory_mb", Count, nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("job_id", "part"),
    Index(None, "builder", "at"),
)
"""The most memory that each part of a job took."""

admissions = Table(
    "admissions",
    metadata,
    Column("job_id", Words, primary_key=True),
    Column("owner", Words, ForeignKey("owner_limits.owner"), nullable=False),
    Column("application_id", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("admitted_at", Moment, nullable=False),
    Index(None, "owner", "admitted_at"),
)
"""Requests that were let in during the last days: counted before their records exist."""
