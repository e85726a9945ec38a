"""What happened to alerts, for those who follow them."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Count, Document, Moment, Words

revision = "0012"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alert_events",
        sa.Column("sequence", Count, nullable=False, autoincrement=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("owner", Words, nullable=False),
        sa.Column("document", Document, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_alert_events"),
    )
    op.create_index("ix_alert_events_at", "alert_events", ["at"])


def downgrade() -> None:
    op.drop_table("alert_events")
