"""Hosts, and what stayed behind on those that were given up."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Document, Moment, Words

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hosts",
        sa.Column("name", Words, nullable=False),
        sa.Column("place", Words, nullable=False),
        sa.Column("seen_at", Moment, nullable=False),
        sa.Column("draining", sa.Boolean, nullable=False),
        sa.Column("lost_at", Moment),
        sa.Column("document", Document, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_hosts"),
    )
    op.create_table(
        "host_leftovers",
        sa.Column("host", Words, nullable=False),
        sa.Column("application_id", Words, nullable=False),
        sa.Column("document", Document, nullable=False),
        sa.PrimaryKeyConstraint("host", "application_id", name="pk_host_leftovers"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_host_leftovers_application_id"
        ),
    )
    op.create_table(
        "host_promises",
        sa.Column("job_id", Words, nullable=False),
        sa.Column("application_id", Words, nullable=False),
        sa.Column("document", Document, nullable=False),
        sa.PrimaryKeyConstraint("job_id", name="pk_host_promises"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_host_promises_application_id"
        ),
    )


def downgrade() -> None:
    op.drop_table("host_promises")
    op.drop_table("host_leftovers")
    op.drop_table("hosts")
