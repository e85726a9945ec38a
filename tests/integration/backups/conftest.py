"""Backups of a real application in each runtime."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from activities.backups.activities import BackupActivities
from activities.backups.messages import BackUpInput, BackUpOutcome
from activities.containers.packaging import Packager
from activities.containers.port import InstanceState, Owner
from models.applications import Application, Deployment
from models.backups import Backup, BackupKind
from models.base import new_id, utc_now
from models.specification import ResourceLimits
from settings import Paths, Settings
from storage.metadata import MetadataStore
from tests import samples
from tests.integration.containers.asking import until_healthy
from tests.integration.containers.conftest import Tested, kind, owner, paths, runtime, tools
from tests.integration.containers.sample import write_sample
from tests.unit.activities.backups.world import HeardProblems

__all__ = ["kind", "owner", "paths", "runtime", "tools"]
LIMITS = ResourceLimits(memory_mb=128, pids=32, disk_mb=64)


class Folder:
    """The sources of the sample application."""

    def __init__(self, tree: Path) -> None:
        self._tree = tree

    async def export(self, application_id: str, commit: str, target: Path) -> None:
        write_sample(target)


@dataclass
class Backed:
    """A running application and its backups."""

    application: Application
    state: InstanceState
    activities: BackupActivities
    problems: HeardProblems
    store: MetadataStore
    runtime: Tested
    paths: Paths

    async def back_up(self, kind: BackupKind = BackupKind.SCHEDULED) -> Backup:
        """Make a backup and return what is known of it."""
        wanted = BackUpInput(application_id=self.application.id, backup_id=new_id(), kind=kind)
        assert (await self.activities.back_up(wanted)).outcome is BackUpOutcome.MADE
        return await self.store.backups.get(self.application.id, wanted.backup_id)

    def file(self, backup: Backup) -> Path:
        """Return a backup's file."""
        return self.paths.root / backup.file


@pytest.fixture
async def backed(
    runtime: Tested, paths: Paths, owner: Owner, tmp_path: Path
) -> AsyncIterator[Backed]:
    tree = write_sample(tmp_path / "sources")
    artefact = await runtime.package(tree, owner)
    state = await runtime.start(artefact.image, owner, LIMITS)
    await until_healthy(state.endpoint)
    store = await MetadataStore.open(f"sqlite:///{paths.root / 'store.db'}")
    deployment = Deployment(
        version=1,
        runtime=runtime.name,
        host="local",
        instance=state.name,
        image=state.image,
        endpoint=state.endpoint,
        limits=LIMITS,
        deployed_at=utc_now(),
    )
    application = await store.add_application(
        samples.application(owner.application_id, current_version=1, deployment=deployment)
    )
    version = samples.version(application.id, 1).model_copy(update={"image": artefact.image})
    await store.add_version(version)
    problems = HeardProblems()
    settings = Settings(data_dir=paths.root)
    packager = Packager(runtime, Folder(tree), paths.workspaces)
    activities = BackupActivities(runtime, store, packager, settings, problems)
    yield Backed(application, state, activities, problems, store, runtime, paths)
    await store.close()
