"""What deployments are going to do, and what was seen of those that failed."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Count, Document, Moment, Words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "deployment_plans",
        sa.Column("job_id", Words, nullable=False),
        sa.Column("application_id", Words, nullable=False),
        sa.Column("stops", Count),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("document", Document, nullable=False),
        sa.PrimaryKeyConstraint("job_id", name="pk_deployment_plans"),
    )
    op.create_index(
        "ix_deployment_plans_application_id_stops_created_at",
        "deployment_plans",
        ["application_id", "stops", "created_at"],
    )
    op.create_table(
        "deployment_evidence",
        sa.Column("job_id", Words, nullable=False),
        sa.Column("key", Words, nullable=False),
        sa.Column("application_id", Words, nullable=False),
        sa.Column("image", Words, nullable=False),
        sa.Column("kept_until", Moment),
        sa.Column("at", Moment, nullable=False),
        sa.Column("document", Document, nullable=False),
        sa.PrimaryKeyConstraint("job_id", "key", name="pk_deployment_evidence"),
    )
    op.create_index(
        "ix_deployment_evidence_application_id_image",
        "deployment_evidence",
        ["application_id", "image"],
    )


def downgrade() -> None:
    op.drop_table("deployment_evidence")
    op.drop_table("deployment_plans")
