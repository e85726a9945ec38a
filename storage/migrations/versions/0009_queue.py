"""Waiting in line, reservations, and what owners may have."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Count, Document, Moment, Words

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pools",
        sa.Column("host", Words, nullable=False),
        sa.Column("memory_mb", Count),
        sa.Column("milli_cpus", Count),
        sa.Column("builds", Count),
        sa.PrimaryKeyConstraint("host", name="pk_pools"),
    )
    _create_leases()
    op.create_table(
        "owner_limits",
        sa.Column("owner", Words, nullable=False),
        sa.Column("document", Document),
        sa.PrimaryKeyConstraint("owner", name="pk_owner_limits"),
    )
    op.create_table(
        "admissions",
        sa.Column("job_id", Words, nullable=False),
        sa.Column("owner", Words, nullable=False),
        sa.Column("application_id", Words, nullable=False),
        sa.Column("kind", Words, nullable=False),
        sa.Column("admitted_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("job_id", name="pk_admissions"),
        sa.ForeignKeyConstraint(["owner"], ["owner_limits.owner"], name="fk_admissions_owner"),
    )
    op.create_index("ix_admissions_owner_admitted_at", "admissions", ["owner", "admitted_at"])
    op.create_index("ix_jobs_finished_at_owner", "jobs", ["finished_at", "owner"])


def _create_leases() -> None:
    names = ("job_id", "step", "application_id", "owner", "host")
    counts = (
        *("turn", "priority", "memory_mb", "milli_cpus", "builds"),
        *("running_memory_mb", "disk_mb", "seconds"),
    )
    op.create_table(
        "leases",
        *(sa.Column(name, Words, nullable=False) for name in names),
        *(sa.Column(name, Count, nullable=False) for name in counts),
        sa.Column("asked_at", Moment, nullable=False),
        sa.Column("granted_at", Moment),
        sa.Column("expires_at", Moment, nullable=False),
        sa.Column("told", Count, nullable=False),
        sa.PrimaryKeyConstraint("job_id", "step", name="pk_leases"),
    )
    op.create_index("ix_leases_host_granted_at", "leases", ["host", "granted_at"])
    op.create_index("ix_leases_owner", "leases", ["owner"])


def downgrade() -> None:
    op.drop_index("ix_jobs_finished_at_owner", "jobs")
    for name in ("admissions", "owner_limits", "leases", "pools"):
        op.drop_table(name)
