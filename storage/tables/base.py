"""What all tables belong to, and how their constraints are named."""

from sqlalchemy import Column, MetaData, Table

from storage.columns import Words

HEAD = "0014"
"""The migration that the tables are the result of."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

revision = Table("alembic_version", MetaData(), Column("version_num", Words))
"""Alembic's own table, to look at without importing alembic."""
