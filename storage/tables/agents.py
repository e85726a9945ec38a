"""What coding agents use."""

from sqlalchemy import Column, ForeignKey, Index, PrimaryKeyConstraint, Table

from storage.columns import Count, Document, Moment, Words
from storage.tables.base import metadata

agent_owners = Table("agent_owners", metadata, Column("owner", Words, primary_key=True))
"""A row per owner, locked while a turn is reserved: two jobs can't spend the same remainder."""

agent_turns = Table(
    "agent_turns",
    metadata,
    Column("job_id", Words, ForeignKey("jobs.id"), nullable=False),
    Column("turn", Count, nullable=False),
    Column("owner", Words, nullable=False),
    Column("leased_until", Moment),
    Column("ended_at", Moment),
    Column("document", Document, nullable=False),
    PrimaryKeyConstraint("job_id", "turn"),
    Index(None, "owner", "ended_at"),
    Index(None, "owner", "leased_until"),
)
"""What turns of agents have used, and, until they end, what is set aside for them."""
