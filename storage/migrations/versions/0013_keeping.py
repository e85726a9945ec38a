"""Visits that are under way, and what builds took."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Count, Moment, Words

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("traffic_visits", sa.Column("open", Count))
    op.add_column("traffic_visits", sa.Column("open_at", Moment))
    op.create_table(
        "build_peaks",
        sa.Column("job_id", Words, nullable=False),
        sa.Column("part", Words, nullable=False),
        sa.Column("builder", Words, nullable=False),
        sa.Column("memory_mb", Count, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("job_id", "part", name="pk_build_peaks"),
    )
    op.create_index("ix_build_peaks_builder_at", "build_peaks", ["builder", "at"])


def downgrade() -> None:
    op.drop_table("build_peaks")
    op.drop_column("traffic_visits", "open_at")
    op.drop_column("traffic_visits", "open")
