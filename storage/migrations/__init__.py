"""Alembic migrations of the metadata store, run by the program itself."""
