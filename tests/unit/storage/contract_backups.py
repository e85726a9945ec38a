"""What every database must hold about backups."""

from datetime import timedelta

import pytest

from models.backups import Backup, BackupState
from models.base import new_id, utc_now
from models.errors import NotFound
from storage.metadata import MetadataStore
from tests.samples import backup
from tests.unit.storage.samples import an_application


async def some_backups(store: MetadataStore, count: int) -> list[Backup]:
    """Store so many backups of one application and return them, newest first."""
    application = await store.add_application(an_application())
    made = [
        backup(application.id, new_id(), taken_at=utc_now() - timedelta(hours=number))
        for number in range(count)
    ]
    for one in reversed(made):
        await store.backups.add(one)
    return made


class BackupsContract:
    async def test_a_backup_is_inserted_once_and_changed(self, store: MetadataStore) -> None:
        (made,) = await some_backups(store, 1)
        again = made.model_copy(update={"size": 99})
        assert await store.backups.add(again) == made
        changed = await store.backups.change(
            made.application_id, made.id, state=BackupState.DAMAGED, problem="It is torn."
        )
        assert changed == await store.backups.get(made.application_id, made.id)
        assert (changed.state, changed.size) == (BackupState.DAMAGED, made.size)

    async def test_backups_of_others_are_not_found(self, store: MetadataStore) -> None:
        (made,) = await some_backups(store, 1)
        (other,) = await some_backups(store, 1)
        for application_id, backup_id in (
            (made.application_id, other.id),
            (made.application_id, new_id()),
        ):
            with pytest.raises(NotFound):
                await store.backups.get(application_id, backup_id)
            with pytest.raises(NotFound):
                await store.backups.change(application_id, backup_id, size=1)

    async def test_pages_go_from_the_newest_to_the_oldest(self, store: MetadataStore) -> None:
        made = await some_backups(store, 5)
        found: list[Backup] = []
        cursor = None
        while True:
            page = await store.backups.page(made[0].application_id, limit=2, cursor=cursor)
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                break
        assert found == made == await store.backups.of(made[0].application_id)

    async def test_the_newest_whole_one_is_found(self, store: MetadataStore) -> None:
        made = await some_backups(store, 3)
        application_id = made[0].application_id
        await store.backups.change(application_id, made[0].id, state=BackupState.MISSING)
        assert await store.backups.newest_whole(application_id) == made[1]
        await store.backups.remove(made[1].id)
        await store.backups.remove(made[1].id)
        assert await store.backups.newest_whole(application_id) == made[2]
        await store.backups.remove_all(application_id)
        assert await store.backups.newest_whole(application_id) is None

    async def test_rounds_are_noted_apart(self, store: MetadataStore) -> None:
        application = await store.add_application(an_application())
        assert application.id not in await store.backups.rounds()
        await store.backups.looked(application.id)
        first = (await store.backups.rounds())[application.id]
        assert first.looked_at is not None
        assert first.drilled_at is None
        await store.backups.drilled(application.id)
        await store.backups.looked(application.id)
        second = (await store.backups.rounds())[application.id]
        assert second.drilled_at is not None
        assert second.looked_at is not None
        assert second.looked_at >= first.looked_at
