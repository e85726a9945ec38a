"""What the machine and applications use, over time."""

from sqlalchemy import BigInteger, Column, Float, PrimaryKeyConstraint, Table

from storage.columns import Count, Moment, Words
from storage.tables.base import metadata

samples = Table(
    "samples",
    metadata,
    Column("step", Count, nullable=False),
    Column("at", Moment, nullable=False),
    Column("subject", Words, nullable=False),
    Column("samples", Count, nullable=False),
    Column("cpu", Float),
    Column("cpu_p95", Float),
    Column("cpu_max", Float),
    Column("throttled", Float),
    Column("memory", BigInteger, nullable=False),
    Column("memory_p95", BigInteger, nullable=False),
    Column("memory_max", BigInteger, nullable=False),
    Column("disk", BigInteger),
    Column("pids", Count),
    Column("load", Float),
    Column("restarts", Count, nullable=False),
    Column("oom_kills", Count, nullable=False),
    PrimaryKeyConstraint("step", "at", "subject"),
    sqlite_with_rowid=False,
)
"""A row per subject, length of time in seconds, and beginning of that time.

Time comes before the subject: rows are only ever added at one end and removed at the other, so
that a measurement of a hundred applications writes a few pages and not a hundred.
"""
