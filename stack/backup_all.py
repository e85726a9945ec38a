"""One file with everything that an orchestrator keeps, from which it starts anew elsewhere."""

import asyncio
import json
import sqlite3
import tarfile
import tempfile
from contextlib import AsyncExitStack, closing
from pathlib import Path

from activities.backups.making import BackupMaker
from activities.backups.messages import BackUpInput, BackUpOutcome
from activities.backups.shelf import Shelf
from activities.containers.archives import open_private
from activities.serving.desired import all_applications
from models.applications import Application
from models.base import Model, new_id, utc_now
from models.errors import InvalidInput, OrchestrationError
from settings import Paths, Settings
from stack.applications import open_runtime
from stack.archiving import add_file, files_below, new_archive
from storage.files import sync_folder
from storage.metadata import MetadataStore
from storage.problems import file_problems
from storage.tables import HEAD

FORMAT = 1
MANIFEST = "manifest.json"
METADATA = "orchestrator.db"


class Saved(Model):
    """What a whole backup holds, and what it lacks."""

    applications: int
    bytes: int
    without: tuple[str, ...] = ()
    """Applications whose newest data is not in it, each with the reason."""


async def back_up_all(settings: Settings, target: Path) -> Saved:
    """Back every application up, then write everything that is kept into one file.

    The orchestrator may run meanwhile.

    Raises:
        InvalidInput: The metadata is not in a SQLite file.
        StorageError: The file can't be written.
    """
    check_metadata_is_here(settings)
    async with AsyncExitStack() as cleanup:
        store = await MetadataStore.open(settings.metadata_url)
        cleanup.push_async_callback(store.close)
        applications = [one async for one in all_applications(store)]
        without = [
            f"{one.title}: {why}"
            for one in applications
            if (why := await _save(one, store, settings, cleanup))
        ]
    size = await asyncio.to_thread(_write, settings.paths, target)
    return Saved(applications=len(applications), bytes=size, without=tuple(without))


def check_metadata_is_here(settings: Settings) -> None:
    """Make sure that the metadata is in a file of the data directory.

    Raises:
        InvalidInput: It is in a database of its own.
    """
    if settings.database_url is not None:
        raise InvalidInput(
            "The metadata is in a database server, which this command does not copy.",
            remedy="Copy that database by its own tools, and the data directory beside it.",
        )


async def _save(
    application: Application, store: MetadataStore, settings: Settings, cleanup: AsyncExitStack
) -> str:
    """Back an application up, and return why that could not be done; empty when it could."""
    if application.deployment is None:
        return ""
    wanted = BackUpInput(application_id=application.id, backup_id=new_id())
    try:
        runtime = await open_runtime(application.deployment.runtime, settings, cleanup)
        maker = BackupMaker(runtime, store, Shelf(store, settings))
        made = await maker.make(wanted)
    except OrchestrationError as problem:
        return problem.message
    return "a job is at work on it" if made.outcome is BackUpOutcome.SKIPPED else ""


def _write(paths: Paths, target: Path) -> int:
    draft = target.with_name(f".{target.name}.part")
    with file_problems(target):
        try:
            with open_private(draft) as file, new_archive(file) as archive:
                _add_all(archive, paths)
            draft.replace(target)
            sync_folder(target.absolute().parent)
            return target.stat().st_size
        finally:
            draft.unlink(missing_ok=True)


def _add_all(archive: tarfile.TarFile, paths: Paths) -> None:
    """Add databases first: what a record names was there before the record, and is copied after."""
    with tempfile.TemporaryDirectory(dir=paths.root) as folder:
        manifest = {"format": FORMAT, "tables": HEAD, "made_at": utc_now().isoformat()}
        told = Path(folder, MANIFEST)
        told.write_text(json.dumps(manifest))
        archive.add(told, MANIFEST)
        for database in (paths.root / METADATA, paths.temporal_database):
            if database.exists():
                copy = Path(folder, database.name)
                _copy_database(database, copy)
                archive.add(copy, database.name)
    for folder_of in (paths.secrets, paths.sources, paths.logs, paths.snapshots, paths.backups):
        for file in files_below(folder_of):
            add_file(archive, file, str(file.relative_to(paths.root)))


def _copy_database(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(source, timeout=30)) as live,
        closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy)
