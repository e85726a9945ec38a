"""What coding agents use."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Count, Document, Moment, Words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agent_owners",
        sa.Column("owner", Words, nullable=False),
        sa.PrimaryKeyConstraint("owner", name="pk_agent_owners"),
    )
    op.create_table(
        "agent_turns",
        sa.Column("job_id", Words, nullable=False),
        sa.Column("turn", Count, nullable=False),
        sa.Column("owner", Words, nullable=False),
        sa.Column("leased_until", Moment),
        sa.Column("ended_at", Moment),
        sa.Column("document", Document, nullable=False),
        sa.PrimaryKeyConstraint("job_id", "turn", name="pk_agent_turns"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_agent_turns_job_id"),
    )
    op.create_index("ix_agent_turns_owner_ended_at", "agent_turns", ["owner", "ended_at"])
    op.create_index("ix_agent_turns_owner_leased_until", "agent_turns", ["owner", "leased_until"])


def downgrade() -> None:
    op.drop_table("agent_turns")
    op.drop_table("agent_owners")
