"""Backups are whole or not there, made of what changed, and never during a job."""

from typing import Any

import pytest

from activities.backups.messages import BackUpOutcome, RoundInput
from models.applications import ApplicationStatus
from models.backups import BackupKind, BackupState
from models.base import new_id
from models.errors import DiskFull
from tests.unit.activities.backups.world import World


async def test_a_backup_says_what_it_holds(world: World) -> None:
    application = await world.application()
    assert (await world.back_up(application)).outcome is BackUpOutcome.MADE

    (made,) = await world.backups(application)
    (file,) = world.files(application)
    assert made.state is BackupState.WHOLE
    assert made.file == str(file.relative_to(world.root))
    assert made.size == file.stat().st_size
    assert made.databases[0].tables == {"entry": 1}
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


async def test_without_a_change_no_new_copy_is_made(world: World) -> None:
    application = await world.application()
    await world.back_up(application)
    assert (await world.back_up(application)).outcome is BackUpOutcome.UNCHANGED
    assert len(world.files(application)) == len(await world.backups(application)) == 1

    world.write(application)
    assert (await world.back_up(application)).outcome is BackUpOutcome.MADE
    assert len(world.files(application)) == 2


async def test_an_unchanged_application_whose_copy_is_gone_is_copied_again(world: World) -> None:
    application = await world.application()
    await world.back_up(application)
    world.files(application)[0].unlink()
    assert (await world.back_up(application)).outcome is BackUpOutcome.MADE


async def test_what_is_asked_for_by_hand_is_always_made(world: World) -> None:
    application = await world.application()
    for _ in range(2):
        made = await world.back_up(application, BackupKind.MANUAL)
        assert made.outcome is BackUpOutcome.MADE
    one, two = await world.backups(application)
    assert one.content == two.content


async def test_a_second_attempt_adopts_what_the_first_made(world: World) -> None:
    application, backup_id = await world.application(), new_id()
    first = await world.back_up(application, backup_id=backup_id)
    assert await world.back_up(application, backup_id=backup_id) == first
    assert world.runtime.copied == 1


async def test_an_attempt_that_died_before_its_record_is_made_up_for(world: World) -> None:
    application, backup_id = await world.application(), new_id()
    await world.back_up(application, backup_id=backup_id)
    await world.store.backups.remove(backup_id)
    (world.shelf.folder(application.id) / f".{new_id()}.draft.new").write_bytes(b"half")

    await world.back_up(application, backup_id=backup_id)

    assert [file.name for file in world.files(application)] == [f"{backup_id}.tar.gz"]


async def test_a_job_is_left_in_peace_and_the_next_round_looks_again(world: World) -> None:
    application = await world.application(running_job_id=new_id())
    assert (await world.back_up(application)).outcome is BackUpOutcome.SKIPPED
    assert world.runtime.copied == 0
    due = await world.activities.due(RoundInput(host="local"))
    assert due.backups == ()

    await world.store.update_application(application.id, running_job_id=None)
    (due_now,) = (await world.activities.due(RoundInput(host="local"))).backups
    assert due_now.application_id == application.id


async def test_a_copy_in_which_a_job_began_is_thrown_away(world: World) -> None:
    application = await world.application()

    async def begin() -> None:
        await world.store.update_application(application.id, running_job_id=new_id())

    world.runtime.meanwhile = begin
    assert (await world.back_up(application)).outcome is BackUpOutcome.SKIPPED
    assert world.files(application) == []


async def test_the_job_itself_may_save_the_data(world: World) -> None:
    job_id = new_id()
    application = await world.application(running_job_id=job_id)
    kind = BackupKind.BEFORE_CHANGE
    made = await world.back_up(application, kind, backup_id=job_id, job_id=job_id)
    assert made.outcome is BackUpOutcome.MADE


async def test_each_application_is_looked_at_once_per_interval(world: World) -> None:
    first, second = await world.application(), await world.application()
    await world.application(status=ApplicationStatus.DELETED)
    await world.application(deployment=None)
    due = await world.activities.due(RoundInput(host="local"))
    assert {one.application_id for one in due.backups} == {first.id, second.id}
    for one in due.backups:
        await world.activities.back_up(one)
    assert (await world.activities.due(RoundInput(host="local"))).backups == ()
    assert (await world.activities.due(RoundInput(host="elsewhere"))).backups == ()


async def test_a_backup_that_fails_is_told_and_leaves_nothing(world: World) -> None:
    application = await world.application()

    async def full() -> Any:
        raise DiskFull("There is no space left on the disk.")

    world.runtime.meanwhile = full
    with pytest.raises(DiskFull):
        await world.back_up(application)
    assert world.files(application) == []
    assert "no space" in world.problems.open[application.id, "backup_not_made"]

    world.runtime.meanwhile = None
    await world.back_up(application)
    assert world.problems.open == {}
