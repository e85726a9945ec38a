"""Visits that are under way."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Count, Moment

revision = "0013"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("traffic_visits", sa.Column("open", Count))
    op.add_column("traffic_visits", sa.Column("open_at", Moment))


def downgrade() -> None:
    op.drop_column("traffic_visits", "open_at")
    op.drop_column("traffic_visits", "open")
