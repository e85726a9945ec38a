"""Backups of applications' data."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Document, Moment, Words

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "backups",
        sa.Column("id", Words, nullable=False),
        sa.Column("application_id", Words, nullable=False),
        sa.Column("state", Words, nullable=False),
        sa.Column("taken_at", Moment, nullable=False),
        sa.Column("document", Document, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_backups"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_backups_application_id"
        ),
    )
    op.create_index(
        "ix_backups_application_id_taken_at_id", "backups", ["application_id", "taken_at", "id"]
    )
    op.create_table(
        "backup_rounds",
        sa.Column("application_id", Words, nullable=False),
        sa.Column("looked_at", Moment),
        sa.Column("drilled_at", Moment),
        sa.PrimaryKeyConstraint("application_id", name="pk_backup_rounds"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_backup_rounds_application_id"
        ),
    )


def downgrade() -> None:
    op.drop_table("backup_rounds")
    op.drop_table("backups")
