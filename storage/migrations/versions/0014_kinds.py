"""Kinds of applications, by which lists are filtered."""

import json

import sqlalchemy as sa
from alembic import op

from storage.columns import Count, Document, Words

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_applications = sa.table(
    "applications",
    sa.column("id", Words),
    sa.column("kind", Words),
    sa.column("document", Document),
)
_versions = sa.table(
    "versions",
    sa.column("application_id", Words),
    sa.column("number", Count),
    sa.column("document", Document),
)


def upgrade() -> None:
    op.add_column("applications", sa.Column("kind", Words))
    connection = op.get_bind()
    for known in connection.execute(sa.select(_applications.c.id, _applications.c.document)):
        document = json.loads(known.document)
        kind = _kind_of(connection, known.id, document.get("current_version"))
        if kind is not None:
            connection.execute(
                sa.update(_applications)
                .where(_applications.c.id == known.id)
                .values(kind=kind, document=json.dumps(document | {"kind": kind}))
            )


def _kind_of(connection: sa.Connection, application_id: str, number: int | None) -> str | None:
    """Return the kind that the current version was specified to be."""
    if number is None:
        return None
    document = connection.execute(
        sa.select(_versions.c.document).where(
            _versions.c.application_id == application_id, _versions.c.number == number
        )
    ).scalar()
    if document is None:
        return None
    architecture = json.loads(document)["specification"].get("architecture", {})
    return str(architecture.get("kind", "records"))


def downgrade() -> None:
    op.drop_column("applications", "kind")
