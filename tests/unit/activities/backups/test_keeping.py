"""Retention, broken files, leftovers and the second folder, on real files."""

import asyncio
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest

from activities.backups.messages import ChosenInput, RoundInput, TidyResult
from activities.backups.restoring import check_restorable
from activities.backups.tidying import BROKEN, LONGEST_MAKING, ORPHAN_SECONDS, READ_AGAIN
from activities.containers.locks import application_lock
from activities.containers.port import Owner
from models.applications import Application
from models.backups import BackupKind, BackupState
from models.base import new_id, utc_now
from models.errors import Conflict
from storage.metadata import MetadataStore
from tests import samples
from tests.unit.activities.backups.world import World

HOST = RoundInput(host="local")


async def filled(world: World, count: int) -> Application:
    """Return an application with so many different backups."""
    application = await world.application()
    for _ in range(count):
        world.write(application)
        await world.back_up(application)
    return application


async def states(world: World, application: Application) -> list[BackupState]:
    return [backup.state for backup in await world.backups(application)]


async def test_only_the_newest_are_kept_and_their_files_with_them(
    store: MetadataStore, tmp_path: Path
) -> None:
    world = World(store, tmp_path, keep_last=2, keep_daily=0, keep_weekly=0, keep_monthly=0)
    application = await filled(world, 4)
    newest = [backup.id for backup in await world.backups(application)][:2]

    assert (await world.activities.tidy(HOST)).removed == 2

    assert [backup.id for backup in await world.backups(application)] == newest
    assert {file.name for file in world.files(application)} == {f"{b}.tar.gz" for b in newest}
    assert await world.activities.tidy(HOST) == TidyResult()


async def test_what_a_rollback_brings_back_is_never_removed(
    store: MetadataStore, tmp_path: Path
) -> None:
    world = World(store, tmp_path, keep_last=1, keep_daily=0, keep_weekly=0, keep_monthly=0)
    application = await world.application()
    job_id, reference = new_id(), f"{application.id}/v2-abc.tar.gz"
    target = world.settings.paths.snapshots / reference
    target.parent.mkdir(parents=True)
    await world.runtime.snapshot(application.id, target)
    await world.shelf.note_snapshot(application.id, job_id, reference)
    await store.add_version(samples.version(application.id, 2, snapshot=reference))
    for _ in range(3):
        world.write(application)
        await world.back_up(application)

    assert (await world.activities.tidy(HOST)).removed == 2

    assert target.exists()
    assert job_id in {backup.id for backup in await world.backups(application)}


@pytest.mark.parametrize("thoroughly", [True, False])
async def test_a_flipped_byte_is_noticed_when_the_file_is_read(
    world: World, thoroughly: bool
) -> None:
    application = await filled(world, 1)
    (file,) = world.files(application)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)
    (backup,) = await world.backups(application)
    if thoroughly:
        long_ago = utc_now() - READ_AGAIN - timedelta(days=1)
        await world.store.backups.change(application.id, backup.id, checked_at=long_ago)

    assert (await world.activities.tidy(HOST)).broken == int(thoroughly)

    wanted = BackupState.DAMAGED if thoroughly else BackupState.WHOLE
    assert await states(world, application) == [wanted]
    assert bool(world.problems.open) is thoroughly


@pytest.mark.parametrize(
    ("size", "state"), [(20, BackupState.DAMAGED), (None, BackupState.MISSING)]
)
async def test_torn_and_missing_files_are_noticed_at_once(
    world: World, size: int | None, state: BackupState
) -> None:
    application = await filled(world, 1)
    (file,) = world.files(application)
    file.unlink() if size is None else os.truncate(file, size)

    assert (await world.activities.tidy(HOST)).broken == 1

    assert await states(world, application) == [state]
    (told,) = world.problems.open.values()
    assert "backup of 20" in told
    assert (await world.activities.tidy(HOST)).broken == 0, "it is told once"


async def test_the_total_size_is_bounded(world: World, store: MetadataStore) -> None:
    application = await world.application()
    for _ in range(3):
        blob = world.runtime.data(application.id) / "blob"
        blob.write_bytes(os.urandom(700_000))
        await world.back_up(application)
    small = World(store, world.root, max_total_mb=1)

    assert (await small.activities.tidy(HOST)).removed == 2

    assert len(world.files(application)) == 1
    assert small.problems.open == {}
    (world.runtime.data(application.id) / "blob").write_bytes(os.urandom(1_200_000))
    await small.back_up(application, BackupKind.MANUAL)
    await small.activities.tidy(HOST)
    assert "max_total_mb" in small.problems.open["", "backups_over_size"]


