"""Brings a database to the newest migration, inside the caller's transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from models.errors import StorageError

MIGRATION_LOCK = 7_203_601_181
"""Number of the PostgreSQL advisory lock; SQLite's write transaction is a lock of its own."""


def configuration(connection: Connection | None = None) -> Config:
    """Return the configuration that an ``alembic.ini`` would hold."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade_to_head(connection: Connection) -> None:
    """Run the migrations that the database lacks; several processes may do so at once.

    Raises:
        StorageError: The database was last used by a newer orchestrator.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": MIGRATION_LOCK})
    config = configuration(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    current = set(MigrationContext.configure(connection).get_current_heads())
    if current - known:
        raise StorageError(
            "The database was last used by a newer version of the orchestrator.",
            remedy="Install the newest version, or use another data directory.",
            revisions=sorted(current),
        )
    command.upgrade(config, "head")
