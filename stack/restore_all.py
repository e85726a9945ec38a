"""Starting anew from one file that holds everything an orchestrator kept."""

import asyncio
import json
import shutil
import tarfile
from contextlib import AsyncExitStack
from pathlib import Path

from activities.backups.shelf import Shelf
from activities.containers.archives import check_archive
from activities.serving.desired import all_applications
from models.applications import Application
from models.base import Model
from models.errors import Conflict, InvalidInput, OrchestrationError
from settings import Settings
from stack.applications import open_runtime
from stack.backup_all import FORMAT, MANIFEST, check_metadata_is_here
from storage.metadata import MetadataStore
from storage.problems import file_problems

LARGEST_BYTES, MOST_FILES = 1 << 44, 50_000_000


class Restored(Model):
    """What came back, and what did not."""

    applications: int
    without: tuple[str, ...] = ()
    """Applications whose data was not put in place, each with the reason."""


async def restore_all(settings: Settings, source: Path) -> Restored:
    """Unpack a whole backup into an empty data directory, and put all data in its place.

    Raises:
        Conflict: Something is in the data directory already.
        InvalidInput: The file is no whole backup, or the metadata is not in a SQLite file.
        StorageError: It is damaged, or can't be unpacked.
    """
    check_metadata_is_here(settings)
    root = settings.paths.root
    if root.exists() and any(root.iterdir()):
        raise Conflict(
            f"'{root}' is not empty, and nothing in it is overwritten.",
            remedy="Name an empty folder with --data-dir.",
        )
    await asyncio.to_thread(_unpack, source, root)
    async with AsyncExitStack() as cleanup:
        store = await MetadataStore.open(settings.metadata_url)
        cleanup.push_async_callback(store.close)
        applications = [one async for one in all_applications(store)]
        without = [
            f"{one.title}: {why}"
            for one in applications
            if (why := await _put_back(one, store, settings, cleanup))
        ]
    return Restored(applications=len(applications), without=tuple(without))


def _unpack(source: Path, root: Path) -> None:
    with file_problems(source):
        check_archive(source, largest_bytes=LARGEST_BYTES, most_members=MOST_FILES)
        with tarfile.open(source) as archive:
            _check_manifest(archive)
            for member in archive:
                _extract(archive, member, root)


def _check_manifest(archive: tarfile.TarFile) -> None:
    try:
        content = archive.extractfile(MANIFEST)
        told = json.loads(content.read()) if content is not None else {}
    except (KeyError, ValueError):
        told = {}
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise InvalidInput(
            "That file is no backup of a whole orchestrator.",
            remedy="Name a file that 'orchestrator backup-all' has written.",
        )


def _extract(archive: tarfile.TarFile, member: tarfile.TarInfo, root: Path) -> None:
    content = archive.extractfile(member)
    if content is None or member.name == MANIFEST:
        return
    target = root / member.name
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        shutil.copyfileobj(content, file, 1 << 20)
    target.chmod(member.mode & 0o777)


async def _put_back(
    application: Application, store: MetadataStore, settings: Settings, cleanup: AsyncExitStack
) -> str:
    """Put an application's newest backup in place, and return why not; empty when it is."""
    if application.deployment is None:
        return ""
    newest = await store.backups.newest_whole(application.id)
    if newest is None:
        return "it has no backup"
    try:
        runtime = await open_runtime(application.deployment.runtime, settings, cleanup)
        if await runtime.has_data(application.id):
            return "there is data of it here already, which was left as it is"
        await runtime.restore(application.id, Shelf(store, settings).path(newest))
    except OrchestrationError as problem:
        return problem.message
    return ""
