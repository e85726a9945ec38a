"""What every database must hold about versions, request keys and the audit list."""

import asyncio
from pathlib import Path

import pytest

from models.applications import Application
from models.base import new_id
from models.errors import Conflict, InvalidInput, NotFound, RequestRefused
from models.jobs import JobPhase
from storage.metadata import MetadataStore
from storage.paging import Page
from tests.unit.storage.samples import (
    a_job,
    a_version,
    an_application,
    progress_of,
)

ROOT = Path(__file__).parents[3]


async def _opened(store: MetadataStore, **changes: object) -> tuple[Application, str]:
    application = await store.add_application(an_application(**changes))  # type: ignore[arg-type]
    job = await store.add_job(a_job(application))
    return application, job.id


class VersionsContract:
    async def test_versions_are_kept_and_listed_newest_first(self, store: MetadataStore) -> None:
        application = await store.add_application(an_application())
        made = [await store.add_version(a_version(application.id, n)) for n in (1, 2, 3)]
        assert await store.version(application.id, 2) == made[1]
        again = a_version(application.id, 2, job_id="another")
        assert await store.add_version(again) == made[1]
        first = await store.versions(application.id, limit=2)
        assert first.items == (made[2], made[1])
        rest = await store.versions(application.id, limit=2, cursor=first.next_cursor)
        assert rest == Page((made[0],))
        with pytest.raises(NotFound):
            await store.version(application.id, 10**30)
        with pytest.raises(NotFound):
            await store.add_version(a_version(new_id(), 1))

    async def test_a_number_is_a_jobs_own_for_ever(self, store: MetadataStore) -> None:
        application = await store.add_application(an_application())
        assert await store.reserve_version(application.id, "one") == 1
        assert await store.reserve_version(application.id, "one") == 1
        await store.add_version(a_version(application.id, 1, "one"))
        assert await store.reserve_version(application.id, "one") == 1
        assert await store.reserve_version(application.id, "two") == 2
        assert await store.reserve_version(application.id, "three") == 3

    async def test_a_race_for_numbers_gives_each_job_its_own(
        self, store: MetadataStore, second_store: MetadataStore
    ) -> None:
        application = await store.add_application(an_application())
        numbers = await asyncio.gather(
            *(
                opened.reserve_version(application.id, f"job-{n}")
                for n in range(10)
                for opened in (store, second_store)
            )
        )
        assert numbers[::2] == numbers[1::2]
        assert sorted(numbers[::2]) == list(range(1, 11))

    async def test_recording_is_all_or_nothing(self, store: MetadataStore) -> None:
        application, job_id = await _opened(store)
        version = a_version(application.id, 1, job_id)
        with pytest.raises(InvalidInput):
            await store.record_version(job_id, application.id, version, {"priority": 99})
        with pytest.raises(NotFound):
            await store.version(application.id, 1)
        for _ in range(2):
            await store.record_version(job_id, application.id, version, {"current_version": 1})
        assert (await store.application(application.id)).current_version == 1
        other = a_version(application.id, 1, "another job")
        with pytest.raises(Conflict):
            await store.record_version(job_id, application.id, other, {"current_version": 7})
        assert (await store.application(application.id)).current_version == 1

    async def test_a_job_that_ended_records_nothing(self, store: MetadataStore) -> None:
        application, job_id = await _opened(store)
        job = await store.job(job_id)
        await store.close_job(job_id, progress_of(job, phase=JobPhase.FAILED), ())
        version = a_version(application.id, 1, job_id)
        await store.record_version(job_id, application.id, version, {"current_version": 1})
        assert (await store.application(application.id)).current_version is None
        with pytest.raises(NotFound):
            await store.record_version(job_id, new_id(), version, {})


class RequestKeysContract:
    async def test_a_key_gives_the_first_answer_again(self, store: MetadataStore) -> None:
        owner = new_id()
        first = await store.claim_key(owner, "key", "print", {"job_id": "1"})
        assert first == {"job_id": "1"}
        assert await store.claim_key(owner, "key", "print", {"job_id": "2"}) == first
        assert await store.claim_key(owner, "key2", "print", {"job_id": "3"}) == {"job_id": "3"}
        assert await store.claim_key(new_id(), "key", "x", {"job_id": "4"}) == {"job_id": "4"}
        with pytest.raises(RequestRefused):
            await store.claim_key(owner, "key", "another", {"job_id": "5"})

    async def test_a_race_has_one_winner(
        self, store: MetadataStore, second_store: MetadataStore
    ) -> None:
        owner = new_id()
        answers = await asyncio.gather(
            *(
                opened.claim_key(owner, "key", "print", {"job_id": f"{n}"})
                for n, opened in enumerate([store, second_store] * 8)
            )
        )
        assert len({answer["job_id"] for answer in answers}) == 1


class AuditContract:
    async def test_entries_are_chained_and_listed_newest_first(
        self, store: MetadataStore, second_store: MetadataStore
    ) -> None:
        before = len((await store.audit(limit=500)).items)
        await asyncio.gather(
            *(
                opened.add_audit("ann", "application.delete", f"{n}", {"n": n, "nul": "\0"})
                for n, opened in enumerate([store, second_store] * 5)
            )
        )
        page = await store.audit(limit=4)
        rest = await store.audit(limit=500, cursor=page.next_cursor)
        sequences = [entry.sequence for entry in (*page.items, *rest.items)]
        assert sequences == list(range(before + 10, 0, -1))
        assert len({entry.digest for entry in (*page.items, *rest.items)}) == before + 10
        assert await store.first_broken_audit() is None
