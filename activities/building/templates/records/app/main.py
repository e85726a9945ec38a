"""Puts this application together."""

import logging
import sys

from fastapi import FastAPI

from app.assembly import assemble
from app.config import Settings
from app.database import Database
from app.features import FEATURES
from app.migrations import migrate
from app.photos.store import TABLES
from app.schema import SCHEMA
from app.site import Site

log = logging.getLogger("app")


def create_app(settings: Settings) -> FastAPI:
    """Return the application on an up-to-date database."""
    _log_to_stdout()
    database = Database(settings.database)
    for name in migrate(database):
        log.info("applied %s", name)
    database.ensure(statement for feature in FEATURES for statement in feature.tables)
    site = Site(SCHEMA, database, settings.version, FEATURES)
    if SCHEMA.has_photos:
        database.ensure(TABLES)
        site.photos.clean_up()
    return assemble(site)


def _log_to_stdout() -> None:
    if not log.handlers:
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False
