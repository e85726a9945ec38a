"""A store, a shelf, and a runtime whose applications' data are plain folders."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, cast

from activities.backups.activities import BackupActivities
from activities.backups.messages import BackUpInput, BackUpResult
from activities.backups.shelf import Shelf
from activities.containers.archives import open_private
from activities.containers.data_facts import read_facts
from activities.containers.packaging import Packager
from activities.containers.port import InstanceState, Owner, Runtime
from activities.containers.programs import data_copy
from models.applications import Application, Endpoint, RuntimeName
from models.backups import Backup, BackupKind, DatabaseFacts
from models.base import new_id
from models.errors import Conflict
from models.specification import ResourceLimits
from settings import BackupSettings, Settings
from storage.metadata import MetadataStore
from tests import samples


class Folders:
    """The part of a runtime that copies, with the real copying program on plain folders."""

    name = RuntimeName.PROCESS

    def __init__(self, root: Path) -> None:
        self.root = root
        self.running: list[InstanceState] = []
        self.copied = 0
        self.meanwhile: Callable[[], Any] | None = None

    def data(self, application_id: str) -> Path:
        folder = self.root / application_id
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    async def snapshot(self, application_id: str, target: Path) -> None:
        self.copied += 1
        with open_private(target) as sink:
            data_copy.snapshot(str(self.data(application_id)), sink)
        if self.meanwhile is not None:
            await self.meanwhile()

    async def restore(self, application_id: str, source: Path) -> None:
        if self.running:
            raise Conflict("The application must be stopped before its data is replaced.")
        with source.open("rb") as file:
            data_copy.restore(str(self.data(application_id)), file)

    async def examine(self, application_id: str) -> tuple[DatabaseFacts, ...]:
        said = self.root / "said.json"
        with said.open("wb") as sink:
            data_copy.examine(str(self.data(application_id)), sink)
        return read_facts(said.read_bytes())

    def beside(self, root: Path) -> "Folders":
        return Folders(root)

    async def instances(self, application_id: str | None = None) -> list[InstanceState]:
        return list(self.running)

    async def stop(self, name: str, grace_seconds: float) -> None:
        self.running = [state for state in self.running if state.name != name]

    async def start(self, artefact: str, owner: Owner, limits: ResourceLimits) -> InstanceState:
        state = InstanceState(
            name="one", owner=owner, image=artefact, endpoint=Endpoint(port=1), running=True
        )
        self.running.append(state)
        return state


class HeardProblems:
    """Remembers what was told and is not over."""

    def __init__(self) -> None:
        self.open: dict[tuple[str, str], str] = {}

    async def report(self, application_id: str, code: str, sentence: str) -> None:
        self.open[application_id, code] = sentence

    async def resolve(self, application_id: str, code: str) -> None:
        self.open.pop((application_id, code), None)


class World:
    """Everything that backups need, below one folder."""

    def __init__(self, store: MetadataStore, root: Path, **settings: Any) -> None:
        self.store = store
        self.root = root
        self.settings = Settings(data_dir=root, backups=BackupSettings(**settings))
        self.runtime = Folders(root / "live")
        self.problems = HeardProblems()
        self.shelf = Shelf(store, self.settings)
        self.activities = BackupActivities(
            cast(Runtime, cast(Any, self.runtime)),
            store,
            cast(Packager, None),
            self.settings,
            self.problems,
        )

    async def application(self, **changes: object) -> Application:
        """Store a live application, with one row of data."""
        fields = {"current_version": 1, "deployment": samples.deployment(1), **changes}
        made = samples.application(new_id(), **fields)
        await self.store.add_application(made)
        self.write(made)
        return made

    def write(self, application: Application) -> None:
        """Add a row to an application's data."""
        folder = self.runtime.data(application.id)
        with closing(sqlite3.connect(folder / "app.db")) as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("CREATE TABLE IF NOT EXISTS entry (number INTEGER)")
            database.execute("INSERT INTO entry VALUES (1)")
            database.commit()

    def rows(self, application: Application) -> int:
        """Return the number of rows in an application's data."""
        folder = self.runtime.data(application.id)
        with closing(sqlite3.connect(folder / "app.db")) as database:
            return int(database.execute("SELECT count(*) FROM entry").fetchone()[0])

    async def back_up(
        self, application: Application, kind: BackupKind = BackupKind.SCHEDULED, **given: Any
    ) -> BackUpResult:
        """Back an application up as the workflow does."""
        wanted = {"application_id": application.id, "backup_id": new_id(), "kind": kind, **given}
        return await self.activities.back_up(BackUpInput.model_validate(wanted))

    async def backups(self, application: Application) -> list[Backup]:
        """Return what is known of an application's backups, newest first."""
        return await self.store.backups.of(application.id)

    def files(self, application: Application) -> list[Path]:
        """Return every file in the folder of an application's backups."""
        folder = self.shelf.folder(application.id)
        return sorted(folder.iterdir()) if folder.exists() else []
