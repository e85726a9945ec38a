"""Visits of applications."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Document, Moment, Words

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "traffic",
        sa.Column("application_id", Words, nullable=False),
        sa.Column("step", Words, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("document", Document, nullable=False),
        sa.PrimaryKeyConstraint("application_id", "step", "at", name="pk_traffic"),
    )
    op.create_index("ix_traffic_step_at", "traffic", ["step", "at"])
    op.create_table(
        "traffic_visits",
        sa.Column("application_id", Words, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("application_id", name="pk_traffic_visits"),
    )
    op.create_table(
        "traffic_positions",
        sa.Column("log", Words, nullable=False),
        sa.Column("document", Document, nullable=False),
        sa.PrimaryKeyConstraint("log", name="pk_traffic_positions"),
    )


def downgrade() -> None:
    op.drop_table("traffic_positions")
    op.drop_table("traffic_visits")
    op.drop_table("traffic")
