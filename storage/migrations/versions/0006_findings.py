"""What is not as it should be, and who was told."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Document, Moment, Words

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None

_INDICES = (
    ("application_id", "resolved_at"),
    ("owner", "raised_at", "id"),
    ("raised_at", "id"),
    ("resolved_at",),
    ("tell_at",),
)


def upgrade() -> None:
    op.create_table(
        "findings",
        sa.Column("id", Words, nullable=False),
        sa.Column("open_key", Words),
        sa.Column("host", Words, nullable=False),
        sa.Column("kind", Words, nullable=False),
        sa.Column("application_id", Words),
        sa.Column("owner", Words, nullable=False),
        sa.Column("raised_at", Moment),
        sa.Column("resolved_at", Moment),
        sa.Column("tell_at", Moment),
        sa.Column("document", Document, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_findings"),
        sa.UniqueConstraint("open_key", name="uq_findings_open_key"),
    )
    for columns in _INDICES:
        op.create_index(f"ix_findings_{'_'.join(columns)}", "findings", list(columns))


def downgrade() -> None:
    op.drop_table("findings")
