"""What the machine and applications use, over time."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Count, Moment, Words

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "samples",
        sa.Column("step", Count, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("subject", Words, nullable=False),
        sa.Column("samples", Count, nullable=False),
        sa.Column("cpu", sa.Float),
        sa.Column("cpu_p95", sa.Float),
        sa.Column("cpu_max", sa.Float),
        sa.Column("throttled", sa.Float),
        sa.Column("memory", sa.BigInteger, nullable=False),
        sa.Column("memory_p95", sa.BigInteger, nullable=False),
        sa.Column("memory_max", sa.BigInteger, nullable=False),
        sa.Column("disk", sa.BigInteger),
        sa.Column("pids", Count),
        sa.Column("load", sa.Float),
        sa.Column("restarts", Count, nullable=False),
        sa.Column("oom_kills", Count, nullable=False),
        sa.PrimaryKeyConstraint("step", "at", "subject", name="pk_samples"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("samples")