async def test_files_without_a_record_are_swept_once_they_are_old(world: World) -> None:
    application = await filled(world, 1)
    folder = world.shelf.folder(application.id)
    old, fresh = folder / f"{new_id()}.tar.gz", folder / f"{new_id()}.tar.gz"
    for file in (old, fresh):
        file.write_bytes(b"?")
    os.utime(old, (time.time() - ORPHAN_SECONDS - 60,) * 2)
    (folder / ".x.draft.new").write_bytes(b"half")

    await world.activities.tidy(HOST)

    assert not old.exists()
    assert {file.name for file in world.files(application)} >= {fresh.name}
    assert len(world.files(application)) == 2


async def test_what_nobody_ended_has_failed(world: World) -> None:
    application = await world.application()
    begun = utc_now() - LONGEST_MAKING - timedelta(hours=1)
    making = samples.backup(
        application.id, new_id(), state=BackupState.MAKING, taken_at=begun, size=0, file=""
    )
    await world.store.backups.add(making)
    await world.activities.tidy(HOST)
    assert await states(world, application) == [BackupState.FAILED]


async def test_the_second_folder_holds_the_same(store: MetadataStore, tmp_path: Path) -> None:
    second = tmp_path / "disk"
    world = World(
        store,
        tmp_path / "kept",
        copy_to=second,
        keep_last=1,
        keep_daily=0,
        keep_weekly=0,
        keep_monthly=0,
    )
    application = await filled(world, 1)
    await world.activities.tidy(HOST)
    assert "is not there" in world.problems.open[application.id, "backup_not_copied"]
    assert not second.exists(), "an unmounted disk is not written into"

    second.mkdir()
    assert (await world.activities.tidy(HOST)).copied == 1
    assert world.problems.open == {}
    world.write(application)
    await world.back_up(application)
    assert (await world.activities.tidy(HOST)).copied == 1
    (copy,) = (second / application.id).iterdir()
    assert copy.read_bytes() == world.files(application)[0].read_bytes()
    assert copy.stat().st_mode & 0o777 == 0o600

    await world.shelf.forget(application.id)
    assert list(second.iterdir()) == []
    assert world.files(application) == []
    assert await world.backups(application) == []


async def test_a_backup_comes_back_and_stops_what_runs(world: World) -> None:
    application = await filled(world, 1)
    rows = world.rows(application)
    (backup,) = await world.backups(application)
    world.write(application)
    chosen = ChosenInput(job=samples.job(application.id, new_id()), backup_id=backup.id, version=1)
    await world.runtime.start("image-1", owner_of(application), samples.deployment().limits)

    assert (await world.activities.check(chosen)).id == backup.id
    for _ in range(2):
        await world.activities.put_back(chosen)

    assert world.rows(application) == rows
    assert world.runtime.running == []


async def test_what_is_being_healed_is_put_back_afterwards(world: World) -> None:
    application = await filled(world, 1)
    (backup,) = await world.backups(application)
    chosen = ChosenInput(job=samples.job(application.id, new_id()), backup_id=backup.id, version=1)
    async with application_lock(world.settings.paths.run, application.id):
        putting = asyncio.create_task(world.activities.put_back(chosen))
        await asyncio.sleep(0.2)
        await world.runtime.start("image-1", owner_of(application), samples.deployment().limits)
        assert not putting.done()
    await putting
    assert world.runtime.running == []


def owner_of(application: Application) -> Owner:
    return Owner(application_id=application.id, version=1, job_id=new_id())


async def test_a_damaged_backup_is_not_put_back(world: World) -> None:
    application = await filled(world, 1)
    (backup,) = await world.backups(application)
    file = world.files(application)[0]
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    chosen = ChosenInput(job=samples.job(application.id), backup_id=backup.id, version=1)
    with pytest.raises(Conflict, match="damaged"):
        await world.activities.put_back(chosen)
    assert await states(world, application) == [BackupState.DAMAGED]


@pytest.mark.parametrize(("version", "live", "fine"), [(1, 1, True), (1, 3, True), (3, 2, False)])
def test_newer_data_is_not_put_below_an_older_version(version: int, live: int, fine: bool) -> None:
    backup = samples.backup("app-1", version=version)
    if fine:
        check_restorable(backup, live)
        return
    with pytest.raises(Conflict) as refused:
        check_restorable(backup, live)
    assert f"version {version} live first" in refused.value.remedy


async def test_a_broken_file_is_told_until_the_next_backup_is_whole(
    store: MetadataStore, tmp_path: Path
) -> None:
    world = World(store, tmp_path)
    application = await filled(world, 2)
    broken = (application.id, BROKEN)
    world.files(application)[-1].unlink()
    await world.activities.tidy(HOST)
    assert broken in world.problems.open

    await store.update_application(application.id, running_job_id=new_id())
    await world.back_up(application)
    assert broken in world.problems.open, "nothing was copied while a job is at work"

    await store.update_application(application.id, running_job_id=None)
    world.write(application)
    await world.back_up(application)
    assert broken not in world.problems.open
