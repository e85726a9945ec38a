"""Visits of applications."""

from sqlalchemy import Column, Index, PrimaryKeyConstraint, Table

from storage.columns import Count, Document, Moment, Words
from storage.tables.base import metadata

traffic = Table(
    "traffic",
    metadata,
    Column("application_id", Words, nullable=False),
    Column("step", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("document", Document, nullable=False),
    PrimaryKeyConstraint("application_id", "step", "at"),
    Index(None, "step", "at"),
)
"""Sums per minute, later per hour and per day; a visit is in exactly one row."""

traffic_visits = Table(
    "traffic_visits",
    metadata,
    Column("application_id", Words, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("open", Count),
    Column("open_at", Moment),
)
"""When an application was visited last, and how many requests were seen under way, and when."""

traffic_positions = Table(
    "traffic_positions",
    metadata,
    Column("log", Words, primary_key=True),
    Column("document", Document, nullable=False),
)
"""How far each log is summed up; changes together with the sums, so that no line counts twice."""
