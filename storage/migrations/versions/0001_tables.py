"""The first tables."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Count, Document, Moment, Words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _applications() -> None:
    op.create_table(
        "applications",
        sa.Column("id", Words, nullable=False),
        sa.Column("owner", Words, nullable=False),
        sa.Column("status", Words, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("title_key", Words, nullable=False),
        sa.Column("search", Words, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("updated_at", Moment, nullable=False),
        sa.Column("document", Document, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_applications"),
    )
    op.create_index("ix_applications_created_at_id", "applications", ["created_at", "id"])
    op.create_index(
        "ix_applications_owner_created_at_id", "applications", ["owner", "created_at", "id"]
    )
    op.create_table(
        "slugs",
        sa.Column("slug", Words, nullable=False),
        sa.Column("application_id", Words, nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_slugs"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_slugs_application_id"
        ),
        sa.UniqueConstraint("application_id", name="uq_slugs_application_id"),
    )


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", Words, nullable=False),
        sa.Column("application_id", Words, nullable=False),
        sa.Column("owner", Words, nullable=False),
        sa.Column("run_id", Words, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("updated_at", Moment, nullable=False),
        sa.Column("finished_at", Moment),
        sa.Column("phase", Words, nullable=False),
        sa.Column("percentage", Count, nullable=False),
        sa.Column("progress_sequence", Count, nullable=False),
        sa.Column("last_sequence", Count, nullable=False),
        sa.Column("document", Document, nullable=False),
        sa.Column("progress", Document, nullable=False),
        sa.Column("conversation", Document, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_jobs_application_id"
        ),
    )
    op.create_index("ix_jobs_created_at_id", "jobs", ["created_at", "id"])
    op.create_index("ix_jobs_owner_created_at_id", "jobs", ["owner", "created_at", "id"])
    op.create_index(
        "ix_jobs_application_id_created_at_id", "jobs", ["application_id", "created_at", "id"]
    )
    op.create_table(
        "events",
        sa.Column("job_id", Words, nullable=False),
        sa.Column("sequence", Count, nullable=False),
        sa.Column("key", Words, nullable=False),
        sa.Column("document", Document, nullable=False),
        sa.PrimaryKeyConstraint("job_id", "sequence", name="pk_events"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_events_job_id"),
        sa.UniqueConstraint("job_id", "key", name="uq_events_job_id_key"),
        sqlite_with_rowid=False,
    )


def _versions() -> None:
    op.create_table(
        "versions",
        sa.Column("application_id", Words, nullable=False),
        sa.Column("number", Count, nullable=False),
        sa.Column("job_id", Words, nullable=False),
        sa.Column("document", Document, nullable=False),
        sa.PrimaryKeyConstraint("application_id", "number", name="pk_versions"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_versions_application_id"
        ),
    )
    op.create_table(
        "version_numbers",
        sa.Column("application_id", Words, nullable=False),
        sa.Column("job_id", Words, nullable=False),
        sa.Column("number", Count, nullable=False),
        sa.PrimaryKeyConstraint("application_id", "job_id", name="pk_version_numbers"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_version_numbers_application_id"
        ),
        sa.UniqueConstraint(
            "application_id", "number", name="uq_version_numbers_application_id_number"
        ),
    )


def _others() -> None:
    op.create_table(
        "request_keys",
        sa.Column("owner", Words, nullable=False),
        sa.Column("key", Words, nullable=False),
        sa.Column("fingerprint", Words, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("subject", Document, nullable=False),
        sa.PrimaryKeyConstraint("owner", "key", name="pk_request_keys"),
    )
    op.create_table(
        "audit",
        sa.Column("sequence", Count, autoincrement=False, nullable=False),
        sa.Column("document", Words, nullable=False),
        sa.Column("previous", Words, nullable=False),
        sa.Column("digest", Words, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_audit"),
    )


def upgrade() -> None:
    _applications()
    _jobs()
    _versions()
    _others()


def downgrade() -> None:
    for table in (
        "audit",
        "request_keys",
        "version_numbers",
        "versions",
        "events",
        "jobs",
        "slugs",
        "applications",
    ):
        op.drop_table(table)
